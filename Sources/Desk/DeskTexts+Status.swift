import API

extension DeskTexts {
    // MARK: Lines at the top and the bottom
    static var title: String { say("desk.title") }
    static var prompt: String { say("desk.prompt") }
    static var tooSmall: String { say("desk.too-small") }
    static var noTerminal: String { say("desk.no-terminal") }
    static var connecting: String { say("desk.connecting") }
    static func fine(seconds: Int, isWide: Bool) -> String {
        say(isWide ? "desk.fine" : "desk.fine-narrow", ["n": String(seconds)])
    }
    static func lost(seconds: Int) -> String { say("desk.lost", ["n": String(seconds)]) }
    static func clockSpeed(_ speed: Int) -> String { say("desk.clock-speed", ["n": String(speed)]) }
    static var ticketPrinter: String { say("desk.ticket-printer") }
    static var slipPrinter: String { say("desk.slip-printer") }
    /// By what it prints; by its own name where several print the same.
    static func name(of printer: PrinterResponse, among printers: [PrinterResponse]) -> String {
        let isAlone = printers.count { $0.purpose == printer.purpose } == 1
        let own = isAlone ? nil : printer.name[words.language] ?? printer.name["zh"]
        return own.map { Columns.printable($0) } ?? (printer.purpose == "ticket" ? ticketPrinter : slipPrinter)
    }
    static var printerUnknown: String { say("desk.printer-unknown") }
    static func printerFine(isWide: Bool) -> String {
        say(isWide ? "desk.printer-fine" : "desk.printer-fine-narrow")
    }
    static func printerNotSet(isWide: Bool) -> String {
        say(isWide ? "desk.printer-not-set" : "desk.printer-not-set-narrow")
    }
    static func printerTrouble(_ printer: PrinterResponse) -> String {
        if printer.codes.contains("media-empty") { return say("desk.printer-out-of-paper") }
        return say(printer.state == "unreachable" ? "desk.printer-unreachable" : "desk.printer-stopped")
    }
    /// The keys that can be pressed on a screen; `left` is how long the last act may still be taken back.
    static func keys(_ screen: String, left: String, isWide: Bool) -> String {
        isWide ? say("desk-keys.\(screen)", ["left": left]) : say("desk-keys-narrow.\(screen)")
    }
}

import API

/// The printers, each with what waits for it: one row is chosen.
package struct PrinterPanel: Hashable, Sendable {
    var index = 0

    enum Row {
        case printer(PrinterResponse)
        case paper(PrintJobResponse)
    }

    static func rows(_ picture: Picture?) -> [Row] {
        (picture?.printers ?? []).flatMap { [.printer($0)] + $0.papers.map { .paper($0) } }
    }
}

extension PrinterResponse {
    /// Staff should go and look: it does not print, or what it prints on is gone.
    var isInTrouble: Bool { ["stopped", "unreachable"].contains(state) || codes.contains("media-empty") }
}

extension DeskState {
    mutating func openPrinters() -> [DeskEffect] {
        guard picture?.printers.isEmpty == false else { return complain(DeskTexts.noPrinters) }
        input = ""
        message = .empty
        screen = .printers(PrinterPanel())
        return [.refresh]
    }

    /// Keys among the printers: 1 tries one, 2 and 3 are for a paper that waits.
    mutating func press(_ key: Key, printers panel: PrinterPanel) -> [DeskEffect] {
        var panel = panel
        let rows = PrinterPanel.rows(picture)
        panel.index = max(0, min(panel.index, rows.count - 1))
        guard rows.indices.contains(panel.index) else {
            screen = .queue
            return []
        }
        switch key {
        case .escape: screen = .queue
        case .up, .down:
            panel.index = max(0, min(panel.index + (key == .up ? -1 : 1), rows.count - 1))
            screen = .printers(panel)
        case .character("1"):
            guard case .printer(let printer) = rows[panel.index] else { return complain(DeskTexts.printerFirst) }
            guard printer.state != "none" else { return complain(DeskTexts.noPrinterToTry) }
            return perform(.testPage(printer: printer.id), about: [name(printer)], masked: "")
        case .character("2"):
            guard case .paper(let job) = rows[panel.index] else { return complain(DeskTexts.paperFirst) }
            return move(job)
        case .character("3"):
            guard case .paper(let job) = rows[panel.index] else { return complain(DeskTexts.paperFirst) }
            return perform(.stopPrint(job: job.id), about: [job.label], masked: "")
        default: break
        }
        return []
    }

    /// The connected printers with the same paper; with one other, there is nothing to choose.
    private mutating func move(_ job: PrintJobResponse) -> [DeskEffect] {
        let printers = picture?.printers ?? []
        let purpose = printers.first { $0.id == job.printer }?.purpose
        let others = printers.filter { $0.purpose == purpose && $0.id != job.printer && $0.state != "none" }
        guard !others.isEmpty else { return complain(DeskTexts.noOtherPrinter) }
        guard others.count > 1 else {
            return perform(.movePrint(job: job.id, printer: others[0].id), about: [job.label], masked: "")
        }
        let options = others.map { printer in
            OptionList.Option(
                title: name(printer), note: DeskTexts.printerState(printer.state),
                act: .movePrint(job: job.id, printer: printer.id))
        }
        return choose(OptionList(about: job.label, title: DeskTexts.moveTitle(job.label), options: options))
    }

    private func name(_ printer: PrinterResponse) -> String {
        Columns.printable(DeskTexts.name(printer.name) ?? printer.id)
    }
}

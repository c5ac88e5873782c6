import Foundation
import QueueEngine
import Slip

/// The 80 mm ticket: the number large, how many ahead, of other queues too where the same rooms call those first, about how long, where to look for more.
struct TicketPaper {
    static let nameField = "patient.name"

    let ticket: Ticket
    /// The day that its number is of.
    let day: LocalDate?
    /// Place in the plan, from 1.
    let position: Int?
    /// How many of other queues its rooms will call first.
    let others: Int
    let estimate: WaitEstimate?
    let sheet: RuleSheet?
    let person: Person
    let link: String?
    /// Where its patients are called to now.
    let rooms: [RoomID]
    let copy: Int
    /// Whose lengths it is made for, and whose name it bears; nil when it is kept as a file.
    let printer: ClinicLayout.Printer?
    let layout: ClinicLayout
    let wording: Wording
    let now: Instant
    /// The patient's other language, beside Chinese.
    let second: Language?

    init(
        ticket: Ticket, day: LocalDate?, position: Int?, others: Int, estimate: WaitEstimate?, sheet: RuleSheet?,
        person: Person, link: String?, rooms: [RoomID], copy: Int, printer: ClinicLayout.Printer?, layout: ClinicLayout,
        wording: Wording, at now: Instant
    ) {
        self.ticket = ticket
        self.day = day
        self.position = position
        self.others = others
        self.estimate = estimate
        self.sheet = sheet
        self.person = person
        self.link = link
        self.rooms = rooms
        self.copy = copy
        self.printer = printer
        self.layout = layout
        self.wording = wording
        self.now = now
        let language = Language(rawValue: person.language) ?? .chinese
        second = language == .chinese ? nil : language
    }

    func document(withName: Bool) -> Document {
        var body: [Block] = [
            .paragraph(Paragraph(head(.chinese), size: .large, alignment: .centre))
        ]
        if let second { body.append(.paragraph(Paragraph(head(second), size: .body, alignment: .centre))) }
        body += [.rule(.thin), .number(Text(ticket.label, language: .english, strong: true))]
        body.append(.lane(chip(withName: withName)))
        body.append(.paragraph(Paragraph(place(.chinese), size: .large, alignment: .centre)))
        if let second { body.append(.paragraph(Paragraph(place(second), size: .body, alignment: .centre))) }
        if !facts.isEmpty { body.append(.facts(facts)) }
        body += code + rules
        body.append(.spread(Spread(Text(stamp), Text(source), size: .small)))
        return Document(paper: .receipt80, title: ticket.label, body: body, lengths: printer?.lengths ?? [])
    }

    private func head(_ language: Language) -> Text {
        let tag = language.rawValue
        return Text(
            "\(layout.hospital.best(for: tag)) \(layout.name.best(for: tag))", language: language,
            strong: language == .chinese)
    }

    /// Rooms that are named on paper; with more the waiting area stands instead.
    private static let namedRooms = 3

    /// Which queue, and the rooms that call from it, or the area to wait in.
    private func place(_ language: Language) -> Text {
        let tag = language.rawValue
        let names = rooms.compactMap { layout.room($0)?.name.best(for: tag) }
        let area = layout.displays.first { $0.queues.contains(ticket.queue) }?.name.best(for: tag)
        let queue = layout.queue(ticket.queue)?.name.best(for: tag)
        let isFew = (1...Self.namedRooms).contains(names.count)
        let place = isFew ? names.joined(separator: wording.text("ticket.and", tag)) : area
        // In Chinese the lane stands above, beside the name.
        let lane = language == .chinese ? nil : lane(language)
        return Text([lane, queue, place].compactMap(\.self).joined(separator: " · "), language: language)
    }

    private func chip(withName: Bool) -> LaneChip {
        let shape = Self.shape(of: ticket.lane)
        // A name in another script keeps its own direction (UAX #9, first strong isolate).
        let masked = Text([Run("\u{2068}\(Masking.mask(person.name))\u{2069}", field: Self.nameField)])
        return LaneChip(shape: shape, word: Text(lane(.chinese), strong: true), beside: withName ? masked : nil)
    }

    private func lane(_ language: Language) -> String { wording.text("lane.\(ticket.lane)", language.rawValue) }

    /// The same shape as on every screen.
    private static func shape(of lane: Lane) -> LaneShape {
        switch lane {
        case .returning: .ring
        case .missed: .cross
        case .priority: .triangle
        case .urgent: .plus
        case .late: .halfDisc
        default: .disc
        }
    }

    private var facts: [Fact] {
        var facts: [Fact] = []
        if let position {
            facts.append(
                fact("ticket.ahead") { wording.text("ticket.persons", $0.rawValue, ["n": "\(position - 1)"]) })
            if others > 0 {
                facts.append(
                    fact("ticket.others") { wording.text("ticket.of-others", $0.rawValue, ["n": "\(others)"]) })
            }
        }
        if let estimate {
            facts.append(fact("ticket.wait") { wording.wait(estimate, $0.rawValue, minutes: "ticket.minutes") })
        }
        if isBooked || ticket.slot != nil { facts.append(fact("ticket.slot", value: appointment)) }
        return facts
    }

    private var isBooked: Bool { ticket.state == .booked }

    /// The day, by its weekday too, and the clock time where there is one. Behind Arabic letters 11-23 would read 23-11
    /// (UAX #9, W2): month and day keep their order.
    private func appointment(_ language: Language) -> String {
        guard let moment = ticket.slot ?? day?.moment(at: "12:00", in: layout.timeZone) else { return "" }
        let weekday = wording.weekday(moment, in: layout.timeZone, language.rawValue)
        let time = ticket.slot.map { " " + clock($0, "HH:mm").leftToRight } ?? ""
        return "\(clock(moment, "MM-dd").leftToRight) \(weekday)\(time)"
    }

    /// The other language says all of it: 分 tells its reader nothing.
    private func fact(_ key: String, value: (Language) -> String) -> Fact {
        Fact(
            // 1 小时–1 小时 45 分 is broken behind its dash alone.
            Text(text(key)), Text(value(.chinese).split(after: ["–"]).map { Run($0, strong: true, unbroken: true) }),
            translation: second.map { language in
                let name = Run(wording.text(key, language.rawValue) + " ", language: language)
                return Text([name, Run(value(language), language: language, strong: true)], language: language)
            })
    }

    private var code: [Block] {
        guard let link else { return [] }
        // Broken between its parts alone: 为什么 is one word.
        let parts = text("ticket.scan").split(after: ["：", "，"])
        var beside = [Text(parts.map { Run($0, strong: true, unbroken: true) })]
        if let second { beside.append(Text(wording.text("ticket.scan", second.rawValue), language: second)) }
        return [.code(Code(link, beside: beside))]
    }

    private var rules: [Block] {
        let checkIn = isBooked ? sentence("ticket.check-in") : []
        let missed = sheet.map { sentence("ticket.missed", ["n": "\($0.missed.leastCalls)"]) } ?? []
        let sentences = checkIn + missed
        return sentences.isEmpty ? [] : [.rule(.dashed)] + sentences
    }

    /// In Chinese and below it in the patient's language.
    private func sentence(_ key: String, _ arguments: [String: String] = [:]) -> [Block] {
        [.chinese, second].compactMap(\.self).map { language in
            .paragraph(Paragraph(Text(wording.text(key, language.rawValue, arguments), language: language)))
        }
    }

    /// Which copy, and the printer that it was made for: whoever finds a ticket knows where to bring it.
    private var source: String {
        let number = copy == 1 ? nil : text("ticket.copy", ["n": "\(copy)"])
        return [number, printer?.name.best(for: "zh")].compactMap(\.self).joined(separator: " · ")
    }

    private var stamp: String { clock(ticket.issuedAt, "yyyy-MM-dd HH:mm") }

    private func clock(_ instant: Instant, _ pattern: String) -> String {
        instant.text(pattern, in: layout.timeZone)
    }

    private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
        wording.text(key, "zh", arguments)
    }
}

extension Wording {
    /// The day of the week at that place: 周一.
    func weekday(_ moment: Instant, in zone: TimeZone, _ language: String) -> String {
        text("weekday.\(moment.text("e", in: zone))", language)
    }
}

extension Instant {
    /// As clocks and calendars at that place show it: `yyyy-MM-dd HH:mm`.
    func text(_ pattern: String, in zone: TimeZone) -> String {
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.timeZone = zone
        formatter.dateFormat = pattern
        return formatter.string(from: date)
    }
}

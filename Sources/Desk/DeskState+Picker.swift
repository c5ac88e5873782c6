package import API
import Foundation

extension DeskState {
    /// The plan's entry under the cursor.
    package var chosenEntry: PlanItem? { picture?.plan.first { $0.ticket.id == chosen } }

    var papersToSettle: [PrintJobResponse] { picture?.papersToSettle ?? [] }

    /// The paper under a picker's cursor.
    func paper(under picker: Picker) -> PrintJobResponse? {
        papersToSettle.indices.contains(picker.index) ? papersToSettle[picker.index] : nil
    }

    func question(of picker: Picker) -> PaperQuestion { paper(under: picker).map(PaperQuestion.init) ?? .doubt }

    /// The tickets that a picker offers.
    func choices(for purpose: Picker.Purpose) -> [TicketResponse] {
        switch purpose {
        case .rejoin: (picture?.missed ?? []) + (picture?.atTests ?? []) + (picture?.onHold ?? [])
        case .markMissed: picture?.called ?? []
        case .arrive: picture?.booked ?? []
        case .settle: []
        }
    }

    /// Keys in a picker.
    mutating func press(_ key: Key, picker: Picker) -> [DeskEffect] {
        var picker = picker
        let count = picker.purpose == .settle ? papersToSettle.count : choices(for: picker.purpose).count
        switch key {
        case .escape: screen = .queue
        case .up, .down:
            picker.index = max(0, min(picker.index + (key == .up ? -1 : 1), count - 1))
            screen = .pick(picker)
        case .enter where picker.purpose != .settle: return act(picker)
        case .character(let digit) where picker.purpose == .settle: return settle(picker, digit)
        default: break
        }
        return []
    }

    private mutating func act(_ picker: Picker) -> [DeskEffect] {
        let list = choices(for: picker.purpose)
        guard list.indices.contains(picker.index) else { return [] }
        screen = .queue
        return act(on: list[picker.index], picker.purpose)
    }

    private mutating func settle(_ picker: Picker, _ digit: Character) -> [DeskEffect] {
        guard let job = paper(under: picker), let outcome = PaperQuestion(job).outcome(of: digit) else { return [] }
        screen = .queue
        return perform(.resolve(job: job.id, outcome: outcome), about: [job.label], masked: "")
    }

    /// Acts on the ticket of that label, or lets the nurse choose when none was named.
    mutating func act(
        on label: String?, of tickets: [TicketResponse], orOpen purpose: Picker.Purpose
    ) -> [DeskEffect] {
        guard let label else {
            guard !tickets.isEmpty else { return complain(DeskTexts.nobody(for: purpose)) }
            open(purpose)
            return []
        }
        guard let ticket = tickets.first(where: { $0.label == label }) else {
            let isHere = picture?.subject(label: label) != nil
            return complain(isHere ? DeskTexts.notFor(purpose, label) : DeskTexts.noSuchTicket(label))
        }
        return act(on: ticket, purpose)
    }

    private mutating func act(on ticket: TicketResponse, _ purpose: Picker.Purpose) -> [DeskEffect] {
        let about = [ticket.label + " " + ticket.masked]
        switch purpose {
        case .rejoin: return bringBack(Subject(ticket))
        case .markMissed: return perform(.markMissed(ticket: ticket.id), about: about, masked: ticket.masked)
        case .arrive: return perform(.arrive(ticket: ticket.id), about: about, masked: ticket.masked)
        case .settle: return []
        }
    }

    /// Says what is wrong, and does nothing.
    mutating func complain(_ sentence: String) -> [DeskEffect] {
        message = Line(sentence, .alarm)
        return []
    }
}

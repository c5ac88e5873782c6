import API
package import Foundation

/// A ticket that something is done with, wherever it stands.
package struct Subject: Hashable, Sendable {
    package var id: String
    package var label: String
    package var masked: String
    package var queue: String
    package var lane: String
    package var state: String

    init(_ entry: PlanItem) {
        self.init(entry.ticket, masked: entry.masked)
    }

    init(_ ticket: TicketResponse) {
        id = ticket.id
        label = ticket.label
        masked = Columns.printable(ticket.masked)
        queue = ticket.queue
        lane = ticket.lane
        state = ticket.state
    }

    init(_ ticket: TicketReference, masked: String) {
        id = ticket.id
        label = ticket.label
        self.masked = Columns.printable(masked)
        queue = ticket.queue
        lane = ticket.lane
        state = ticket.state
    }
}

/// An act that was answered, and could be taken back.
package struct DoneAct: Hashable, Sendable {
    package var event: String
    /// `挂起 A012 张*`.
    package var what: String
    /// Clinic time.
    package var at: Date
    /// Clinic time until which the rules let it be taken back.
    package var until: Date
}

extension Picture {
    /// Every ticket that is not over.
    private var subjects: [Subject] {
        plan.map(Subject.init)
            + (rooms.compactMap(\.current) + missed + booked + atTests + onHold).map { Subject($0) }
    }

    /// By the label that everybody knows, however it is typed.
    func subject(label: String) -> Subject? {
        let wanted = label.trimmingCharacters(in: .whitespaces).uppercased()
        return wanted.isEmpty ? nil : subjects.first { $0.label.uppercased() == wanted }
    }

    func subject(id: String) -> Subject? { subjects.first { $0.id == id } }
}

extension DeskState {
    /// The plan's entry under the cursor, as something to act on.
    var chosenSubject: Subject? { chosenEntry.map(Subject.init) }

    mutating func sendForTests(_ subject: Subject) -> [DeskEffect] {
        perform(.tests(ticket: subject.id), on: subject)
    }

    mutating func hold(_ subject: Subject) -> [DeskEffect] { perform(.hold(ticket: subject.id), on: subject) }

    /// Whatever it was away for, it comes back.
    mutating func bringBack(_ subject: Subject) -> [DeskEffect] {
        switch subject.state {
        case "missed": return perform(.rejoin(ticket: subject.id), on: subject)
        case "at-tests": return perform(.returnFromTests(ticket: subject.id), on: subject)
        case "on-hold": return perform(.release(ticket: subject.id), on: subject)
        default: return complain(DeskTexts.notFor(.rejoin, subject.label))
        }
    }

    /// Which class is the ground, and there is no other to be written.
    mutating func prioritize(_ subject: Subject) -> [DeskEffect] {
        let classes = clinic?.queues.first { $0.id == subject.queue }?.priorities ?? []
        guard !classes.isEmpty else { return complain(DeskTexts.noPriorities) }
        let options = classes.map { item in
            let title = Columns.printable(DeskTexts.name(item.title) ?? item.id)
            return OptionList.Option(
                title: title, note: DeskTexts.intoLane(item.lane),
                act: .prioritize(ticket: subject.id, PriorityRequest(priority: item.id, reason: title)))
        }
        return choose(
            OptionList(
                subject: subject, title: DeskTexts.priorityTitle(subject.label, subject.masked), options: options))
    }

    /// Another queue, a room in which somebody sits, or whoever is free.
    mutating func transfer(_ subject: Subject) -> [DeskEffect] {
        let queues = (clinic?.queues ?? []).filter { $0.id != subject.queue }.map { queue in
            OptionList.Option(
                title: DeskTexts.toQueue(DeskTexts.queueName(queue)), note: "",
                act: .transfer(ticket: subject.id, TransferRequest(queue: queue.id)))
        }
        let rooms = (picture?.rooms ?? []).flatMap { toRoom($0, subject) }
        let anyone = OptionList.Option(
            title: DeskTexts.toAnyone, note: "",
            act: .transfer(ticket: subject.id, TransferRequest(queue: subject.queue)))
        return choose(
            OptionList(
                subject: subject, title: DeskTexts.transferTitle(subject.label, subject.masked),
                options: queues + rooms + [anyone]))
    }

    /// A room that does not call the patient's queue takes it together with one that it calls.
    private func toRoom(_ room: RoomResponse, _ subject: Subject) -> [OptionList.Option] {
        guard let sitting = room.sitting else { return [] }
        let title = DeskTexts.toRoom(
            Columns.printable(DeskTexts.name(room.name) ?? room.id), Columns.printable(sitting.doctorName))
        let paused = sitting.state == "paused" ? DeskTexts.paused : ""
        let queues: [String?] = sitting.queues.contains(subject.queue) ? [nil] : sitting.queues
        return queues.map { queue in
            let name = queue.map { id in
                (clinic?.queues ?? []).first { $0.id == id }.map(DeskTexts.queueName) ?? id
            }
            return OptionList.Option(
                title: title, note: (name.map(DeskTexts.toQueue) ?? "") + paused,
                act: .transfer(ticket: subject.id, TransferRequest(queue: queue, room: room.id)))
        }
    }

    mutating func perform(_ act: DeskAct, on subject: Subject) -> [DeskEffect] {
        perform(act, about: [subject.label + " " + subject.masked], masked: subject.masked)
    }

    // MARK: Taking back

    /// Only the last few: what lies further back something else has happened to since.
    private static let undoDepth = 20

    /// Keeps what the answer says can be taken back.
    mutating func remember(_ answered: SentAct, event: String, label: String, queue: String?) {
        guard !event.isEmpty, answered.by == staff?.username else { return }
        guard let minutes = undoMinutes(of: answered.act, queue: queue), minutes > 0 else { return }
        let who = [label, answered.masked].filter { !$0.isEmpty }.joined(separator: " ")
        undoable.append(
            DoneAct(
                event: event, what: DeskTexts.verb(answered.act) + " " + who, at: now,
                until: now.addingTimeInterval(Double(minutes) * 60)))
        undoable = Array(undoable.suffix(Self.undoDepth))
    }

    private func undoMinutes(of act: DeskAct, queue: String?) -> Int? {
        let queues = clinic?.queues ?? []
        switch act {
        case .issue(let issued, _): return queues.first { $0.id == issued }?.undoMinutes
        // A sitting may serve several queues: what none of them refuses.
        case .pauseSitting, .closeSitting: return queues.map(\.undoMinutes).min()
        default: return queues.first { $0.id == queue }?.undoMinutes
        }
    }

    /// The last act that the rules still let be taken back.
    package var lastUndoable: DoneAct? { undoable.last { $0.until > now } }

    /// F9 says what it would take back; F9 again does it.
    mutating func undoLast() -> [DeskEffect] {
        guard let last = lastUndoable else {
            undoAsked = nil
            return complain(DeskTexts.nothingToUndo)
        }
        guard undoAsked == last.event else {
            undoAsked = last.event
            message = Line(DeskTexts.confirmUndo(last.what, clock?.hourMinute(last.at) ?? ""), .alarm)
            return []
        }
        undoAsked = nil
        return perform(.undo(event: last.event), about: [last.what], masked: "")
    }
}

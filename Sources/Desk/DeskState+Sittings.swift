import API

extension RoomResponse {
    /// The room's number where its name has just one, as doors show it; else its name.
    var deskName: String {
        let name = fullName
        let numbers = name.split { !$0.isASCII || !$0.isNumber }
        return numbers.count == 1 ? String(numbers[0]) : name
    }

    var fullName: String { Columns.printable(DeskTexts.name(name) ?? id) }

    /// What an act on its sitting is about: `3 诊室  古丽娜·艾合买提`.
    var about: String {
        fullName + (sitting.map { "  " + Columns.printable($0.doctorName) } ?? "")
    }
}

extension DeskState {
    /// The refusal to close a sitting for whose doctor somebody waits.
    static let patientsWaiting = "sitting.patients-waiting"

    /// F11: which room, then what is done with its sitting.
    mutating func chooseRoom() -> [DeskEffect] {
        let rooms = picture?.rooms ?? []
        guard !rooms.isEmpty else { return complain(DeskTexts.noRooms) }
        return choose(
            OptionList(
                about: "", title: DeskTexts.roomsTitle,
                options: rooms.map { room in
                    OptionList.Option(title: room.about, note: condition(of: room), .list(actsOn(room)))
                }))
    }

    private func condition(of room: RoomResponse) -> String {
        switch room.sitting?.state {
        case nil: DeskTexts.noSitting
        case "paused": DeskTexts.paused
        default: DeskTexts.sits
        }
    }

    /// `/停诊 3`: a word, and a room by its number or name; without one the room is chosen.
    mutating func obey(_ command: DeskCommand, room name: String?) -> [DeskEffect] {
        guard let name else { return chooseRoom() }
        let wanted = name.lowercased()
        let found = (picture?.rooms ?? []).first {
            [$0.id, $0.deskName, $0.fullName].contains { $0.lowercased() == wanted }
        }
        guard let room = found else { return complain(DeskTexts.noSuchRoom(name)) }
        switch command {
        case .pauseSitting: return perform(.pauseSitting(room: room.id), about: [room.about], masked: "")
        case .resumeSitting: return perform(.resumeSitting(room: room.id), about: [room.about], masked: "")
        case .closeSitting: return perform(.closeSitting(room: room.id, spread: nil), about: [room.about], masked: "")
        default: return choose(actsOn(room))
        }
    }

    private func actsOn(_ room: RoomResponse) -> OptionList {
        OptionList(
            about: room.about, title: DeskTexts.sittingTitle(room.about),
            options: room.sitting.map { acts(on: $0, in: room) } ?? openings(of: room))
    }

    private func acts(on sitting: SittingItem, in room: RoomResponse) -> [OptionList.Option] {
        let pause: DeskAct =
            sitting.state == "paused" ? .resumeSitting(room: room.id) : .pauseSitting(room: room.id)
        let close = DeskAct.closeSitting(room: room.id, spread: nil)
        return [
            OptionList.Option(title: DeskTexts.verb(pause), note: "", act: pause),
            OptionList.Option(title: DeskTexts.verb(close), note: DeskTexts.closeNote, act: close),
        ]
    }

    /// Every doctor who sits nowhere, for all queues or for one.
    private func openings(of room: RoomResponse) -> [OptionList.Option] {
        let queues = clinic?.queues ?? []
        let sitting = Set((picture?.rooms ?? []).compactMap(\.sitting?.doctor))
        return (clinic?.doctors ?? []).filter { !sitting.contains($0.username) }.flatMap { doctor in
            let name = Columns.printable(doctor.name)
            func option(_ note: String, _ ids: [String]) -> OptionList.Option {
                OptionList.Option(
                    title: name, note: note,
                    act: .openSitting(room: room.id, SittingRequest(doctor: doctor.username, queues: ids)))
            }
            let each = queues.map { option(DeskTexts.toQueue(DeskTexts.queueName($0)), [$0.id]) }
            return queues.count > 1 ? [option(DeskTexts.allQueues, queues.map(\.id))] + each : each
        }
    }

    /// Who waits for the doctor of a sitting that is to be closed, as the server says it; and who sees them then.
    mutating func chooseSpread(of id: String, affected: String) -> [DeskEffect] {
        guard let room = picture?.rooms.first(where: { $0.id == id }) else { return complain(affected) }
        return choose(
            OptionList(
                about: room.about, title: DeskTexts.spreadTitle(room.about), preface: affected,
                options: ["anyone", "evenly"].map { spread in
                    OptionList.Option(
                        title: DeskTexts.spread(spread), note: "", act: .closeSitting(room: id, spread: spread))
                }))
    }
}

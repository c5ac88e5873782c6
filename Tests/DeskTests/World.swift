import API
import Catalog
import Clinic
import Desk
import Foundation

/// The morning that the pictures of the desk show: Friday 2026-11-20, 10:45, everybody invented.
enum World {
    /// What the desk can say, as it is shipped.
    static let words = DeskWords(wording?.texts(of: ["desk", "state"]) ?? [:]) {
        wording?.wait(from: $0, to: $1, $2) ?? ""
    }

    static let wording: Wording? = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try? Locales.load(folder: root.appending(path: "Resources/locales").path)
    }()

    /// 10:45 in the clinic, which is also this machine's time.
    static let now = time("10:45")

    static func time(_ hourMinute: String) -> Date {
        let parts = hourMinute.split(separator: ":").compactMap { Double($0) }
        // 2026-11-20T00:00 in Asia/Shanghai.
        return Date(timeIntervalSince1970: 1_795_104_000 + parts[0] * 3600 + parts[1] * 60)
    }

    static let clinic = ClinicResponse(
        id: "demo", hospital: ["zh": "示范医院"], name: ["zh": "麻醉评估门诊"], date: "2026-11-20", now: now,
        timeZone: "Asia/Shanghai", clockSpeed: 1, demo: false,
        queues: [
            queue("anesthesia", "麻醉评估", "A", form: "f"), queue("endoscopy", "无痛内镜", "B"),
            queue("day-surgery", "日间手术", "C"),
        ], rooms: [], displays: [], printers: [], ruleSheets: [],
        doctors: [
            Staff(username: "doctor", name: "古丽娜·艾合买提", roles: ["doctor"]),
            Staff(username: "doctor2", name: "马建国", roles: ["doctor"]),
        ])

    private static func queue(_ id: String, _ name: String, _ prefix: String, form: String? = nil) -> QueueItem {
        QueueItem(
            id: id, name: ["zh": name], prefix: prefix, form: form,
            lanes: ["first", "returning", "priority", "urgent"],
            ruleSheet: "r",
            priorities: [
                PriorityItem(id: "elderly", title: ["zh": "80 岁以上", "en": "80 or older"], lane: "priority"),
                PriorityItem(id: "pregnant", title: ["zh": "孕妇", "en": "Pregnant"], lane: "priority"),
            ], undoMinutes: 10)
    }

    static let nurse = Staff(username: "desk", name: "张敏", roles: ["desk"])

    /// Label, name as shown, lane, state, waited minutes, expected, reason.
    private static let rows: [(String, String, String, String, Double, String, String)] = [
        ("A026", "郑**", "urgent", "waiting", 5, "10:45", "先于所有人"), ("A013", "李**", "first", "ready", 61, "10:46", ""),
        ("A014", "爱新觉罗**", "first", "ready", 58, "10:50", ""),
        ("A004", "上官**", "returning", "ready", 27, "10:51", "每2初诊后1回诊"),
        ("A006", "王*", "missed", "ready", 14, "10:55", "每轮1位过号"),
        ("A020", "赵**", "priority", "waiting", 34, "10:56", "80岁以上 每2位后1位"),
        ("A015", "吐尔逊***", "first", "waiting", 55, "11:00", ""),
        ("B005", "J*** S***", "first", "waiting", 53, "11:01", ""),
        ("A002", "陈**", "returning", "waiting", 12, "11:05", "每2初诊后1回诊"),
        ("A016", "欧阳**", "first", "waiting", 50, "11:06", ""), ("A017", "周*", "first", "waiting", 49, "11:10", ""),
        ("A018", "帕提古***", "first", "waiting", 117, "11:15", ""), ("B006", "孙**", "first", "waiting", 33, "11:20", ""),
        ("A021", "热依汗***", "first", "waiting", 29, "11:21", ""),
        ("A008", "何*", "late", "waiting", 18, "11:25", "迟到：本时段末"),
        ("A022", "䶮𠅤**", "first", "waiting", 23, "11:26", ""),
        ("A024", "阿卜杜热合曼·买买提依明", "first", "waiting", 15, "11:30", ""),
        ("B007", "吴*", "first", "waiting", 11, "11:35", ""),
    ]

    static func plan(_ prefix: String, _ queue: String) -> PlanResponse {
        let entries = rows.filter { $0.0.hasPrefix(prefix) }.enumerated().map { index, row in
            PlanItem(
                ticket: TicketReference(id: row.0, label: row.0, queue: queue, lane: row.2, state: row.3),
                masked: row.1,
                name: nil, position: index + 1, reason: ReasonItem(code: "pattern", text: row.6),
                estimate: Estimate(fromMinutes: 30, toMinutes: 50), expectedAt: time(row.5),
                room: ["1", "2"][index % 2],
                waitingSince: now.addingTimeInterval(-row.4 * 60))
        }
        return PlanResponse(queue: queue, at: now, entries: entries)
    }

    static func ticket(
        _ label: String, _ masked: String, _ state: String, room: String? = nil, since: Double = 0, calls: Int = 0,
        misses: Int = 0
    ) -> TicketResponse {
        let at = now.addingTimeInterval(-since)
        return TicketResponse(
            id: label, queue: "anesthesia", date: "2026-11-20", number: 1, label: label, lane: "first", state: state,
            patient: "p", name: nil, masked: masked, room: room, issuedAt: at, arrivedAt: at, calledAt: at,
            startedAt: at,
            endedAt: nil, calls: calls, misses: misses, assessment: nil, position: nil, ahead: nil, estimate: nil)
    }

    static func room(_ id: String, _ current: TicketResponse?, sitting: String?) -> RoomResponse {
        RoomResponse(
            id: id, name: ["zh": "\(id) 诊室"],
            sitting: sitting.map {
                SittingItem(room: id, doctor: "d", doctorName: "d", queues: ["anesthesia"], state: $0, since: now)
            }, current: current, next: nil, leastCalls: 3, leastSeconds: 30, recallFrom: nil)
    }

    static func job(_ state: String, _ label: String = "A003") -> PrintJobResponse {
        PrintJobResponse(
            id: "j-\(label)", purpose: "slip", subject: "s1", label: label, copy: 1, printer: "s", state: state,
            sentence: "不知道打出来没有。", createdAt: now, updatedAt: now, pdf: nil)
    }

    static let picture = Picture(
        queues: [
            QueueResponse(
                id: "anesthesia", name: [:], date: "2026-11-20", counts: ["waiting": 14, "ready": 4], sittings: [],
                nextNumber: 27, nextLabel: "A027", estimate: Estimate(fromMinutes: 50, toMinutes: 70))
        ],
        plans: [plan("A", "anesthesia"), plan("B", "endoscopy"), plan("C", "day-surgery")],
        rooms: [
            room("1", ticket("B004", "J*** S***", "in-room", room: "1", since: 9 * 60), sitting: "open"),
            room("2", ticket("A005", "司马**", "called", room: "2", since: 160, calls: 1), sitting: "open"),
            room("3", ticket("A012", "阿卜杜***", "in-room", room: "3", since: 14 * 60), sitting: "open"),
            room("5", nil, sitting: "paused"),
        ],
        missed: [
            ticket("A007", "冯**", "missed", misses: 2), ticket("A009", "褚*", "missed", misses: 1),
            ticket("B002", "卫**", "missed", misses: 2),
        ],
        printers: [
            PrinterResponse(id: "t", name: [:], purpose: "ticket", state: "idle", reasons: [], waiting: 0),
            PrinterResponse(
                id: "s", name: [:], purpose: "slip", state: "stopped", reasons: ["缺纸，加纸就打"], codes: ["media-empty"],
                since: now.addingTimeInterval(-240), waiting: 2, papers: [job("queued", "B001"), job("queued", "C003")]),
        ], troubled: [job("unknown")])

    static func patient(
        _ id: String, _ name: String, sex: String = "male", age: Int, born: String, number: String
    ) -> PatientResponse {
        PatientResponse(
            id: id, name: name, masked: "艾尼瓦***", sex: sex, birthDate: born, age: age, phone: "13900008830",
            language: "ug", identifiers: [Identifier(system: "identity-card", value: number)], tickets: [])
    }

    static let patients = [
        patient("p1", "艾尼瓦尔·吐尔逊", age: 41, born: "1985-06-02", number: "6526"),
        patient("p2", "艾尼瓦尔·吐尔逊", age: 63, born: "1963-01-19", number: "0198"),
        patient("p3", "艾尼帕·玉素甫", sex: "female", age: 29, born: "1997-11-30", number: "4471"),
    ]

    /// A desk at which the nurse has signed in and sees the picture.
    static func desk(wide: Bool = true, language: String = "zh") -> DeskState {
        var spoken = words
        spoken.language = language
        var state = DeskState(wall: now, words: spoken)
        _ = state.update(.resized(width: wide ? 120 : 80, height: wide ? 36 : 24))
        _ = state.update(.signedIn(nurse, clinic, at: now))
        _ = state.update(.picture(picture, clinic, at: now))
        _ = state.update(.tick(now.addingTimeInterval(1)))
        return state
    }
}

extension DeskState {
    /// Types the text, a key after the other.
    mutating func type(_ text: String) -> [DeskEffect] { text.flatMap { press(.character($0)) } }

    /// Presses a key, now or so many seconds later.
    mutating func press(_ key: Key, after seconds: TimeInterval = 0) -> [DeskEffect] {
        update(.key(key, at: wall.addingTimeInterval(seconds)))
    }

    /// The screen without looks, line by line, without what trails.
    var shown: String {
        DeskLayout.lines(self).map { line in
            var text = line.text
            while text.last == " " { text.removeLast() }
            return text
        }.joined(separator: "\n")
    }
}

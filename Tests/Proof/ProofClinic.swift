import Foundation

/// The clinic that is served: many queues and rooms, and one call before a miss, so that no time is waited away.
struct ProofClinic {
    /// Later than any wall clock, so that the day does not end while it is proved; the demo people are not yet too old.
    static let clock = "2049-03-02T07:30"
    /// A booked time of that day, far behind its beginning.
    static let slot = "20:00"
    static let password = "houzhen-proof"

    let queues: [String]
    let doctors: [String]

    init(_ plan: ProofPlan) {
        queues = (1...plan.queues).map { "q\($0)" }
        doctors = (1...plan.doctors).map { "dr\($0)" }
    }

    func room(of doctor: Int) -> String { "r\(doctor + 1)" }

    /// Three queues for each doctor, so that each queue is called from several rooms.
    func queues(of doctor: Int) -> [String] {
        let chosen = (0..<3).map { queues[(doctor + $0 * ($0 + 1) / 2) % queues.count] }
        return chosen.enumerated().filter { !chosen[..<$0.offset].contains($0.element) }.map(\.element)
    }

    /// Writes layout and rules into the folder; returns the layout's path.
    func write(into folder: URL) throws -> String {
        let file = folder.appending(path: "proof.yaml")
        try Data(layout.utf8).write(to: file)
        try Data(Self.rules.utf8).write(to: folder.appending(path: "rules-proof.yaml"))
        return file.path
    }

    private var layout: String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        var lines = [
            "clinic: proof", "hospital: {zh: 验证, en: Proof, ug: Proof}", "name: {zh: 验证, en: Proof, ug: Proof}",
            "timeZone: Asia/Shanghai", "queues:",
        ]
        for (index, queue) in queues.enumerated() {
            let name = "{zh: 队列 \(index + 1), en: Queue \(index + 1), ug: Queue \(index + 1)}"
            lines.append("  - {queue: \(queue), name: \(name), prefix: \(letters[index]), rules: proof}")
        }
        lines.append("rooms:")
        for doctor in doctors.indices {
            let name = "{zh: \(doctor + 1) 诊室, en: Room \(doctor + 1), ug: Room \(doctor + 1)}"
            lines.append("  - {room: \(room(of: doctor)), name: \(name)}")
        }
        let shown = queues.joined(separator: ", ")
        lines.append("displays:")
        lines.append("  - {display: hall, name: {zh: 大厅, en: Hall}, queues: [\(shown)], languages: [zh, en]}")
        return lines.joined(separator: "\n") + "\n"
    }

    private static let rules = """
        rules: proof
        version: 1
        title: {zh: 验证, en: Proof}
        number: {prefix: A, digits: 3}
        lanes:
          - {lane: first, order: number, minutes: 10}
          - {lane: returning, order: arrival, minutes: 5}
          - {lane: missed, order: arrival, minutes: 10}
          - {lane: priority, order: arrival, minutes: 10}
        absolute: []
        pattern: [first, first, returning, missed, priority]
        getReady: 1
        missed: {leastCalls: 1, leastSeconds: 0, takesEffect: rejoin, ladder: [lane missed, lane missed, void]}
        tests: {step: lane returning, validDays: 3}
        waitingLimit: 2000
        ticketsPerPerson: 3

        """
}

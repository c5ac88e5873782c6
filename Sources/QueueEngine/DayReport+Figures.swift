/// Counts a day's figures by whatever they are grouped by.
struct DayFigures {
    typealias Patient = DayTrace.Patient
    typealias Visit = DayTrace.Visit

    let trace: DayTrace
    let overtakes: [TicketID: Int]
    private let patients: [Patient]

    init(_ trace: DayTrace) {
        self.trace = trace
        overtakes = trace.overtakes()
        patients = trace.patients.filter { $0.cancelledAt == nil }
    }

    var all: DayReport.Figures {
        let all = groups(patient: { _ in "" }, visit: { _, _ in "" })
        return throughput(all, sat: { [("", $0.seconds)] }, ended: { _, _ in "" }).first?.figures
            ?? DayReport.Figures()
    }

    /// By local hour, the earliest first; none for a day that does not know its noon.
    var hours: [DayReport.Group] {
        let hours = groups(patient: { $0.arrivedAt.flatMap(hour) }, visit: { hour(of: $1.calledAt) })
        return throughput(hours, sat: hours(of:), ended: { _, end in hour(of: end) })
            .sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }
    }

    /// One who called nobody is there too.
    var doctors: [DayReport.Group] {
        let doctors = groups(patient: { $0.visits.first?.doctor }, visit: { $1.doctor })
        return throughput(doctors, sat: { [($0.doctor, $0.seconds)] }, ended: { visit, _ in visit.doctor })
            .sorted { $0.key < $1.key }
    }

    private func hour(of time: Instant) -> String? {
        trace.noon.map { noon in
            let hours = (time.seconds(since: noon) / 3600).rounded(.down)
            return String((Int(hours) % 24 + 36) % 24)
        }
    }

    /// A sitting's parts in each local hour.
    private func hours(of sat: DayTrace.Sat) -> [(key: String, seconds: Double)] {
        guard let noon = trace.noon else { return [] }
        var parts: [(key: String, seconds: Double)] = []
        var from = sat.from
        while from < sat.to, let hour = hour(of: from) {
            let nextHour = (from.seconds(since: noon) / 3600).rounded(.down) + 1
            let to = min(sat.to, noon.adding(seconds: nextHour * 3600))
            parts.append((hour, to.seconds(since: from)))
            from = to
        }
        return parts
    }

    /// With how long doctors sat, and the consultations that they ended per hour of it.
    ///
    /// - Parameters:
    ///   - sat: where a sitting's seconds count.
    ///   - ended: where a consultation counts that ended then.
    private func throughput(
        _ groups: [DayReport.Group], sat: (DayTrace.Sat) -> [(key: String, seconds: Double)],
        ended: (Visit, Instant) -> String?
    ) -> [DayReport.Group] {
        var seconds: [String: Double] = [:]
        for part in trace.sittings.flatMap(sat) { seconds[part.key, default: 0] += part.seconds }
        var consultations: [String: Int] = [:]
        for visit in trace.patients.lazy.flatMap(\.visits) where visit.consultationSeconds != nil {
            if let key = visit.endedAt.flatMap({ ended(visit, $0) }) { consultations[key, default: 0] += 1 }
        }
        var groups = groups
        for key in seconds.keys where !groups.contains(where: { $0.key == key }) {
            groups.append(DayReport.Group(key: key, figures: DayReport.Figures()))
        }
        for index in groups.indices {
            guard let seconds = seconds[groups[index].key] else { continue }
            groups[index].figures.doctorMinutes = seconds / 60
            guard seconds > 0 else { continue }
            groups[index].figures.perDoctorHour = Double(consultations[groups[index].key] ?? 0) / seconds * 3600
        }
        return groups
    }

    /// - Parameters:
    ///   - patient: where a ticket, its wait and what it was told count; nil: nowhere.
    ///   - visit: where a call and what came of it count.
    /// - Returns: by key, sorted.
    func groups(patient: (Patient) -> String?, visit: (Patient, Visit) -> String?) -> [DayReport.Group] {
        var figures: [String: DayReport.Figures] = [:]
        var waits: [String: [Double]] = [:]
        var consultations: [String: [Double]] = [:]
        for person in patients {
            guard let key = patient(person) else { continue }
            figures[key, default: DayReport.Figures()].tickets += 1
            figures[key]?.overtakes += overtakes[person.issue.ticket] ?? 0
            if let wait = person.waitSeconds { waits[key, default: []].append(wait / 60) }
        }
        for person in trace.patients {
            for call in person.visits {
                guard let key = visit(person, call) else { continue }
                figures[key, default: DayReport.Figures()].add(call)
                if let seconds = call.consultationSeconds { consultations[key, default: []].append(seconds / 60) }
            }
        }
        let told = Dictionary(grouping: trace.promises) { trace.patient($0.promise.ticket).flatMap(patient) }
        return figures.map { key, counted in
            var counted = counted
            counted.promised = DayReport.Promised(told[key] ?? [], trace)
            counted.waitMinutes = Sample(waits[key] ?? [])
            counted.consultationMinutes = Sample(consultations[key] ?? [])
            return DayReport.Group(key: key, figures: counted)
        }
        .sorted { $0.key < $1.key }
    }
}

extension DayReport.Figures {
    fileprivate mutating func add(_ call: DayTrace.Visit) {
        calls += 1
        if call.end == .missed { misses += 1 }
        switch call.rule {
        case .chosen: chosen += 1
        case .overtaken, .waited: guarded += 1
        default: break
        }
    }
}

extension DayReport.Promised {
    /// Minutes beyond the upper end of what was told, from which somebody was told too little.
    static let tooLittleMinutes = 10.0

    fileprivate static func told(_ timed: TimedPromise, _ trace: DayTrace) -> (error: Double, beyond: Double)? {
        guard let range = timed.promise.estimate,
            let called = trace.patient(timed.promise.ticket)?.visits.first(where: { $0.calledAt >= timed.at })?.calledAt
        else { return nil }
        let actual = called.seconds(since: timed.at) / 60
        return (actual - Double(range.fromMinutes + range.toMinutes) / 2, actual - Double(range.toMinutes))
    }

    /// - Returns: nil when none of them was told anything that came.
    fileprivate init?(_ promises: [TimedPromise], _ trace: DayTrace) {
        let told = promises.compactMap { Self.told($0, trace) }
        guard !told.isEmpty else { return nil }
        let number = Double(told.count)
        count = told.count
        meanErrorMinutes = told.reduce(0) { $0 + $1.error } / number
        rmseMinutes = (told.reduce(0) { $0 + $1.error * $1.error } / number).squareRoot()
        tooLittleShare = Double(told.count { $0.beyond >= Self.tooLittleMinutes }) / number
    }
}

extension DayReport.Steps {
    init(_ patient: DayTrace.Patient, papers: DayReport.Papers) {
        let visit = patient.visits.first { $0.cameInAt != nil } ?? patient.visits.last
        ticket = patient.issue.ticket
        label = patient.issue.label
        queue = patient.queue
        checkedIn = patient.arrivedAt
        called = visit?.calledAt
        cameIn = visit?.cameInAt
        self.papers = papers
    }
}

extension DayReport.StepMinutes {
    init(_ steps: [DayReport.Steps]) {
        func between(_ from: (DayReport.Steps) -> Instant?, _ to: (DayReport.Steps) -> Instant?) -> Sample? {
            Sample(
                steps.compactMap { step in
                    guard let start = from(step), let end = to(step) else { return nil }
                    return end.seconds(since: start) / 60
                })
        }
        checkedInToCalled = between(\.checkedIn, \.called)
        calledToCameIn = between(\.called, \.cameIn)
        cameInToFormOpened = between(\.cameIn, \.papers.formOpened)
        formOpenedToSigned = between(\.papers.formOpened, \.papers.signed)
        signedToPrinted = between(\.papers.signed, \.papers.printed)
    }
}

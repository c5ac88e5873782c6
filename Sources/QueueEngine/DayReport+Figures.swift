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
        groups(patient: { _ in "" }, visit: { _, _ in "" }).first?.figures ?? DayReport.Figures()
    }

    /// By local hour, the earliest first; none for a day that does not know its noon.
    var hours: [DayReport.Group] {
        groups(patient: { $0.arrivedAt.flatMap(hour) }, visit: { hour(of: $1.calledAt) })
            .sorted { (Int($0.key) ?? 0) < (Int($1.key) ?? 0) }
    }

    private func hour(of time: Instant) -> String? {
        trace.noon.map { noon in
            let hours = (time.seconds(since: noon) / 3600).rounded(.down)
            return String((Int(hours) % 24 + 36) % 24)
        }
    }

    /// With the time that each sat; one who called nobody is there too.
    var doctors: [DayReport.Group] {
        var open: [String: Double] = [:]
        for sat in trace.sittings { open[sat.doctor, default: 0] += max(0, sat.to.seconds(since: sat.from)) / 60 }
        let ended = Dictionary(
            grouping: trace.patients.flatMap(\.visits).filter { $0.consultationSeconds != nil }, by: \.doctor)
        var groups = groups(patient: { $0.visits.first?.doctor }, visit: { $1.doctor })
        for doctor in open.keys where !groups.contains(where: { $0.key == doctor }) {
            groups.append(DayReport.Group(key: doctor, figures: DayReport.Figures()))
        }
        for index in groups.indices {
            guard let minutes = open[groups[index].key] else { continue }
            groups[index].openMinutes = minutes
            guard minutes > 0 else { continue }
            groups[index].perHour = Double(ended[groups[index].key]?.count ?? 0) / minutes * 60
        }
        return groups.sorted { $0.key < $1.key }
    }

    /// - Parameters:
    ///   - patient: where a ticket and its wait count; nil: nowhere.
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
        return figures.map { key, counted in
            var counted = counted
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
            let called = trace.patient(timed.promise.ticket)?.visits.first?.calledAt, called >= timed.at
        else { return nil }
        let actual = called.seconds(since: timed.at) / 60
        return (actual - Double(range.fromMinutes + range.toMinutes) / 2, actual - Double(range.toMinutes))
    }

    init?(_ trace: DayTrace) {
        let told = trace.promises.compactMap { Self.told($0, trace) }
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

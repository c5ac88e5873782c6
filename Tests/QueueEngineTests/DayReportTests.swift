import QueueEngine
import Testing

@Suite struct `The day's report` {
    private func report(_ morning: Morning, papers: [TicketID: DayReport.Papers] = [:]) -> DayReport {
        DayReport(morning.events.map { TimedEvent($0.event, at: $0.at) }, papers: papers)
    }

    /// Calls the next, who walks for a minute and stays for so many minutes.
    private func serve(_ morning: inout Morning, minutes: Double) throws {
        let ticket = try morning.call()
        morning.clock = morning.clock.adding(seconds: 59)
        try morning.do(.comeIn(ticket: ticket.id))
        morning.clock = morning.clock.adding(seconds: minutes * 60 - 1)
        try morning.do(.complete(ticket: ticket.id))
    }

    @Test func `a day on which nobody was served has counts and no figure made of none`() throws {
        var morning = try Morning()
        try morning.issue(count: 2)
        let report = report(morning)
        #expect(report.all.tickets == 2)
        #expect(report.all.calls == 0)
        #expect(report.all.waitMinutes == nil && report.all.consultationMinutes == nil)
        #expect(report.all.promised == nil && report.doctors.isEmpty)
        #expect(report.stepMinutes.checkedInToCalled == nil)
        #expect(DayReport([]).all.tickets == 0)
    }

    @Test func `waits, consultations and throughput are what the clock says`() throws {
        var morning = try Morning()
        try morning.issue(count: 3)
        try morning.sit()
        for minutes in [10.0, 55, 30] { try serve(&morning, minutes: minutes) }
        let report = report(morning)
        #expect(report.all.calls == 3)
        #expect(report.all.consultationMinutes == Sample([10, 55, 30]))
        #expect(report.all.consultationMinutes?.median == 30)
        let doctor = try #require(report.doctors.first)
        #expect(doctor.key == "dr1" && doctor.figures.tickets == 3)
        let open = try #require(doctor.figures.doctorMinutes)
        #expect(abs((try #require(doctor.figures.perDoctorHour)) - 180 / open) < 1e-9)
        #expect(report.lanes.map(\.key) == ["first"] && report.queues.map(\.key) == ["q"])
        #expect(report.hours.reduce(0) { $0 + $1.figures.calls } == 3)
        #expect(report.hours.map(\.key) == ["8", "9"])
        #expect(report.stepMinutes.calledToCameIn?.median == 1)
    }

    @Test func `misses, hand-picked calls and those passed over are counted`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 3)
        try morning.do(.callChosen(ticket: id(3), room: Morning.room))
        try morning.do(.miss(ticket: id(3)))
        try morning.callAndMiss()
        let report = report(morning)
        #expect(report.all.misses == 2 && report.all.chosen == 1 && report.all.calls == 2)
        #expect(report.all.overtakes == 2 && report.mostOvertaken == 1)
    }

    @Test func `what was taken back is not in it`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 2)
        try morning.do(.callNext(room: Morning.room))
        try morning.do(.undo(version: morning.events.count))
        #expect(report(morning).all.calls == 0)
    }

    @Test func `a promise is scored by the middle of its range and by its upper end`() throws {
        var morning = try Morning()
        try morning.issue(count: 2)
        let promise = { (ticket: TicketID, minutes: Double) in
            Promise(ticket: ticket, position: 1, estimate: WaitEstimate(expectedMinutes: minutes), on: .issue)
        }
        // 15 to 25 minutes for one, 0 to 5 for the other.
        try morning.do(.promise([promise(id(1), 20), promise(id(2), 2)]))
        let told = morning.clock
        try morning.sit()
        morning.clock = told.adding(seconds: 1199)
        try morning.call()
        try morning.do(.comeIn(ticket: id(1)))
        morning.clock = told.adding(seconds: 1319)
        try morning.call()
        let promised = try #require(report(morning).all.promised)
        #expect(promised.count == 2)
        // 20 − 20 and 22 − 2.5 minutes.
        #expect(abs(promised.meanErrorMinutes - 9.75) < 0.01)
        #expect(abs(promised.rmseMinutes - 19.5 / 2.0.squareRoot()) < 0.01)
        #expect(promised.tooLittleShare == 0.5)
    }

    @Test func `a promise told after a first call is held against the next one`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 1)
        try morning.call()
        try morning.do(.sendForTests(ticket: id(1)))
        try morning.do(.returnFromTests(ticket: id(1)))
        let range = WaitEstimate(expectedMinutes: 20)
        try morning.do(.promise([Promise(ticket: id(1), position: 1, estimate: range, on: .spread)]))
        morning.clock = morning.clock.adding(seconds: 1499)
        try morning.call()
        // 25 − 20 minutes.
        let promised = try #require(report(morning).all.promised)
        #expect(promised.count == 1 && abs(promised.meanErrorMinutes - 5) < 0.1)
    }

    @Test func `steps after the call come from the papers`() throws {
        var morning = try Morning()
        try morning.sit()
        try morning.issue(count: 1)
        try serve(&morning, minutes: 5)
        let entered = try #require(report(morning).steps.first?.cameIn)
        let papers = DayReport.Papers(
            formOpened: entered.adding(seconds: 60), signed: entered.adding(seconds: 240), printed: nil)
        let report = report(morning, papers: [id(1): papers])
        #expect(report.stepMinutes.cameInToFormOpened?.median == 1)
        #expect(report.stepMinutes.formOpenedToSigned?.median == 3)
        #expect(report.stepMinutes.signedToPrinted == nil)
    }

    @Test func `whoever is put aside is overtaken by nobody, as the explanation says`() throws {
        var morning = try Morning(Rules.changed { $0.getReady = 0 })
        try morning.sit()
        try morning.issue(count: 2)
        try morning.do(.hold(ticket: id(1)))
        morning.clock = morning.clock.adding(seconds: 60)
        try morning.call()
        morning.clock = morning.clock.adding(seconds: 60)
        try morning.do(.release(ticket: id(1)))
        #expect(report(morning).all.overtakes == 0 && report(morning).mostOvertaken == 0)
    }

    @Test func `the middle and the ninetieth of few values are values that there were`() {
        #expect(Sample([]) == nil)
        #expect(Sample([4])?.median == 4 && Sample([4])?.ninetieth == 4)
        let ten = Sample([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        #expect(ten?.median == 5.5 && ten?.ninetieth == 9 && ten?.count == 10)
    }

    @Test(arguments: [1, 2, 3] as [UInt64]) func `any day has a report without a figure that is no number`(
        seed: UInt64
    ) throws {
        var random = try RandomMorning(seed: seed)
        random.act(times: 300)
        let report = report(random.morning)
        let groups = report.queues + report.doctors + report.hours + report.lanes
        for group in groups {
            for value in [
                group.figures.waitMinutes?.median, group.figures.consultationMinutes?.ninetieth,
                group.figures.perDoctorHour,
            ] {
                #expect(value?.isFinite != false, "seed \(seed) \(group.key)")
            }
        }
        #expect(report.queues.reduce(0) { $0 + $1.figures.calls } == report.all.calls)
        #expect(report.hours.reduce(0) { $0 + $1.figures.calls } == report.all.calls)
    }
}

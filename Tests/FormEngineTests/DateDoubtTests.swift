import FormEngine
import Testing

@Suite("What cannot be so of a date") struct DateDoubtTests {
    private static let texts: Texts = ["zh": "日期", "en": "Date"]

    private let form = FormDefinition(
        id: "dates", version: 1, title: texts,
        sections: [
            FormSection(
                id: "all", title: texts,
                items: [
                    FormItem(
                        id: "event", kind: .date, text: texts, lies: .past,
                        within: [WithinDays(days: 60, tick: "recent"), WithinDays(days: 30, tick: "month")]),
                    FormItem(
                        id: "operation", kind: .date, text: texts, lies: .coming,
                        near: [NearDays(days: 1, item: "told", choice: "now")]),
                    FormItem(
                        id: "told",
                        kind: .several([FormChoice(code: "now", text: texts), FormChoice(code: "later", text: texts)]),
                        text: texts),
                    FormItem(id: "recent", kind: .tick, text: texts),
                    FormItem(id: "month", kind: .tick, text: texts),
                ])
        ])

    private func doubts(_ answers: Answers, hiding hidden: String? = nil) -> [DateDoubt] {
        form.doubts(
            of: answers, asking: Set(form.items.map(\.id).filter { $0 != hidden }), on: "2026-03-01")
    }

    @Test("lies on the other side of today, or in more than a year; today is on both sides")
    func sides() {
        #expect(doubts(["event": .string("2026-03-02")]) == [.yetToCome(item: "event")])
        #expect(doubts(["operation": .string("2026-02-28")]) == [.over(item: "operation")])
        #expect(doubts(["event": .string("2026-03-01"), "operation": .string("2026-03-01")]).isEmpty)
        #expect(doubts(["operation": .string("2027-03-02")]).isEmpty)
        #expect(doubts(["operation": .string("2027-03-03")]) == [.farAway(item: "operation")])
        #expect(doubts(["operation": .string("2025-12-10")], hiding: "operation").isEmpty, "not asked")
    }

    @Test("is too far ahead for what is told already")
    func early() {
        func told(_ day: String, _ codes: [String], hiding hidden: String? = nil) -> [DateDoubt] {
            doubts(["operation": .string(day), "told": .list(codes)], hiding: hidden)
        }
        #expect(
            told("2026-03-03", ["later", "now"]) == [
                .early(item: "operation", daysAhead: 2, of: "told", choices: ["now"])
            ])
        #expect(told("2026-03-02", ["now"]).isEmpty && told("2026-03-03", ["later"]).isEmpty)
        #expect(told("2026-03-03", ["now"], hiding: "told").isEmpty)
    }

    @Test("is too far ahead in hours, to its time or to the beginning of its day")
    func hours() {
        var timed = form
        timed.sections[0].items[1].near = [NearDays(days: 1, hours: 12, item: "told", choice: "now")]
        timed.sections[0].items.append(
            FormItem(id: "time", kind: .time, text: Self.texts, lies: .coming, day: "operation"))
        func ahead(_ time: String?, at clock: String?, _ code: String = "now") -> Int? {
            var answers: Answers = ["operation": .string("2026-03-02"), "told": .list([code])]
            answers["time"] = time.map(Answer.string)
            let doubts = timed.doubts(
                of: answers, asking: ["operation", "time", "told"], on: "2026-03-01", at: clock)
            guard case .earlyByHours("operation", let hours, "told", ["now"])? = doubts.first else { return nil }
            return hours
        }
        #expect(ahead("08:00", at: "19:59") == 12 && ahead("08:00", at: "20:00") == nil)
        #expect(ahead(nil, at: "11:00") == 13 && ahead(nil, at: "12:00") == nil)
        #expect(ahead("08:00", at: "08:00", "later") == nil && ahead("08:00", at: nil) == nil)
    }

    @Test("and a time of today that is to come lies before the clock")
    func times() {
        var timed = form
        timed.sections[0].items.append(
            FormItem(id: "time", kind: .time, text: Self.texts, lies: .coming, day: "operation"))
        func over(_ day: String, _ time: String, at clock: String?) -> Bool {
            let answers: Answers = ["operation": .string(day), "time": .string(time)]
            return timed.doubts(of: answers, asking: ["operation", "time"], on: "2026-03-01", at: clock)
                .contains(.over(item: "time"))
        }
        #expect(over("2026-03-01", "05:00", at: "06:59") && !over("2026-03-01", "07:00", at: "06:59"))
        #expect(!over("2026-03-02", "05:00", at: "06:59") && !over("2026-03-01", "05:00", at: nil))
    }

    @Test("is denied by a tick that says it was not lately, up to the last day that it means")
    func denied() {
        func within(_ date: String, recent: Answer?, month: Answer?) -> [DateDoubt] {
            var answers: Answers = ["event": .string(date)]
            answers["recent"] = recent
            answers["month"] = month
            return doubts(answers)
        }
        // 2025-12-31 is 60 days before, 2026-01-30 is 30.
        #expect(
            within("2025-12-31", recent: .no, month: .no) == [
                .denied(item: "event", daysAgo: 60, ticks: ["recent"])
            ])
        #expect(within("2025-12-30", recent: .no, month: .no).isEmpty)
        #expect(
            within("2026-01-30", recent: .no, month: .unknown) == [
                .denied(item: "event", daysAgo: 30, ticks: ["recent", "month"])
            ])
        #expect(within("2026-01-30", recent: .yes, month: .yes).isEmpty)
        #expect(within("2026-01-30", recent: nil, month: nil).isEmpty, "not answered yet")
    }
}

import FormEngine
import QueueEngine

/// What cannot be so of the days and times that answers name, as of today.
extension ClinicService {
    /// A day on the wrong side of today, and one that the ticks beside it deny. Of an operation that is over the paper would
    /// tell the patient to fast now.
    func doubts(
        of answers: Answers, asking visible: Set<String>, of form: FormDefinition, on day: LocalDate
    ) -> [Finding] {
        form.doubts(of: answers, asking: visible, on: day.description, at: day == today ? clock : nil).compactMap {
            doubt in
            guard let item = form.item(doubt.item), let date = answers[item.id]?.text else { return nil }
            // What was measured since it was signed first is added by amending it.
            if case .yetToCome = doubt, date <= today.description { return nil }
            let (level, key) = Self.weight(of: doubt, about: item, in: form)
            var finding = finding("date.\(item.id)", level, item: item.id) { language in
                var arguments = ["item": item.text.best(for: language), "date": date]
                if case .denied(_, let days, let ticks) = doubt {
                    let names = ticks.compactMap { form.item($0)?.text.best(for: language) }
                    arguments["days"] = "\(days)"
                    arguments["ticks"] = names.joined(separator: wording.text("slip.comma", language))
                }
                if let (of, choices) = doubt.told, let told = form.item(of) {
                    let names = choices.map { told.words(for: .string($0), in: language) }
                    arguments["told"] = names.joined(separator: wording.text("slip.comma", language))
                }
                if case .early(_, let days, _, _) = doubt { arguments["days"] = "\(days)" }
                if case .earlyByHours(_, let hours, _, _) = doubt { arguments["hours"] = "\(hours)" }
                if case .notAsSaid(_, let tick, _) = doubt, let tick = form.item(tick) {
                    arguments["tick"] = tick.text.best(for: language)
                }
                return wording.text(key, language, arguments)
            }
            finding.blocks = level == .danger && doubt == .yetToCome(item: item.id)
            return finding
        }
    }

    /// The time of day where the clinic is: `08:00`.
    private var clock: String { now().text("HH:mm", in: layout.timeZone) }

    private static func weight(
        of doubt: DateDoubt, about item: FormItem, in form: FormDefinition
    ) -> (FindingLevel, key: String) {
        switch doubt {
        // A later test would speak for all the true ones, long after.
        case .yetToCome where form.items.contains { $0.holds?.date == item.id }: (.danger, "finding.date-to-come")
        case .yetToCome: (.caution, "finding.date-to-come")
        case .over where item.kind == .time: (.caution, "finding.time-over")
        case .over: (.danger, "finding.date-over")
        case .farAway: (.caution, "finding.date-far")
        case .denied: (.danger, "finding.date-denied")
        case .early: (.danger, "finding.date-early")
        case .earlyByHours: (.danger, "finding.date-hours-early")
        case .notAsSaid(_, _, let isToday): (.danger, isToday ? "finding.date-today" : "finding.date-not-today")
        }
    }

    /// Of an operation of today the paper can only say "from now on": when the patient last ate has to be asked.
    func begunFasts(of answers: Answers, saying evaluation: Evaluation, in form: FormDefinition) -> [Finding] {
        form.begunFasts(of: answers, saying: evaluation, on: today.description, at: clock).map { item, steps in
            finding("date.fasting-begun", .caution, item: item) { language in
                let told = steps.map { "\($0.label.best(for: language)) \($0.time)" }
                return wording.text(
                    "finding.fasting-begun", language,
                    [
                        "time": answers[item]?.text ?? "",
                        "steps": told.joined(separator: wording.text("slip.comma", language)),
                    ])
            }
        }
    }

    /// Of medicines whose last dose is asked and not told, those that could not be stopped in time from now on.
    func lateHolds(of answers: Answers, saying evaluation: Evaluation, in form: FormDefinition) -> [Finding] {
        let (asked, clock) = (form.drugHolds?.lastDoses?.items ?? [], clock)
        return evaluation.drugHolds.compactMap { hold in
            guard hold.action == .stop, hold.sinceLeast == nil, let date = hold.lastDate, let time = hold.lastTime,
                (date, time) < (today.description, clock),
                let item = asked.first(where: { $0.drug == hold.drug })?.date, answers[item] == nil,
                !evaluation.findings.contains(where: { $0.id == LastDoses.finding(of: hold) })
            else { return nil }
            return finding("drug-hold.late.\(hold.drug)", .caution, item: item) { language in
                wording.text(
                    "finding.hold-late", language,
                    ["drug": hold.label.best(for: language), "hours": AssessmentSlip.plain(hold.hours ?? 0)])
            }
        }
    }
}

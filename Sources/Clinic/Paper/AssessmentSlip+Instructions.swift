import FormEngine
import QueueEngine
import Slip

/// What the patient must do, from when, and when to be where: large, in plain words, in the patient's languages.
extension AssessmentSlip {
    /// Hours before the operation from which an instruction holds.
    /// ASA Practice Guidelines for Preoperative Fasting, Anesthesiology 2017;126:376.
    private static let fastingHours = ["no-fatty-food": 8.0, "no-food": 6.0, "no-water": 2.0]

    /// Where no clock holds: said first, and by itself.
    private static let nilByMouth = "nil-by-mouth"

    /// Who is fed at the breast is told until when, wherever food is forbidden: ASA 2017, 4 hours.
    private static let breastMilk = (hours: 4.0, belowYears: 2.0)

    /// Of no use without an operation.
    private static let forTheDay = Set(fastingHours.keys).union(["companion"])

    var instructions: [Block] {
        let items = content.form.sections.flatMap(\.items).filter { $0.forPatient && visible.contains($0.id) }
        let asked = items.flatMap(told)
        let rows = isGoingAhead ? forTheOperation(asked) : forNow(asked.map(\.row))
        guard !rows.isEmpty else { return [] }
        let head = items.first?.text ?? [:]
        return [
            .instructions(
                InstructionTable(
                    head: InstructionRow(
                        Text(head.best(for: "zh"), strong: true), time: Text(text("slip.from-when"), strong: true),
                        note: isGoingAhead ? clockStart.map { Text(operationDay($0, .chinese)) } : nil,
                        translations: others.compactMap { language in
                            head[language.rawValue].map { Text(headed($0, language), language: language, strong: true) }
                        }),
                    rows: rows))
        ]
    }

    /// Whether there is an operation to get ready for. Who is to come again, to wait or to go elsewhere must neither fast
    /// nor stop a medicine for it, nor come to it.
    var isGoingAhead: Bool { [nil, .string("fit")].contains(content.answers["decision"]) }

    /// What has a moment, in the order of time, as a patient goes through it; then the medicines that are the doctor's to
    /// say, with what the doctor wrote, and those that go on; then the rest.
    private func forTheOperation(_ asked: [Told]) -> [InstructionRow] {
        let medicines = medicineGroups.map(told)
        let all =
            asked.filter { $0.moment != nil } + medicines.filter { $0.moment != nil }
            + [arrival].compactMap(\.self)
        // Of two at the same moment the first one first.
        let inTime = all.enumerated().sorted { left, right in
            let moments = (left.element.moment ?? content.signedAt, right.element.moment ?? content.signedAt)
            return moments.0 == moments.1 ? left.offset < right.offset : moments.0 < moments.1
        }
        func rest(_ told: [Told], _ order: Told.Order) -> [Told] {
            told.filter { $0.moment == nil && $0.order == order }
        }
        let others = [Told.Order.doctorSays, .goesOn, .general].flatMap { rest(medicines + asked, $0) }
        return (inTime.map(\.element) + others).map(\.row)
    }

    /// A row, and from when it holds; what holds at once has the moment of signing.
    private struct Told {
        /// Of what has no moment.
        enum Order { case doctorSays, goesOn, general }

        var row: InstructionRow
        var moment: Instant?
        var order = Order.general
    }

    /// That there is no operation yet, and what the doctor wrote of it.
    private func forNow(_ asked: [InstructionRow]) -> [InstructionRow] {
        func row(_ key: String, _ arguments: [String: String] = [:], time: Text) -> InstructionRow {
            InstructionRow(
                Self.marked(wording.text(key, "zh", arguments), .chinese), time: time,
                translations: others.map { Self.marked(wording.text(key, $0.rawValue, arguments), $0) })
        }
        // Who is to eat and drink nothing meanwhile is not told to come without fasting.
        let fasts = content.answers["instructions"]?.chooses(Self.nilByMouth) ?? false
        var rows = [row(fasts ? "instruction.not-yet-fasting" : "instruction.not-yet", time: fromNow)]
        if let words = content.answers["decisionDetail"]?.text, !words.isEmpty {
            // A name or a number in another script keeps its own direction (UAX #9, first strong isolate).
            rows.append(row("instruction.doctor-says", ["words": "\u{2068}\(words)\u{2069}"], time: Text("")))
        }
        return rows + asked
    }

    /// When the operation begins, where the patient's times are counted from it: a day that was over at signing is a slip of
    /// the hand, by which everything would have to be done now.
    private var clockStart: Instant? {
        let signed = LocalDate(content.signedAt, in: layout.timeZone)
        return operation.flatMap { LocalDate($0, in: layout.timeZone) < signed ? nil : $0 }
    }

    /// With its year, where that is not the year of signing.
    private func operationDay(_ moment: Instant, _ language: Language) -> String {
        let year = [moment, content.signedAt].map { LocalDate($0, in: layout.timeZone).year }
        let date =
            date(moment, language, withYear: year[0] != year[1]).leftToRight + " " + weekday(moment, language)
        return wording.text("slip.operation-on", language.rawValue, ["date": date])
    }

    /// The other languages' heading: beside it the time's own column is in Chinese.
    private func headed(_ head: String, _ language: Language) -> String {
        guard isGoingAhead, let operation = clockStart else { return head }
        return "\(head) (\(operationDay(operation, language)))"
    }

    private func told(_ item: FormItem) -> [Told] {
        switch (item.kind, content.answers[item.id]) {
        case (.several(let choices), .list(let codes)):
            let chosen = choices.filter {
                codes.contains($0.code) && (isGoingAhead || !Self.forTheDay.contains($0.code))
            }
            let atOnce = chosen.filter { $0.code == Self.nilByMouth }.map {
                Told(row: fromNow([words($0)], strong: true), moment: content.signedAt)
            }
            let general = chosen.filter { Self.fastingHours[$0.code] == nil && $0.code != Self.nilByMouth }.map(words)
            let ofMilk = chosen.contains { $0.code == "no-food" } ? [milk].compactMap(\.self) : []
            return atOnce + chosen.compactMap(fasting) + ofMilk + (general.isEmpty ? [] : [Told(row: fromNow(general))])
        case (.text, .string(let own)) where !own.isEmpty:
            return [
                Told(
                    row: InstructionRow(
                        [Run(item.text.best(for: "zh") + "："), Run(own, strong: true, field: item.id)],
                        time: Text(""), translations: others.compactMap { ownWords(own, of: item, in: $0) }),
                    order: .doctorSays)
            ]
        default: return []
        }
    }

    /// What the doctor wrote stands as it was written in each language's column too: a heading alone would tell nothing.
    private func ownWords(_ own: String, of item: FormItem, in language: Language) -> Text? {
        item.text[language.rawValue].map { heading in
            Text(
                [Run(heading + ": ", language: language), Run(own, strong: true, field: item.id)], language: language)
        }
    }

    /// By the clock; without the operation's time the form's own words say from how many hours before.
    private func fasting(_ choice: FormChoice) -> Told? {
        guard let hours = Self.fastingHours[choice.code] else { return nil }
        guard let operation = clockStart else {
            return Told(
                row: InstructionRow(
                    Text(words(choice).best(for: "zh")), time: Text(""),
                    translations: translations { words(choice)[$0]?.asSentence }))
        }
        // Whoever feeds a baby asks first where formula belongs: ASA 2017, 6 hours, with food.
        let moment = operation.adding(seconds: -hours * 3600)
        // How much water before is of no use once that time is over.
        let key =
            switch choice.code {
            case "no-food" where isBaby: "no-food-baby"
            case "no-water" where isPast(moment): "no-water-now"
            default: choice.code
            }
        return clockRow("instruction.\(key)", at: moment, "slip.when-from") {
            _ in ["ml": mostWater]
        }
    }

    private var isBaby: Bool { content.answers["age"]?.number.map { $0 < Self.breastMilk.belowYears } ?? false }

    /// Until when a baby may be fed at the breast; nil for who is older, or without the operation's time.
    private var milk: Told? {
        guard let operation = clockStart, isBaby else { return nil }
        let moment = operation.adding(seconds: -Self.breastMilk.hours * 3600)
        return clockRow("instruction.no-breast-milk", at: moment, "slip.when-from") { _ in [:] }
    }

    /// Clear water until 2 hours before, in ml: 400 at most, and of a child 5 for each kilogram, in whole tens.
    /// Chinese fasting recommendation of 2020 (as quoted; its text was not at hand).
    private var mostWater: String {
        let most = 400.0
        guard let age = content.answers["age"]?.number, age < 18, case .number(let weight)? = content.answers["weight"]
        else { return Self.plain(most) }
        return Self.plain(min(most, (weight * 5 / 10).rounded(.down) * 10))
    }

    /// The years below which the slip speaks to whoever comes along, as children's clinics do. Own limit, to be confirmed.
    private static let childhood = 14.0

    private func words(_ choice: FormChoice) -> Texts {
        choice.forPatient(isChild: content.answers["age"]?.number.map { $0 < Self.childhood } ?? false)
    }

    /// What holds at once, in one row.
    private func fromNow(_ texts: [Texts], strong: Bool = false) -> InstructionRow {
        func joined(_ language: String) -> String {
            texts.compactMap { $0[language] }.joined(separator: text("slip.semicolon", language)).asSentence
        }
        return InstructionRow(
            Text(joined("zh"), strong: strong), time: fromNow, translations: translations(strong: strong, joined))
    }

    private func text(_ key: String, _ language: String) -> String { wording.text(key, language) }

    /// When to be where, if the clinic's layout says so.
    private var arrival: Told? {
        guard let operation = clockStart, let arrival = layout.slip.arrival else { return nil }
        let moment = operation.adding(seconds: -Double(arrival.minutes) * 60)
        return clockRow("instruction.arrive", at: moment, "slip.when-at") { language in
            ["place": arrival.place.best(for: language)]
        }
    }

    /// A clock time, with its day in words. What is past when the doctor signs holds at once.
    ///
    /// - Parameter whenKey: how the other languages say the moment, for the column of times is Chinese.
    private func clockRow(
        _ key: String, at moment: Instant, _ whenKey: String, _ arguments: (String) -> [String: String]
    ) -> Told {
        let clock = moment.text("HH:mm", in: layout.timeZone)
        func when(_ language: Language) -> String {
            let tag = language.rawValue
            if isPast(moment) { return text("slip.from-now", tag) }
            return wording.text(whenKey, tag, ["time": clock.leftToRight, "day": dayAndPart(moment, language)])
        }
        let row = InstructionRow(
            Self.marked(wording.text(key, "zh", arguments("zh")), .chinese),
            time: isPast(moment) ? fromNow : Text(clock, language: .english, strong: true),
            note: isPast(moment) ? nil : Text(dayAndPart(moment, .chinese)),
            translations: others.map { language in
                let tag = language.rawValue
                let words = Self.marked(wording.text(key, tag, arguments(tag)), language)
                return Text(words.runs + [Run(" (\(when(language)))", language: language)], language: language)
            }, isClockTime: true)
        return Told(row: row, moment: moment)
    }

    private func isPast(_ moment: Instant) -> Bool { moment <= content.signedAt }

    /// In the place of a clock time or a day.
    private var fromNow: Text { Text(text("slip.from-now"), strong: true) }

    /// Midnight belongs to the evening before, and is explained in words: many would come a day late.
    private func dayAndPart(_ moment: Instant, _ language: Language) -> String {
        let part = wording.text("daypart.\(Self.dayPart(moment.text("HH:mm", in: layout.timeZone)))", language.rawValue)
        return wording.text("slip.at-time", language.rawValue, ["day": weekday(named(moment), language), "part": part])
    }

    /// A moment of the day by which people call it: midnight is of the evening before.
    private func named(_ moment: Instant) -> Instant { isMidnight(moment) ? moment.adding(seconds: -1) : moment }

    private func isMidnight(_ moment: Instant) -> Bool { moment.text("HH:mm", in: layout.timeZone) == "00:00" }

    /// 24:00 of the evening before, which cannot be taken for the day after.
    private func clock(ending moment: Instant) -> String {
        isMidnight(moment) ? "24:00" : moment.text("HH:mm", in: layout.timeZone)
    }

    /// 12-01; in English 1 Dec, for there 12-01 may be either.
    private func date(_ moment: Instant, _ language: Language = .chinese, withYear: Bool = false) -> String {
        let pattern = language == .english ? withYear ? "d MMM yyyy" : "d MMM" : withYear ? "yyyy-MM-dd" : "MM-dd"
        return moment.text(pattern, in: layout.timeZone)
    }

    private static func dayPart(_ clock: String) -> String {
        switch clock {
        case "00:00": "midnight"
        case ..<"05:00": "night"
        case ..<"12:00": "morning"
        case ..<"18:00": "afternoon"
        default: "evening"
        }
    }

    /// Medicines with which the same is to be done, in one row: those to take last.
    private var medicineGroups: [[DrugHoldResult]] {
        var groups: [[DrugHoldResult]] = []
        for action in [DrugHoldResult.Action.stop, .ask, .goOn] {
            for hold in content.evaluation.drugHolds where hold.action == action {
                // Of what has to be written by hand each has a line of its own.
                let same =
                    isLeftBlank(hold)
                    ? nil
                    : groups.firstIndex { group in
                        group.first.map {
                            $0.action == action && $0.hours == hold.hours && !isLeftBlank($0)
                        } ?? false
                    }
                if let same { groups[same].append(hold) } else { groups.append([hold]) }
            }
        }
        return groups
    }

    /// The doctor is to say what to do with it, and has not named it in what is written.
    private func isLeftBlank(_ hold: DrugHoldResult) -> Bool {
        hold.action == .ask && !content.form.names(hold, in: content.answers["medicines"])
    }

    /// Medicines taken as always, stopped after when, or for the doctor to say.
    private func told(_ group: [DrugHoldResult]) -> Told {
        let hold = group[0]
        let last = lastDose(hold)
        let isPast = last.map(isPast) ?? false
        let days = hold.hours.map { Self.plain(($0 / 24 * 10).rounded() / 10) } ?? ""
        func words(_ language: Language) -> Text {
            let tag = language.rawValue
            // A name in another script keeps its own direction inside the sentence (UAX #9, first strong isolate).
            let names = group.map(patientsWord).map { $0[tag] ?? "\u{2068}\($0.best(for: tag))\u{2069}" }
            var arguments = [
                "drug": names.joined(separator: wording.text("slip.comma", tag)).asSentence, "days": days,
            ]
            arguments["when"] = last.map { moment in
                // Chinese has the clock time beside it, in the column of times.
                let day =
                    language == .chinese
                    ? dayAndPart(moment, language)
                    : "\(weekday(named(moment), language)) \(clock(ending: moment).leftToRight)"
                return "\(date(named(moment), language).leftToRight) \(day)"
            }
            let after = isPast ? "drug-hold.stop-now" : "drug-hold.stop-after"
            let open = isLeftBlank(hold) ? "drug-hold.ask-blank" : nil
            let key = last == nil ? open ?? "drug-hold.\(hold.action.rawValue)" : after
            return Self.marked(wording.text(key, tag, arguments), language)
        }
        let row = InstructionRow(
            words(.chinese),
            time: isPast ? fromNow : Text(last.map { date(named($0)) } ?? "", language: .english, strong: true),
            note: isPast ? nil : last.map(lastDoseNote), translations: others.map(words))
        return Told(
            row: row, moment: isPast ? content.signedAt : last, order: hold.action == .goOn ? .goesOn : .doctorSays)
    }

    /// The patient's word for a medicine, as the form says it.
    private func patientsWord(for hold: DrugHoldResult) -> Texts {
        let item = content.form.drugHolds.flatMap { content.form.item($0.item) }
        return item?.kind.choices.first { $0.code == hold.drug }.map(words) ?? hold.label
    }

    private func lastDoseNote(_ last: Instant) -> Text {
        let note = text("slip.last-dose", ["day": weekday(named(last)), "time": clock(ending: last)])
        // Broken between its words alone.
        let words = note.split(separator: " ").map { [Run(String($0), unbroken: true)] }
        return Text(Array(words.joined(separator: [Run(" ")])))
    }

    /// The latest moment of the last dose; nil when nothing is stopped, or the operation's time is not known.
    private func lastDose(_ hold: DrugHoldResult) -> Instant? {
        guard clockStart != nil, let date = hold.lastDate.flatMap(LocalDate.init), let time = hold.lastTime
        else { return nil }
        return date.moment(at: time, in: layout.timeZone)
    }

    private func translations(strong: Bool = false, _ text: (String) -> String?) -> [Text] {
        others.compactMap { language in
            text(language.rawValue).map { Text($0, language: language, strong: strong) }
        }
    }

    /// Characters of a bold word that is never broken: 不吃不喝.
    private static let shortWord = 6

    /// A sentence whose `*words*` are bold.
    private static func marked(_ sentence: String, _ language: Language) -> Text {
        let parts = sentence.split(separator: "*", omittingEmptySubsequences: false)
        let runs = parts.enumerated().filter { !$0.element.isEmpty }.map { index, part in
            let isStrong = !index.isMultiple(of: 2)
            return Run(
                String(part), language: language, strong: isStrong, unbroken: isStrong && part.count <= shortWord)
        }
        return Text(runs, language: language)
    }
}

extension String {
    /// With the large letter that begins a sentence, where the script has one.
    fileprivate var asSentence: String { prefix(1).uppercased() + dropFirst() }
}

extension FormCheck {
    mutating func check(_ score: ScoreDefinition) {
        let place = FormProblem.Place.score(score.id)
        checkID(score.id, place)
        checkTexts(score.title, called: "title", place)
        if score.source.isEmpty { report(place, "source is empty; every score names its publication and edition.") }
        if score.parts.isEmpty, score.formula == nil, score.clock == nil {
            report(place, "A score has parts, or a value formula, or a clock.")
        }
        checkCodes(score.codes ?? [], place)
        checkFormulas(of: score, place)
        if let clock = score.clock { check(clock, of: score, place) }
        if !(0...FormLimits.decimals).contains(score.decimals) {
            report(place, "decimals is \(score.decimals); a score shows 0 to \(FormLimits.decimals).")
        }
        if let condition = score.appliesWhen {
            check(condition, expecting: .boolean, called: "appliesWhen", place, inScore: true)
        }
        if let working = score.working {
            checkTexts(working, called: "working", place, extra: score.parts.isEmpty ? [] : [ScoreDefinition.points])
        }
        checkCount(score.parts.count, limit: FormLimits.parts, of: "parts", place)
        guard score.parts.count <= FormLimits.parts else { return }
        checkUnique(score.parts.map { ($0.id, .part(score: score.id, part: $0.id)) })
        checkUnique(score.tables.map { ($0.id, .table(score: score.id, table: $0.id)) })
        for part in score.parts { check(part, of: score) }
        for table in score.tables { check(table, of: score) }
        for raise in score.raises { check(raise, of: score) }
    }

    private static let pointsAreNumbers: ProblemSentence =
        "points is a number up to \(Decimals.plain(FormLimits.largestNumber)), above zero or below."

    private mutating func check(_ part: ScorePart, of score: ScoreDefinition) {
        let place = FormProblem.Place.part(score: score.id, part: part.id)
        checkID(part.id, place)
        checkTexts(part.label, called: "label", place)
        if !part.points.isFinite || abs(part.points) > FormLimits.largestNumber {
            report(place, Self.pointsAreNumbers)
        }
        checkUnique(part.rules.map { ($0.id, place) })
        for level in part.levels {
            check(level.when, expecting: .boolean, called: "when", place, inScore: true)
            if let label = level.label { checkTexts(label, called: "label", place) }
            if !level.points.isFinite || abs(level.points) > FormLimits.largestNumber {
                report(place, Self.pointsAreNumbers)
            }
        }
        for rule in part.rules {
            check(rule.when, expecting: .boolean, called: "when", place, inScore: true)
            if let label = rule.label { checkTexts(label, called: "the label of \(rule.id)", place) }
        }
        if part.when == nil, part.levels.isEmpty {
            let known = part.rules.map(\.id).joined(separator: ", ")
            report(place, "use names the rule \(part.use); the rules are \(known).")
        }
    }

    private mutating func checkFormulas(of score: ScoreDefinition, _ place: FormProblem.Place) {
        let extra: [String: ExpressionType] = score.parts.isEmpty ? [:] : [ScoreDefinition.points: .number]
        checkUnique(score.formulas.map { ($0.id, place) })
        for formula in [score.value].compactMap(\.self) + score.formulas.map(\.value) {
            check(formula, expecting: .number, called: "value", place, inScore: true, extra: extra)
            if !score.parts.isEmpty, !formula.references.contains(ScoreDefinition.points) {
                report(place, "A formula beside parts goes on from their sum, %points.")
            }
        }
        if !score.formulas.isEmpty, !score.formulas.contains(where: { $0.id == score.use }) {
            let known = score.formulas.map(\.id).joined(separator: ", ")
            report(place, "use names the formula \(score.use ?? "–"); the formulas are \(known).")
        }
    }

    private mutating func check(_ clock: ScoreClock, of score: ScoreDefinition, _ place: FormProblem.Place) {
        if form.item(clock.from)?.kind != .time { report(place, "The clock counts from \(clock.from), no time item.") }
        if clock.steps.isEmpty { report(place, "The clock has no steps.") }
        if !score.parts.isEmpty || score.formula != nil { report(place, "A score with a clock has no value.") }
        checkUnique(clock.steps.map { ($0.id, place) })
        for step in clock.steps {
            checkID(step.id, place)
            checkTexts(step.label, called: "the label of \(step.id)", place, languages: Self.patientLanguages)
            if !(0...72).contains(step.hours) { report(place, "\(step.id) has hours outside 0 to 72.") }
        }
    }

    private mutating func check(_ table: BandTable, of score: ScoreDefinition) {
        let place = FormProblem.Place.table(score: score.id, table: table.id)
        checkID(table.id, place)
        if table.source.isEmpty { report(place, "source is empty; every table names its publication and edition.") }
        if table.bands.isEmpty { report(place, "The table has no bands.") }
        if let instead = table.instead {
            check(instead.when, expecting: .boolean, called: "when", place, inScore: true)
            checkTexts(instead.text, called: "instead", place)
        }
        checkUnique(table.bands.map { ($0.code, place) })
        for (index, band) in table.bands.enumerated() {
            checkID(band.code, place)
            checkTexts(band.text, called: "the text of \(band.code)", place)
            if let finding = band.finding { checkTexts(finding.text, called: "the finding of \(band.code)", place) }
            switch (index, band.from) {
            case (0, nil): break
            case (0, _): report(place, "The first band, \(band.code), has no from: it holds all lower values.")
            case (_, nil): report(place, "The band \(band.code) needs from, the least value in it.")
            case (_, let from?):
                if let before = table.bands[index - 1].from, before >= from {
                    report(place, "The band \(band.code) starts at \(Decimals.plain(from)), not above the one before.")
                }
            }
        }
    }

    private mutating func check(_ raise: BandRaise, of score: ScoreDefinition) {
        let place = FormProblem.Place.score(score.id)
        let parts = Set(score.parts.map(\.id))
        for id in raise.of + raise.withAny where !parts.contains(id) {
            report(place, "A raise names the part \(id), which the score does not have.")
        }
        if !(score.tables.first?.bands.contains { $0.code == raise.band } ?? false) {
            report(place, "A raise leads to the band \(raise.band), which the first table does not have.")
        }
        if raise.atLeast < 1 || raise.atLeast > raise.of.count {
            report(place, "A raise asks for at least \(raise.atLeast) of \(raise.of.count) parts.")
        }
    }
}

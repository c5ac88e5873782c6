extension ScoreDefinition {
    /// The score as far as the answers go.
    func result(with evaluator: FormEvaluator) -> ScoreResult {
        var result = ScoreResult(id: id, title: title, source: source, unit: unit, most: most)
        if let appliesWhen, appliesWhen.holds(evaluator.knownValue) == false {
            result.applies = false
        } else if let clock {
            compute(clock, into: &result, with: evaluator)
        } else if let formula, parts.isEmpty {
            computeFormula(formula, into: &result, with: evaluator)
        } else {
            computeSum(into: &result, with: evaluator)
        }
        if clock == nil {
            result.shown = (result.value ?? result.lowest).map(shown)
        }
        return result
    }

    /// What is not quite nothing never reads as nothing.
    private func shown(_ value: Double) -> String {
        let text = Decimals.fixed(value, decimals: decimals)
        guard value > 0, decimals > 0, text == Decimals.fixed(0, decimals: decimals) else { return text }
        return "<" + text.dropLast() + "1"
    }

    private func computeFormula(
        _ formula: FormExpression, into result: inout ScoreResult, with evaluator: FormEvaluator
    ) {
        guard let value = formula.value(evaluator.knownValue)?.number else {
            result.note(evaluator.gaps(in: formula), with: evaluator)
            return
        }
        result.value = value
        result.working = evaluator.fill(working ?? [:])
        for (index, table) in tables.enumerated() {
            guard let band = table.band(at: table.index(of: value), with: evaluator) else { continue }
            if index == 0 { result.band = band } else { result.otherBands.append(band) }
        }
    }

    private func computeSum(into result: inout ScoreResult, with evaluator: FormEvaluator) {
        let states = parts.map { PartState($0, with: evaluator) }
        var gaps = states.reduce(into: ScoreGaps()) { $0.add($1.gaps) }
        result.parts = states.compactMap(\.counted)
        var (lowest, highest) = states.reduce((0.0, 0.0)) { ($0.0 + $1.lowest, $0.1 + $1.highest) }
        if let formula {
            // It rises with the points, so that the ends of the one are the ends of the other.
            guard let low = formula.value(evaluator.knownValue(points: lowest))?.number,
                let high = formula.value(evaluator.knownValue(points: highest))?.number
            else {
                gaps.add(evaluator.gaps(in: formula))
                result.note(gaps, with: evaluator)
                return
            }
            (lowest, highest) = (low, high)
        }
        result.note(gaps, with: evaluator)
        if states.contains(where: { $0.isOpen }) {
            (result.lowest, result.highest) = (lowest, highest)
        } else {
            result.value = lowest
        }
        result.working = working.map { evaluator.fill($0, terms: result.parts) } ?? Self.working(result.parts)
        let counted = Dictionary(states.map { ($0.id, $0.counts) }, uniquingKeysWith: { first, _ in first })
        for (index, table) in tables.enumerated() {
            classify(
                table, main: index == 0, from: lowest, to: highest, counted: counted, into: &result, with: evaluator)
        }
    }

    /// Bands rise, so the lowest and the highest value bound what the band may become.
    private func classify(
        _ table: BandTable, main: Bool, from lowest: Double, to highest: Double, counted: [String: Bool?],
        into result: inout ScoreResult, with evaluator: FormEvaluator
    ) {
        var (low, high) = (table.index(of: lowest), table.index(of: highest))
        for raise in main ? raises : [] {
            guard let raised = table.bands.firstIndex(where: { $0.code == raise.band }) else { continue }
            let applies = raise.applies(counted)
            if applies == true { low = max(low, raised) }
            if applies != false { high = max(high, raised) }
        }
        guard let lowBand = table.band(at: low, with: evaluator), let highBand = table.band(at: high, with: evaluator)
        else { return }
        if low == high {
            if main { result.band = lowBand } else { result.otherBands.append(lowBand) }
        } else if main {
            (result.lowestBand, result.highestBand) = (lowBand, highBand)
        }
    }

    /// `打鼾 + 年龄>50`, in each language that the labels have; points stand by a part that is not worth one.
    private static func working(_ parts: [PartResult]) -> Texts {
        var working: Texts = [:]
        for language in parts.reduce(into: Set<String>(), { $0.formUnion($1.label.keys) }) {
            let words = parts.map { part in
                let label = part.label.wording(in: language)
                return part.points == 1 ? label : "\(label) (\(Decimals.plain(part.points)))"
            }
            working[language] = words.joined(separator: " + ")
        }
        return working
    }
}

extension BandTable {
    /// The place of the band that holds the value.
    func index(of value: Double) -> Int {
        bands.lastIndex { band in band.from.map { !Decimals.less(value, $0) } ?? true } ?? 0
    }

    fileprivate func band(at index: Int, with evaluator: FormEvaluator) -> BandResult? {
        guard bands.indices.contains(index) else { return nil }
        let (band, other) = (bands[index], instead(of: bands[index], with: evaluator))
        return BandResult(
            table: id, source: other?.source ?? source, code: band.code, text: other?.text ?? band.text)
    }

    /// What stands in the band's place with these answers; nil while its own words hold.
    func instead(of band: ScoreBand, with evaluator: FormEvaluator) -> BandInstead? {
        guard let instead, instead.when.holds(evaluator.knownValue) == true else { return nil }
        guard let below = instead.below, let from = band.from else { return instead }
        return Decimals.less(from, below) ? instead : nil
    }
}

extension FormDefinition {
    /// The scores, saying what the form has in the place of words that would mislead beside these answers.
    package func warned(_ results: [ScoreResult], by answers: Answers) -> [ScoreResult] {
        let evaluator = FormEvaluator(form: self, answers: answers)
        return results.map { result in
            guard let table = scores.first(where: { $0.id == result.id })?.tables.first, table.instead != nil else {
                return result
            }
            func said(_ told: BandResult?) -> BandResult? {
                guard var told, let band = table.bands.first(where: { $0.code == told.code }),
                    let other = table.instead(of: band, with: evaluator)
                else { return told }
                (told.text, told.source) = (other.text, other.source)
                return told
            }
            var warned = result
            warned.band = said(result.band)
            warned.lowestBand = said(result.lowestBand)
            warned.highestBand = said(result.highestBand)
            return warned
        }
    }
}

extension BandRaise {
    /// Whether it applies, undecided while the parts that are still open could decide it.
    func applies(_ counted: [String: Bool?]) -> Bool? {
        func least(_ ids: [String]) -> Int { ids.count { counted[$0] == .some(true) } }
        func most(_ ids: [String]) -> Int { ids.count { counted[$0] != .some(false) } }
        let any = withAny.isEmpty
        if least(of) >= atLeast, any || least(withAny) > 0 { return true }
        return most(of) >= atLeast && (any || most(withAny) > 0) ? nil : false
    }
}

/// One part with these answers: the points that it has, or may still have.
private struct PartState {
    var id: String
    /// What it adds for sure; absent while it is open or adds nothing.
    var counted: PartResult?
    /// Whether it counts; undecided while it is open.
    var counts: Bool?
    var lowest = 0.0
    var highest = 0.0
    var gaps = ScoreGaps()

    var isOpen: Bool { counts == nil }

    /// Goes down the levels: the first that holds decides, unless an undecided one above it may still come first.
    init(_ part: ScorePart, with evaluator: FormEvaluator) {
        id = part.id
        var possible: [Double] = []
        var held: PartLevel?
        for level in part.steps where held == nil {
            switch level.when.holds(evaluator.knownValue) {
            case true?: held = level
            case false?: break
            case nil:
                possible.append(level.points)
                gaps.add(evaluator.gaps(in: level.when))
            }
        }
        possible.append(held?.points ?? 0)
        lowest = possible.reduce(.infinity) { min($0, $1) }
        highest = possible.reduce(-.infinity) { max($0, $1) }
        guard possible.count == 1 else { return }
        counts = held != nil
        if let held, held.points != 0 {
            let label = evaluator.fill(held.label ?? part.label)
            counted = PartResult(id: part.id, label: label, points: held.points)
        }
    }
}

extension ScoreGaps {
    fileprivate mutating func add(_ other: ScoreGaps) {
        missing.formUnion(other.missing)
        unknown.formUnion(other.unknown)
    }
}

extension ScoreResult {
    fileprivate mutating func note(_ gaps: ScoreGaps, with evaluator: FormEvaluator) {
        missing = evaluator.ids(at: gaps.missing)
        unknown = evaluator.ids(at: gaps.unknown)
    }
}

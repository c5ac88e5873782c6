extension ScoreDefinition {
    /// The score as far as the answers go.
    func result(with evaluator: FormEvaluator) -> ScoreResult {
        var result = ScoreResult(id: id, title: title, source: source, unit: unit, most: most)
        if let appliesWhen, appliesWhen.holds(evaluator.knownValue) == false {
            result.applies = false
        } else if let value {
            computeFormula(value, into: &result, with: evaluator)
        } else {
            computeSum(into: &result, with: evaluator)
        }
        result.shown = (result.value ?? result.lowest).map { Decimals.fixed($0, decimals: decimals) }
        return result
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
            guard let band = table.band(at: table.index(of: value)) else { continue }
            if index == 0 { result.band = band } else { result.otherBands.append(band) }
        }
    }

    private func computeSum(into result: inout ScoreResult, with evaluator: FormEvaluator) {
        let states = parts.map { part in (part: part, counts: part.when?.holds(evaluator.knownValue)) }
        var gaps = ScoreGaps()
        var (lowest, highest) = (0.0, 0.0)
        for (part, counts) in states {
            switch counts {
            case true?:
                lowest += part.points
                highest += part.points
                let label = evaluator.fill(part.label)
                result.parts.append(PartResult(id: part.id, label: label, points: part.points))
            case false?: break
            case nil:
                lowest += min(0, part.points)
                highest += max(0, part.points)
                let open = part.when.map(evaluator.gaps) ?? ScoreGaps()
                gaps.missing.formUnion(open.missing)
                gaps.unknown.formUnion(open.unknown)
            }
        }
        result.note(gaps, with: evaluator)
        if states.contains(where: { $0.counts == nil }) {
            (result.lowest, result.highest) = (lowest, highest)
        } else {
            result.value = lowest
        }
        result.working = Self.working(result.parts)
        let counted = Dictionary(states.map { ($0.part.id, $0.counts) }, uniquingKeysWith: { first, _ in first })
        for (index, table) in tables.enumerated() {
            classify(table, main: index == 0, from: lowest, to: highest, counted: counted, into: &result)
        }
    }

    /// Bands rise, so the lowest and the highest value bound what the band may become.
    private func classify(
        _ table: BandTable, main: Bool, from lowest: Double, to highest: Double, counted: [String: Bool?],
        into result: inout ScoreResult
    ) {
        var (low, high) = (table.index(of: lowest), table.index(of: highest))
        for raise in main ? raises : [] {
            guard let raised = table.bands.firstIndex(where: { $0.code == raise.band }) else { continue }
            let applies = raise.applies(counted)
            if applies == true { low = max(low, raised) }
            if applies != false { high = max(high, raised) }
        }
        guard let lowBand = table.band(at: low), let highBand = table.band(at: high) else { return }
        if low == high {
            if main { result.band = lowBand } else { result.otherBands.append(lowBand) }
        } else if main {
            (result.lowestBand, result.highestBand) = (lowBand, highBand)
        }
    }

    /// `打鼾 + 年龄>50`, in each language that the labels have; points stand by a part that is not worth one.
    private static func working(_ parts: [PartResult]) -> Texts {
        var working: Texts = [:]
        for language in Set(parts.flatMap(\.label.keys)) {
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

    fileprivate func band(at index: Int) -> BandResult? {
        guard bands.indices.contains(index) else { return nil }
        return BandResult(table: id, source: source, code: bands[index].code, text: bands[index].text)
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

extension ScoreResult {
    fileprivate mutating func note(_ gaps: ScoreGaps, with evaluator: FormEvaluator) {
        missing = evaluator.inOrder(gaps.missing)
        unknown = evaluator.inOrder(gaps.unknown)
    }
}

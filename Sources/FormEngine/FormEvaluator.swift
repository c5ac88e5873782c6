/// Works out what one set of answers means for one form, each item and score once.
///
/// A class, and never shared: scores and conditions ask one another through it, and it remembers. What it knows of an
/// item or a score stands at its place in the form, so that an id is looked up once for all of it.
final class FormEvaluator {
    let form: FormDefinition
    /// All items, in the order of the form. Both kinds of definition are large: they are looked at where they stand.
    let items: [FormItem]
    private let places: [String: Place]
    /// The answers that can be kept, at the places of their items.
    private let given: [Answer?]
    private var visibility: [Bool?]
    private var results: [ScoreResult?]
    /// What a hidden item waits for. A form may reach one item by very many ways.
    private var awaited: [Set<Int>?]
    /// What is being worked out: a form that goes round in circles ends here instead of hanging.
    private var underway: Set<Place> = []

    /// What an id is called by: an item or a score, and how manieth of the form.
    private enum Place: Hashable {
        case item(Int)
        case score(Int)

        var ofItem: Int? { if case .item(let place) = self { place } else { nil } }
        var ofScore: Int? { if case .score(let place) = self { place } else { nil } }
    }

    init(form: FormDefinition, answers: Answers) {
        let items = form.items
        var places: [String: Place] = [:]
        places.reserveCapacity(items.count + form.scores.count)
        // Of one id twice, which the form's check refuses, the first counts.
        for place in items.indices.reversed() { places[items[place].id] = .item(place) }
        for place in form.scores.indices.reversed() { places[form.scores[place].id] = .score(place) }
        var given: [Answer?] = Array(repeating: nil, count: items.count)
        for (id, answer) in answers {
            guard let place = places[id]?.ofItem, items[place].problem(with: answer) == nil else { continue }
            given[place] = answer
        }
        self.form = form
        self.items = items
        self.places = places
        self.given = given
        visibility = Array(repeating: nil, count: items.count)
        results = Array(repeating: nil, count: form.scores.count)
        awaited = Array(repeating: nil, count: items.count)
    }

    // MARK: Items, by their place

    /// The item's place in the form.
    func place(ofItem id: String) -> Int? { places[id]?.ofItem }

    /// Whether the item is asked. A condition that is undecided hides it.
    func isVisible(at place: Int) -> Bool {
        guard let condition = items[place].showWhen else { return true }
        if let known = visibility[place] { return known }
        let visible = guarded(.item(place)) { condition.holds(self.value) ?? false } ?? false
        visibility[place] = visible
        return visible
    }

    /// The answer of a visible item.
    func answer(at place: Int) -> Answer? {
        guard let answer = given[place], isVisible(at: place) else { return nil }
        return answer
    }

    /// The answer of a visible item.
    func answer(_ id: String) -> Answer? { place(ofItem: id).flatMap(answer) }

    private func isUnknown(at place: Int) -> Bool { items[place].kind.isTick && answer(at: place) == .unknown }

    // MARK: Values

    /// What `%id` stands for in conditions of items and findings.
    func value(_ id: String) -> ExpressionValue? {
        switch places[id] {
        case .item(let place)?: answer(at: place)?.value
        case .score(let place)?: total(at: place)
        case nil: nil
        }
    }

    /// What `%id` stands for in scores: as ``value(_:)``, but a tick answered 不详 is as undecided as a blank one.
    func knownValue(_ id: String) -> ExpressionValue? {
        switch places[id] {
        case .item(let place)?: isUnknown(at: place) ? nil : answer(at: place)?.value
        case .score(let place)?: total(at: place)
        case nil: nil
        }
    }

    private func total(at place: Int) -> ExpressionValue? {
        if results[place] == nil { _ = result(at: place) }
        return results[place]?.value.map { .number($0) }
    }

    /// As ``knownValue(_:)``, and `%points` is the sum of the parts.
    func knownValue(points: Double) -> (String) -> ExpressionValue? {
        { id in id == ScoreDefinition.points ? .number(points) : self.knownValue(id) }
    }

    // MARK: Scores

    /// The score at that place, as far as it goes.
    func result(at place: Int) -> ScoreResult {
        if let known = results[place] { return known }
        let score = form.scores[place]
        let open = ScoreResult(id: score.id, title: score.title, source: score.source, unit: score.unit)
        let result = guarded(.score(place)) { score.result(with: self) } ?? open
        results[place] = result
        return result
    }

    /// The score of that id, as far as it goes.
    func result(ofScore id: String) -> ScoreResult? { places[id]?.ofScore.map(result) }

    private func guarded<Value>(_ place: Place, _ body: () -> Value) -> Value? {
        guard underway.count < FormLimits.chain, underway.insert(place).inserted else { return nil }
        defer { underway.remove(place) }
        return body()
    }

    // MARK: What is missing

    /// The items for want of which an expression is undecided: unanswered ones, and ticks answered 不详.
    func gaps(in expression: FormExpression) -> ScoreGaps {
        var gaps = ScoreGaps()
        for id in expression.references {
            switch places[id] {
            case .item(let place)?: addGap(at: place, to: &gaps)
            case .score(let place)?:
                let result = result(at: place)
                gaps.missing.formUnion(result.missing.compactMap(self.place(ofItem:)))
                gaps.unknown.formUnion(result.unknown.compactMap(self.place(ofItem:)))
            case nil: break
            }
        }
        return gaps
    }

    private func addGap(at place: Int, to gaps: inout ScoreGaps) {
        if isVisible(at: place) {
            if given[place] == nil { gaps.missing.insert(place) }
            if isUnknown(at: place) { gaps.unknown.insert(place) }
        } else if let condition = items[place].showWhen {
            // It is hidden for want of other answers, or for good: then it has no gap of its own.
            guard condition.holds(value) == nil else { return }
            gaps.missing.formUnion(awaited(at: place, by: condition))
        }
    }

    private func awaited(at place: Int, by condition: FormExpression) -> Set<Int> {
        if let known = awaited[place] { return known }
        let missing = guarded(.item(place)) { gaps(in: condition).missing } ?? []
        awaited[place] = missing
        return missing
    }

    /// The ids of the items at these places, in the order of the form.
    func ids(at places: Set<Int>) -> [String] { places.sorted().map { items[$0].id } }
}

/// Why a score is not final, by the places of the items.
struct ScoreGaps {
    var missing: Set<Int> = []
    var unknown: Set<Int> = []
}

extension Answer {
    fileprivate var value: ExpressionValue {
        switch self {
        case .string(let text): .string(text)
        case .number(let number): .number(number)
        case .list(let list): .list(list)
        }
    }
}

/// Works out what one set of answers means for one form, each item and score once.
///
/// A class, and never shared: scores and conditions ask one another through it, and it remembers.
final class FormEvaluator {
    let form: FormDefinition
    /// The answers that can be kept.
    private let given: Answers
    /// All items, in the order of the form. Both kinds of definition are large: they are looked at where they stand.
    let items: [FormItem]
    /// Each item's place in the form.
    private let places: [String: Int]
    /// Each score's place in the form.
    private let scorePlaces: [String: Int]
    private var visibility: [String: Bool] = [:]
    private var results: [String: ScoreResult] = [:]
    /// What is being worked out: a form that goes round in circles ends here instead of hanging.
    private var underway: Set<String> = []

    init(form: FormDefinition, answers: Answers) {
        self.form = form
        let items = form.items
        let places = Dictionary(items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        self.items = items
        self.places = places
        scorePlaces = Dictionary(form.scores.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        given = answers.filter { id, answer in places[id].map { items[$0].problem(with: answer) == nil } ?? false }
    }

    /// Whether the item is asked. A condition that is undecided hides it.
    func isVisible(_ item: FormItem) -> Bool {
        guard let condition = item.showWhen else { return true }
        if let known = visibility[item.id] { return known }
        let visible = guarded(item.id) { condition.holds(self.value) ?? false } ?? false
        visibility[item.id] = visible
        return visible
    }

    /// The answer of a visible item.
    func answer(_ id: String) -> Answer? {
        guard let answer = given[id], let place = places[id], isVisible(items[place]) else { return nil }
        return answer
    }

    /// What `%id` stands for in conditions of items and findings.
    func value(_ id: String) -> ExpressionValue? {
        if let place = scorePlaces[id] { return result(form.scores[place]).value.map { .number($0) } }
        switch answer(id) {
        case .string(let text)?: return .string(text)
        case .number(let number)?: return .number(number)
        case .list(let list)?: return .list(list)
        case nil: return nil
        }
    }

    /// What `%id` stands for in scores: as ``value(_:)``, but a tick answered 不详 is as undecided as a blank one.
    func knownValue(_ id: String) -> ExpressionValue? { isUnknown(id) ? nil : value(id) }

    /// As ``knownValue(_:)``, and `%points` is the sum of the parts.
    func knownValue(points: Double) -> (String) -> ExpressionValue? {
        { id in id == ScoreDefinition.points ? .number(points) : self.knownValue(id) }
    }

    /// The score as far as it goes.
    func result(_ score: ScoreDefinition) -> ScoreResult {
        if let known = results[score.id] { return known }
        let open = ScoreResult(id: score.id, title: score.title, source: score.source, unit: score.unit)
        let result = guarded(score.id) { score.result(with: self) } ?? open
        results[score.id] = result
        return result
    }

    /// Sorts ids by their place in the form.
    func inOrder(_ ids: Set<String>) -> [String] {
        ids.sorted { (places[$0] ?? .max, $0) < (places[$1] ?? .max, $1) }
    }

    /// The item of that id.
    func item(_ id: String) -> FormItem? { places[id].map { items[$0] } }

    /// The score of that id, as far as it goes.
    func result(ofScore id: String) -> ScoreResult? { scorePlaces[id].map { result(form.scores[$0]) } }

    /// A finding's place: that of its item.
    func place(_ id: String) -> Int { places[id] ?? .max }

    private func isUnknown(_ id: String) -> Bool {
        guard let place = places[id], case .tick = items[place].kind else { return false }
        return answer(id) == .unknown
    }

    private func guarded<Value>(_ id: String, _ body: () -> Value) -> Value? {
        guard underway.count < FormLimits.chain, underway.insert(id).inserted else { return nil }
        defer { underway.remove(id) }
        return body()
    }

    /// The items for want of which an expression is undecided: unanswered ones, and ticks answered 不详.
    func gaps(in expression: FormExpression) -> ScoreGaps {
        var gaps = ScoreGaps()
        for id in expression.references {
            if let place = scorePlaces[id] {
                let result = result(form.scores[place])
                gaps.missing.formUnion(result.missing)
                gaps.unknown.formUnion(result.unknown)
            } else if let place = places[id] {
                addGap(items[place], to: &gaps)
            }
        }
        return gaps
    }

    private func addGap(_ item: FormItem, to gaps: inout ScoreGaps) {
        if isVisible(item) {
            if given[item.id] == nil { gaps.missing.insert(item.id) }
            if isUnknown(item.id) { gaps.unknown.insert(item.id) }
        } else if let condition = item.showWhen {
            // It is hidden for want of other answers, or for good: then it has no gap of its own.
            guard condition.holds(value) == nil else { return }
            let deeper = guarded(item.id) { self.gaps(in: condition) }
            gaps.missing.formUnion(deeper?.missing ?? [])
        }
    }
}

/// Why a score is not final.
struct ScoreGaps {
    var missing: Set<String> = []
    var unknown: Set<String> = []
}

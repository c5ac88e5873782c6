extension FormCheck {
    /// Scores and shown-when conditions may need one another, but never in a circle, and not in long chains.
    mutating func checkChains() {
        var walk = ChainWalk(needs: needs())
        for id in walk.needs.keys.sorted() { walk.follow(id) }
        for told in walk.told { report(place(of: told.id), told.message) }
    }

    private func needs() -> [String: Set<String>] {
        var needs: [String: Set<String>] = [:]
        for item in form.items {
            if let condition = item.showWhen { needs[item.id] = condition.references }
        }
        for score in form.scores {
            let expressions =
                [score.formula, score.appliesWhen].compactMap { $0 } + score.parts.flatMap(\.steps).map(\.when)
                + score.tables.compactMap(\.instead?.when)
            needs[score.id] = expressions.reduce(into: []) { $0.formUnion($1.references) }
        }
        return needs
    }

    private func place(of id: String) -> FormProblem.Place {
        form.item(id) == nil ? .score(id) : .item(id)
    }
}

/// Goes down from each id to what it needs, each once.
private struct ChainWalk {
    /// A form whose items all need one another has more circles than anybody reads.
    private static let mostTold = 20

    let needs: [String: Set<String>]
    private(set) var told: [(id: String, message: ProblemSentence)] = []
    private var path: [String] = []
    /// How long the chain below an id is.
    private var finished: [String: Int] = [:]

    init(needs: [String: Set<String>]) { self.needs = needs }

    /// How long the chain below `id` is. Stops at circles and at ``FormLimits/chain``.
    @discardableResult
    mutating func follow(_ id: String) -> Int {
        guard let below = needs[id] else { return 0 }
        if let known = finished[id] { return known }
        if let start = path.firstIndex(of: id) {
            tell(id, "It needs itself: \((path[start...] + [id]).joined(separator: " → ")).")
            return 0
        }
        guard path.count < FormLimits.chain else {
            tellLong(path[0])
            return 0
        }
        path.append(id)
        let length = below.sorted().reduce(0) { max($0, follow($1)) } + 1
        path.removeLast()
        finished[id] = length
        if path.isEmpty, length > FormLimits.chain { tellLong(id) }
        return length
    }

    private mutating func tellLong(_ id: String) {
        tell(id, "It needs a chain of more than \(FormLimits.chain) scores and conditions.")
    }

    private mutating func tell(_ id: String, _ message: ProblemSentence) {
        guard told.count < Self.mostTold, !told.contains(where: { $0.id == id && $0.message == message }) else {
            return
        }
        told.append((id, message))
    }
}

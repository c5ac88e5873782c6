extension FormCheck {
    /// Scores and shown-when conditions may need one another, but never in a circle, and not in long chains.
    mutating func checkChains() {
        let needs = needs()
        var finished: [String: Int] = [:]
        for id in needs.keys.sorted() {
            var path: [String] = []
            follow(id, needs, &path, &finished)
        }
    }

    private func needs() -> [String: Set<String>] {
        var needs: [String: Set<String>] = [:]
        for item in form.items {
            if let condition = item.showWhen { needs[item.id] = condition.references }
        }
        for score in form.scores {
            let expressions =
                [score.formula, score.appliesWhen].compactMap { $0 } + score.parts.flatMap(\.steps).map(\.when)
            needs[score.id] = expressions.reduce(into: []) { $0.formUnion($1.references) }
        }
        return needs
    }

    /// How long the chain below `id` is. Stops at the first circle and at ``FormLimits/chain``.
    @discardableResult
    private mutating func follow(
        _ id: String, _ needs: [String: Set<String>], _ path: inout [String], _ finished: inout [String: Int]
    ) -> Int {
        guard let below = needs[id] else { return 0 }
        if let known = finished[id] { return known }
        if let start = path.firstIndex(of: id) {
            report(place(of: id), "It needs itself: \((path[start...] + [id]).joined(separator: " → ")).")
            return 0
        }
        guard path.count < FormLimits.chain else {
            report(place(of: path[0]), "It needs a chain of more than \(FormLimits.chain) scores and conditions.")
            return 0
        }
        path.append(id)
        let length = below.sorted().reduce(0) { max($0, follow($1, needs, &path, &finished)) } + 1
        path.removeLast()
        finished[id] = length
        if path.isEmpty, length > FormLimits.chain {
            report(place(of: id), "It needs a chain of more than \(FormLimits.chain) scores and conditions.")
        }
        return length
    }

    private func place(of id: String) -> FormProblem.Place {
        form.item(id) == nil ? .score(id) : .item(id)
    }
}

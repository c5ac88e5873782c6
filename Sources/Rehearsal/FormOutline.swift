package import API

/// As much of a form's definition as one needs to answer it: read from `GET /forms/{form}`.
package struct FormOutline: Sendable {
    /// One question.
    struct Item: Sendable {
        var id: String
        var kind: String
        var required: Bool
        var codes: [String]
        var least: Double
        var most: Double
        var decimals: Int
        var maxLength: Int
    }

    /// The form's id.
    package let id: String
    let items: [Item]
    private let byID: [String: Item]

    /// Reads the definition; throws when it has no questions.
    package init(id: String, definition: JSONValue) throws(RehearsalError) {
        let sections = (definition["form"] ?? definition)["sections"]?.elements ?? []
        items = sections.flatMap { $0["items"]?.elements ?? [] }.compactMap(Item.init)
        guard !items.isEmpty else { throw RehearsalError("the form \(id) has no questions") }
        self.id = id
        byID = Dictionary(items.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The first half of the questions that have to be answered: what a first draft holds.
    var firstHalf: [String] {
        let required = items.filter(\.required).map(\.id)
        return Array(required.prefix(required.count / 2))
    }

    /// Free remarks that nobody has to write are left open.
    func isLeftOpen(_ id: String) -> Bool {
        guard let item = byID[id] else { return true }
        return !item.required && item.kind == "text"
    }

    /// An answer to each of the questions.
    package func draw(
        _ ids: [String], date: String, using random: inout SeededRandom
    ) -> [String: JSONValue] {
        var answers: [String: JSONValue] = [:]
        for id in ids {
            guard let item = byID[id] else { continue }
            answers[id] = item.draw(date: date, using: &random)
        }
        return answers
    }
}

extension FormOutline.Item {
    fileprivate init?(_ value: JSONValue) {
        guard let id = value["id"]?.text, let kind = value["kind"]?.text else { return nil }
        self.id = id
        self.kind = kind
        required = value["required"] == .bool(true)
        codes = (value["choices"]?.elements ?? []).compactMap { $0["code"]?.text }
        least = value["min"]?.amount ?? 0
        most = value["max"]?.amount ?? 100
        decimals = Int(value["decimals"]?.amount ?? 0)
        maxLength = Int(value["maxLength"]?.amount ?? 20)
    }

    fileprivate func draw(date: String, using random: inout SeededRandom) -> JSONValue? {
        switch kind {
        case "tick": .string(random.chance(12) ? "yes" : random.chance(4) ? "unknown" : "no")
        case "choice": codes.isEmpty ? nil : .string(random.pick(codes))
        case "several": .array(codes.filter { _ in random.chance(15) }.map { .string($0) })
        case "number": .number(number(using: &random))
        case "date": .string(date)
        case "time": .string("08:\(random.pick(["00", "15", "30", "45"]))")
        case "text": .string(String(random.pick(Self.remarks).prefix(maxLength)))
        default: nil
        }
    }

    /// Somewhere in the middle of the range, as measurements mostly are.
    private func number(using random: inout SeededRandom) -> Double {
        let place = (0..<3).reduce(0.0) { sum, _ in sum + Double.random(in: 0...1, using: &random) } / 3
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let rounded = ((least + (most - least) * place) * scale).rounded() / scale
        return min(max(rounded, least), most)
    }

    private static let remarks = ["无特殊", "按计划进行", "已向患者说明", "术前再看一次"]
}

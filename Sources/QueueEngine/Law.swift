/// A rule sheet made ready for choosing: lanes and places of the pattern are indices, so that a plan of thousands
/// costs no look-up by name.
struct Law: Hashable, Sendable {
    enum Place: Hashable, Sendable {
        case lane(Int)
        case node(Int)
        indirect case inOrder([Place])
    }

    struct SlotPlace: Hashable, Sendable {
        let counter: Int
        /// How many earlier slots of the pattern share the counter.
        let before: UInt8
        let place: Place
    }

    struct Node: Hashable, Sendable {
        var slots: [SlotPlace] = []
        /// All counters that begin anew with a new round.
        var counters: [Int] = []
    }

    struct Condition: Hashable, Sendable {
        let lane: Int
        let comparison: PatternCondition.Comparison
        let other: Int?
        let count: Int
        let node: Int
    }

    struct Insert: Hashable, Sendable {
        let lane: Int
        let every: UInt8
        let counter: Int
    }

    private(set) var lanes: [Lane]
    private(set) var absolute: [Int] = []
    private(set) var isAbsolute: [Bool]
    private(set) var nodes: [Node] = []
    private(set) var top = 0
    private(set) var conditions: [Condition] = []
    private(set) var inserts: [Insert] = []
    /// By the pattern that a counter belongs to and what stands in its slot.
    private var counters: [String: Int] = [:]
    private var paths: [[Int]] = []
    private var pathIndex: [String: Int] = [:]
    private var nodePaths: [Int] = []

    /// - Parameter others: lanes where somebody stands that the sheet does not have.
    init(_ sheet: RuleSheet, others: [Lane] = []) {
        lanes = sheet.lanes.map(\.lane)
        for lane in others where !lanes.contains(lane) { lanes.append(lane) }
        isAbsolute = Array(repeating: false, count: lanes.count)
        for lane in sheet.absolute {
            guard let index = lanes.firstIndex(of: lane) else { continue }
            absolute.append(index)
            isAbsolute[index] = true
        }
        top = compile(sheet.pattern, path: "")
        for condition in sheet.conditions { add(condition) }
        for insertion in sheet.insertions { add(insertion) }
        for index in nodes.indices { nodes[index].counters = paths[nodePaths[index]] }
    }

    /// How many counters the sheet needs.
    var counterCount: Int { counters.count }

    func index(of lane: Lane) -> Int? { lanes.firstIndex(of: lane) }

    private mutating func add(_ condition: PatternCondition) {
        guard let lane = index(of: condition.lane) else { return }
        var other: Int?
        var count = 0
        switch condition.measure {
        case .waiting(let lane): other = index(of: lane)
        case .count(let number): count = number
        }
        let node = compile(condition.pattern, path: "")
        conditions.append(
            Condition(lane: lane, comparison: condition.comparison, other: other, count: count, node: node))
    }

    private mutating func add(_ insertion: Insertion) {
        guard let lane = index(of: insertion.lane) else { return }
        let counter = counter("+" + insertion.lane.rawValue)
        inserts.append(Insert(lane: lane, every: UInt8(clamping: insertion.every), counter: counter))
    }

    private mutating func counter(_ key: String) -> Int {
        if let known = counters[key] { return known }
        let next = min(counters.count, Round.counterLimit - 1)
        counters[key] = counters.count
        return next
    }

    private mutating func compile(_ slots: [Slot], path: String) -> Int {
        let pathNumber = pathIndex[path] ?? paths.count
        if pathNumber == paths.count {
            pathIndex[path] = pathNumber
            paths.append([])
        }
        var node = Node()
        var seen: [Int: UInt8] = [:]
        for slot in slots {
            guard let place = place(of: slot, path: path + slot.key) else { continue }
            let counter = counter(path + "/" + slot.key)
            if !paths[pathNumber].contains(counter) { paths[pathNumber].append(counter) }
            node.slots.append(SlotPlace(counter: counter, before: seen[counter, default: 0], place: place))
            seen[counter, default: 0] += 1
        }
        nodes.append(node)
        nodePaths.append(pathNumber)
        return nodes.count - 1
    }

    private mutating func place(of slot: Slot, path: String) -> Place? {
        switch slot {
        case .lane(let lane): return index(of: lane).map { .lane($0) }
        case .pattern(let inner): return .node(compile(inner, path: path))
        case .inOrder(let inner):
            var places: [Place] = []
            for slot in inner {
                if let place = place(of: slot, path: path + slot.key) { places.append(place) }
            }
            return .inOrder(places)
        }
    }
}

extension Slot {
    /// What the round counts it under: equal slots are one.
    var key: String {
        switch self {
        case .lane(let lane): lane.rawValue
        case .pattern(let inner): "[" + inner.map(\.key).joined(separator: ",") + "]"
        case .inOrder(let inner): "(" + inner.map(\.key).joined(separator: ",") + ")"
        }
    }
}

extension RuleSheet {
    /// How many counters the sheet's patterns and insertions need, of `Round.counterLimit`.
    package var counterCount: Int { Law(self).counterCount }
}

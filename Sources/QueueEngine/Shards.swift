/// A dictionary in small parts, so that a copy that is then changed costs one part and not the whole, however many there
/// are: the writer changes its state while readers keep the picture that they were given.
package struct Shards<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private typealias Shard = [Key: Value]

    /// The parts grow eightfold in number, up to this many, when one holds more than a few on average.
    private static var mostShards: Int { 8 * 8 * 8 * 8 * 8 }
    private static var fewPerShard: Int { 8 }
    /// Parts stand in groups, so that changing one copies neither all parts nor the list of them.
    private static var groupSize: Int { 64 }

    private var groups: [[Shard]] = [[[:]]]
    private var shardCount = 1
    package private(set) var count = 0

    package init() {}

    package subscript(key: Key) -> Value? {
        get {
            let (group, shard) = place(of: key)
            return groups[group][shard][key]
        }
        set {
            let (group, shard) = place(of: key)
            let before = groups[group][shard].count
            groups[group][shard][key] = newValue
            count += groups[group][shard].count - before
            if count > shardCount * Self.fewPerShard, shardCount < Self.mostShards { spread() }
        }
    }

    package subscript(key: Key, default fallback: @autoclosure () -> Value) -> Value {
        get { self[key] ?? fallback() }
        set { self[key] = newValue }
    }

    /// Changes a value in place; does nothing when there is none.
    package mutating func update(_ key: Key, _ change: (inout Value) -> Void) {
        let (group, shard) = place(of: key)
        guard let index = groups[group][shard].index(forKey: key) else { return }
        change(&groups[group][shard].values[index])
    }

    private mutating func spread() {
        let before = shards
        shardCount *= 8
        let groupSize = min(shardCount, Self.groupSize)
        groups = Array(repeating: Array(repeating: [:], count: groupSize), count: shardCount / groupSize)
        for (key, value) in before.joined() {
            let (group, shard) = place(of: key)
            groups[group][shard][key] = value
        }
    }

    /// All values, in no particular order.
    package var values: some Sequence<Value> { shards.lazy.flatMap { $0.values } }

    private var shards: some Sequence<Shard> { groups.lazy.joined() }

    private func place(of key: Key) -> (group: Int, shard: Int) {
        let shard = shardCount == 1 ? 0 : Int(UInt(bitPattern: key.hashValue) % UInt(shardCount))
        return (shard / Self.groupSize, shard % Self.groupSize)
    }
}

/// What it holds is what it is; in how many parts is not.
extension Shards: Equatable where Value: Equatable {
    package static func == (left: Shards, right: Shards) -> Bool {
        left.count == right.count
            && left.shards.allSatisfy { part in part.allSatisfy { right[$0.key] == $0.value } }
    }
}

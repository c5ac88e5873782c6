/// A dictionary in small parts, so that a copy that is then changed costs one part and not the whole:
/// the writer changes its state while readers keep the picture that they were given.
package struct Shards<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// The parts grow eightfold in number, up to this many, when one holds more than a few on average.
    private static var mostShards: Int { 512 }
    private static var fewPerShard: Int { 8 }

    private var shards: [[Key: Value]] = [[:]]
    package private(set) var count = 0

    package init() {}

    package subscript(key: Key) -> Value? {
        get { shards[shard(of: key)][key] }
        set {
            let shard = shard(of: key)
            let before = shards[shard].count
            shards[shard][key] = newValue
            count += shards[shard].count - before
            if count > shards.count * Self.fewPerShard, shards.count < Self.mostShards { spread() }
        }
    }

    package subscript(key: Key, default fallback: @autoclosure () -> Value) -> Value {
        get { self[key] ?? fallback() }
        set { self[key] = newValue }
    }

    /// Changes a value in place; does nothing when there is none.
    package mutating func update(_ key: Key, _ change: (inout Value) -> Void) {
        let shard = shard(of: key)
        guard let index = shards[shard].index(forKey: key) else { return }
        change(&shards[shard].values[index])
    }

    private mutating func spread() {
        let before = shards
        shards = Array(repeating: [:], count: before.count * 8)
        for (key, value) in before.joined() { shards[shard(of: key)][key] = value }
    }

    /// All values, in no particular order.
    package var values: some Sequence<Value> { shards.lazy.flatMap { $0.values } }

    private func shard(of key: Key) -> Int {
        shards.count == 1 ? 0 : Int(UInt(bitPattern: key.hashValue) % UInt(shards.count))
    }
}

/// What it holds is what it is; in how many parts is not.
extension Shards: Equatable where Value: Equatable {
    package static func == (left: Shards, right: Shards) -> Bool {
        left.count == right.count
            && left.shards.allSatisfy { part in part.allSatisfy { right[$0.key] == $0.value } }
    }
}

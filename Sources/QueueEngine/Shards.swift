/// A dictionary in small parts, so that a copy that is then changed costs one part and not the whole:
/// the writer changes its state while readers keep the picture that they were given.
package struct Shards<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private static var shardCount: Int { 512 }

    private var shards: [[Key: Value]] = Array(repeating: [:], count: Self.shardCount)
    package private(set) var count = 0

    package init() {}

    package subscript(key: Key) -> Value? {
        get { shards[Self.shard(of: key)][key] }
        set {
            let shard = Self.shard(of: key)
            let before = shards[shard].count
            shards[shard][key] = newValue
            count += shards[shard].count - before
        }
    }

    package subscript(key: Key, default fallback: @autoclosure () -> Value) -> Value {
        get { self[key] ?? fallback() }
        set { self[key] = newValue }
    }

    /// Changes a value in place; does nothing when there is none.
    package mutating func update(_ key: Key, _ change: (inout Value) -> Void) {
        guard var value = shards[Self.shard(of: key)][key] else { return }
        change(&value)
        shards[Self.shard(of: key)][key] = value
    }

    /// All values, in no particular order.
    package var values: some Sequence<Value> { shards.lazy.flatMap(\.values) }

    private static func shard(of key: Key) -> Int { Int(UInt(bitPattern: key.hashValue) % UInt(shardCount)) }
}

extension Shards: Equatable where Value: Equatable {}

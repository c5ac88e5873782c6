/// How often each place of the turn pattern was used in the present round, and how many were chosen since the last
/// insertion: counters in the order that the sheet's `Law` gives them.
package struct Round: Hashable, Sendable {
    /// So many counters a sheet may need at most.
    package static let counterLimit = 16

    var counts = SIMD16<UInt8>(repeating: 0)

    package init() {}

    mutating func add(to counter: Int) { counts[counter] = counts[counter] == .max ? .max : counts[counter] + 1 }
}

/// As a list of numbers without the zeros at its end.
extension Round: Codable {
    package init(from decoder: any Decoder) throws {
        var container = try decoder.unkeyedContainer()
        var index = 0
        while !container.isAtEnd, index < Self.counterLimit {
            counts[index] = try container.decode(UInt8.self)
            index += 1
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.unkeyedContainer()
        guard let last = (0..<Self.counterLimit).last(where: { counts[$0] != 0 }) else { return }
        for index in 0...last { try container.encode(counts[index]) }
    }
}

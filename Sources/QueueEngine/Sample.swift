/// How values lie: never made of none, so that nothing is ever divided by zero.
package struct Sample: Codable, Hashable, Sendable {
    package var count: Int
    /// The middle one; of an even number the mean of the middle two.
    package var median: Double
    /// The least value that at least nine tenths do not exceed.
    package var ninetieth: Double

    /// - Returns: nil for no values.
    package init?(_ values: [Double]) {
        guard !values.isEmpty else { return nil }
        let sorted = values.sorted()
        let middle = sorted.count / 2
        count = sorted.count
        median = sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
        ninetieth = sorted[min(sorted.count - 1, (sorted.count * 9 + 9) / 10 - 1)]
    }
}

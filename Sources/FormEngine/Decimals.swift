/// Numbers as people wrote them: in decimals, though a computer keeps them in binary.
package enum Decimals {
    /// A difference below this share of the larger number comes from binary arithmetic, not from what was measured.
    /// Without it 69.36 kg at 170 cm, a body mass index of exactly 24, could fall on either side of 24.
    static let tolerance = 1e-12

    /// Whether two numbers are the same as far as decimals go.
    static func same(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= tolerance * max(abs(left), abs(right))
    }

    /// Whether `left` is really less than `right`.
    static func less(_ left: Double, _ right: Double) -> Bool { left < right && !same(left, right) }

    /// Rounds to so many decimals, a half away from zero.
    static func rounded(_ number: Double, to decimals: Int) -> Double {
        let scale = powerOfTen(decimals)
        let scaled = number * scale
        // 1.005 is kept as a little less; the half that was typed is still a half.
        let nudged = scaled + scaled * tolerance
        let result = nudged.rounded(.toNearestOrAwayFromZero) / scale
        return result.isFinite ? result : number
    }

    /// The number with exactly so many decimals: `27.7`, `28.0`.
    static func fixed(_ number: Double, decimals: Int) -> String {
        let rounded = rounded(number, to: decimals)
        guard decimals > 0, abs(rounded) < 1e12 else { return plain(rounded) }
        let whole = Int64((abs(rounded) * powerOfTen(decimals)).rounded())
        let scale = Int64(powerOfTen(decimals))
        let fraction = String(whole % scale)
        let sign = rounded < 0 && whole != 0 ? "-" : ""
        return "\(sign)\(whole / scale)." + String(repeating: "0", count: decimals - fraction.count) + fraction
    }

    /// The number without needless decimals: `80`, `36.5`.
    package static func plain(_ number: Double) -> String {
        abs(number) < 1e15 && number == number.rounded() ? String(Int64(number)) : number.description
    }

    /// Whether the number has at most so many decimals.
    static func fits(_ number: Double, decimals: Int) -> Bool { same(rounded(number, to: decimals), number) }

    private static func powerOfTen(_ exponent: Int) -> Double {
        (0..<max(0, min(exponent, FormLimits.decimals))).reduce(1) { power, _ in power * 10 }
    }
}

/// Code 128: the widths of bars and spaces for printable ASCII. Pairs of digits take half the room (code set C).
package enum Code128 {
    /// Alternating widths in modules, a bar first, quiet zones not counted; nil when `content` is empty, longer than
    /// `Limit.barcodeLength` or not printable ASCII.
    package static func widths(_ content: String) -> [Int]? {
        let bytes = Array(content.utf8)
        guard (1...Limit.barcodeLength).contains(bytes.count), bytes.allSatisfy({ (32...126).contains($0) }) else {
            return nil
        }
        let values = symbols(bytes)
        let sum = values.enumerated().reduce(0) { $0 + $1.element * max($1.offset, 1) }
        return (values + [sum % 103]).flatMap { patterns[$0] } + stop
    }

    private static let (toC, toB, startB, startC) = (99, 100, 104, 105)

    /// The start symbol and the data: C for runs of four or more digits, B for the rest.
    private static func symbols(_ bytes: [UInt8]) -> [Int] {
        var values: [Int] = []
        var inC = false
        var index = 0
        while index < bytes.count {
            let digits = bytes[index...].prefix { (48...57).contains($0) }.count
            let staysInC = inC && digits >= 2
            if staysInC || digits >= 4 {
                if !inC { values.append(values.isEmpty ? startC : toC) }
                inC = true
                values.append(Int(bytes[index] - 48) * 10 + Int(bytes[index + 1] - 48))
                index += 2
            } else {
                if inC || values.isEmpty { values.append(values.isEmpty ? startB : toB) }
                inC = false
                values.append(Int(bytes[index]) - 32)
                index += 1
            }
        }
        return values
    }

    private static let stop = [2, 3, 3, 1, 1, 1, 2]

    /// ISO/IEC 15417, values 0 to 105: six widths each.
    private static let patterns: [[Int]] = """
        212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222
        123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321
        232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121
        313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224
        111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111
        111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113
        114311 411113 411311 113141 114131 311141 411131 211412 211214 211232
        """.split(whereSeparator: \.isWhitespace).map { $0.compactMap(\.wholeNumberValue) }
}

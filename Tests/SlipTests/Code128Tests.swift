import Slip
import Testing

@Suite struct `Code 128` {
    @Test func `a known symbol comes out as published`() throws {
        // Start B, P J J 1 2 3 C, check 55, stop: three digits do not earn a change of code set.
        let widths = try #require(Code128.widths("PJJ123C"))
        let sum = [104, 48 * 1, 42 * 2, 42 * 3, 17 * 4, 18 * 5, 19 * 6, 35 * 7].reduce(0, +) % 103
        #expect(sum == 55)
        #expect(widths.count == 9 * 6 + 7)
        // 55 is 11101000110 in the standard's table.
        #expect(Array(widths[48..<54]) == [3, 1, 1, 3, 2, 1])
    }

    @Test(arguments: ["A", "S20261120-0012", "1234", "12345", "A1234B", "~ !"])
    func `every symbol is eleven modules wide, the stop thirteen`(content: String) throws {
        let widths = try #require(Code128.widths(content))
        #expect(widths.reduce(0, +) % 11 == 2)
        #expect(widths.allSatisfy { (1...4).contains($0) })
    }

    @Test func `digits in pairs take half the room`() throws {
        let digits = try #require(Code128.widths("12345678")).reduce(0, +)
        let letters = try #require(Code128.widths("ABCDEFGH")).reduce(0, +)
        #expect(digits == letters - 4 * 11)
    }

    @Test func `what it cannot hold is refused`() {
        #expect(Code128.widths("") == nil)
        #expect(Code128.widths("号") == nil)
        #expect(Code128.widths("a\n") == nil)
        #expect(Code128.widths(String(repeating: "x", count: Limit.barcodeLength)) != nil)
        #expect(Code128.widths(String(repeating: "x", count: Limit.barcodeLength + 1)) == nil)
    }
}

import Testing

@testable import FormEngine

@Suite struct DecimalsTests {
    @Test(
        arguments: [
            (27.68166, 1, "27.7"), (24, 1, "24.0"), (0.05, 1, "0.1"), (-0.04, 1, "0.0"), (-1.25, 1, "-1.3"),
            (3, 0, "3"),
            (2.5, 0, "3"), (1.005, 2, "1.01"), (9.999, 2, "10.00"), (0.007, 3, "0.007"), (99.95, 1, "100.0"),
        ] as [(Double, Int, String)])
    func `a number is shown with exactly its decimals`(number: Double, decimals: Int, expected: String) {
        #expect(Decimals.fixed(number, decimals: decimals) == expected)
    }

    @Test func `decimals are counted as they were typed`() {
        #expect(Decimals.fits(36.6, decimals: 1) && !Decimals.fits(36.65, decimals: 1))
        #expect(Decimals.fits(69.36, decimals: 2) && !Decimals.fits(69.365, decimals: 2))
        #expect(Decimals.fits(0, decimals: 0) && !Decimals.fits(1e-9, decimals: 6))
    }

    @Test func `only what binary arithmetic adds is ignored`() {
        #expect(Decimals.same(0.1 + 0.2, 0.3))
        #expect(!Decimals.same(24, 24.000_000_1))
        #expect(!Decimals.same(0, 1e-300))
        #expect(Decimals.less(23.999_999, 24))
    }
}

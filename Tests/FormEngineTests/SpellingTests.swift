import FormEngine
import Testing

@Suite struct SpellingTests {
    @Test func `the nearest word is offered, and nothing when none is near`() {
        let words = ["height", "weight", "heartRate"]
        #expect(Spelling.nearest(to: "heigth", among: words) == "height")
        #expect(Spelling.nearest(to: "HeartRat", among: words) == "heartRate")
        #expect(Spelling.nearest(to: "colour", among: words) == nil)
        #expect(Spelling.nearest(to: "x", among: []) == nil)
    }
}

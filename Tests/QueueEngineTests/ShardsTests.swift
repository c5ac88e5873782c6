import QueueEngine
import Testing

@Suite struct `Dictionaries in parts` {
    @Test func `they are as a dictionary is`() {
        var random = Seeded(11)
        var shards = Shards<Int, Int>()
        var plain: [Int: Int] = [:]
        for _ in 0..<5000 {
            let key = Int.random(in: 0..<700, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                shards[key] = nil
                plain[key] = nil
            case 1:
                shards.update(key) { $0 += 1 }
                plain[key] = plain[key].map { $0 + 1 }
            case 2:
                shards[key, default: 3] += 2
                plain[key, default: 3] += 2
            default:
                shards[key] = key
                plain[key] = key
            }
            #expect(shards.count == plain.count)
            #expect(shards[key] == plain[key])
        }
        #expect(shards.values.sorted() == plain.values.sorted())
    }

    @Test func `a copy stays as it was`() {
        var shards = Shards<Int, String>()
        shards[1] = "one"
        let copy = shards
        shards[1] = "two"
        shards.update(2) { $0 = "nobody" }
        #expect(copy[1] == "one" && shards[1] == "two" && shards[2] == nil)
        #expect(copy != shards)
    }

    @Test func `tens of thousands are all there, each once`() {
        var shards = Shards<Int, Int>()
        for key in 0..<40_000 { shards[key] = -key }
        #expect(shards.count == 40_000 && (0..<40_000).allSatisfy { shards[$0] == -$0 })
        #expect(shards.values.reduce(0, +) == -(0..<40_000).reduce(0, +))
        for key in 0..<39_999 { shards[key] = nil }
        #expect(shards.count == 1 && Array(shards.values) == [-39_999])
    }
}

import Testing

@testable import QueueEngine

@Suite struct `One lane's line` {
    private func entry(_ index: Int, primary: Int64) -> LaneLine.Entry {
        LaneLine.Entry(ticket: id(index), primary: primary, secondary: Int64(index), doctor: nil)
    }

    @Test func `it is as a sorted array is, whoever leaves from wherever`() {
        var random = Seeded(3)
        var line = LaneLine()
        var plain: [LaneLine.Entry] = []
        for index in 1...3000 {
            if plain.isEmpty || Int.random(in: 0..<9, using: &random) < 5 {
                let new = entry(index, primary: Int64.random(in: 0..<50, using: &random))
                line.insert(new)
                plain.append(new)
                plain.sort { ($0.primary, $0.secondary) < ($1.primary, $1.secondary) }
            } else {
                let place = Bool.random(using: &random) ? 0 : Int.random(in: plain.indices, using: &random)
                let removed = line.remove(plain.remove(at: place).ticket)
                #expect(removed != nil)
            }
            #expect(line.count == plain.count)
        }
        #expect(Array(line.entries) == plain)
    }

    @Test func `the first leave in their order, however many`() {
        var line = LaneLine()
        for index in 1...500 { line.insert(entry(index, primary: 0)) }
        for index in 1...500 {
            #expect(line.entries.first?.ticket == id(index))
            line.remove(id(index))
        }
        #expect(line.count == 0 && line.entries.isEmpty)
    }

    @Test func `one who is not there does not leave`() {
        var line = LaneLine()
        line.insert(entry(1, primary: 0))
        line.remove(id(1))
        let again = line.remove(id(1))
        #expect(again == nil)
    }

    @Test func `two lines are equal when the same people stand in them`() {
        var line = LaneLine()
        for index in 1...3 { line.insert(entry(index, primary: 0)) }
        line.remove(id(1))
        var other = LaneLine()
        for index in 2...3 { other.insert(entry(index, primary: 0)) }
        #expect(line == other && line.hashValue == other.hashValue)
        other.makeUnnamed(id(2))
        #expect(line == other)
    }
}

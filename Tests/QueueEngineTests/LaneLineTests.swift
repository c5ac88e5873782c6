import Testing

@testable import QueueEngine

@Suite struct `One lane's line` {
    private func entry(_ index: Int, primary: Int64, reach: ReachKey = 0) -> Run.Entry {
        Run.Entry(ticket: id(index), primary: primary, joined: Int64(index), since: at(0), reach: reach)
    }

    @Test(arguments: [1, 3]) func `it is as a sorted array is, whoever leaves from wherever`(reaches: Int) {
        var random = Seeded(3)
        var line = LaneLine()
        var plain: [Run.Entry] = []
        for index in 1...3000 {
            if plain.isEmpty || Int.random(in: 0..<9, using: &random) < 5 {
                let new = entry(
                    index, primary: Int64.random(in: 0..<50, using: &random), reach: ReachKey(index % reaches))
                line.insert(new)
                plain.append(new)
                plain.sort { $0 < $1 }
            } else {
                let place = Bool.random(using: &random) ? 0 : Int.random(in: plain.indices, using: &random)
                line.remove(plain.remove(at: place))
            }
            #expect(line.count == plain.count)
            #expect(line.first(for: .anyone) == plain.first)
            var oldest: Run.Entry?
            line.forEachOldest(for: .anyone) { if $0.joined < oldest?.joined ?? .max { oldest = $0 } }
            #expect(oldest == plain.min { $0.joined < $1.joined })
        }
        #expect(line.entries == plain)
    }

    @Test func `the first leave in their order, however many`() {
        var line = LaneLine()
        for index in 1...5000 { line.insert(entry(index, primary: 0)) }
        for index in 1...5000 {
            #expect(line.first(for: .anyone)?.ticket == id(index))
            line.remove(entry(index, primary: 0))
        }
        #expect(line.count == 0 && line.entries.isEmpty)
    }

    @Test func `one who is not there does not leave`() {
        var line = LaneLine()
        line.insert(entry(1, primary: 0))
        line.insert(entry(2, primary: 0))
        line.remove(entry(1, primary: 0))
        line.remove(entry(1, primary: 0))
        #expect(line.count == 1)
    }

    @Test func `a doctor takes those for anyone and those for this doctor, in one order`() {
        var line = LaneLine()
        for index in 1...6 { line.insert(entry(index, primary: Int64(index), reach: ReachKey(index % 3))) }
        let doctor = Seeker.room(of: 2, grade: 0)
        #expect(line.first(for: doctor)?.ticket == id(2))
        line.remove(entry(2, primary: 2, reach: 2))
        #expect(line.first(for: doctor)?.ticket == id(3))
        #expect(line.count(for: doctor) == 3)
        #expect(line.first(for: .anyone)?.ticket == id(1))
    }

    @Test func `two lines are equal when the same people stand in them`() {
        var line = LaneLine()
        for index in 1...3 { line.insert(entry(index, primary: 0)) }
        line.remove(entry(1, primary: 0))
        var other = LaneLine()
        for index in 2...3 { other.insert(entry(index, primary: 0)) }
        #expect(line == other && line.hashValue == other.hashValue)
    }
}

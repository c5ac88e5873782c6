/// One lane's waiting tickets, a run for each of those whom they are for.
struct LaneLine: Sendable {
    typealias Entry = Run.Entry

    private var runs: [Run] = []
    private(set) var count = 0

    /// All, in the lane's order.
    var entries: [Entry] { runs.flatMap(\.entries).sorted { $0 < $1 } }

    /// The last of all.
    var last: Entry? { runs.compactMap(\.last).max { $0 < $1 } }

    mutating func insert(_ entry: Entry) {
        let key = Int(entry.reach)
        while runs.count <= key { runs.append(Run()) }
        runs[key].insert(entry)
        count += 1
    }

    mutating func remove(_ entry: Entry) {
        let key = Int(entry.reach)
        guard key < runs.count, runs[key].remove(entry) else { return }
        count -= 1
    }

    /// The first whom this seeker may take.
    func first(for seeker: Seeker) -> Entry? {
        guard count > 0 else { return nil }
        var found: Entry?
        seeker.forEachKey(below: runs.count) { key in
            guard let entry = runs[key].first else { return }
            if let best = found, best < entry { return }
            found = entry
        }
        return found
    }

    /// Of those whom this seeker may take, who joined first, for each of those whom they are for.
    @inline(__always) func forEachOldest(for seeker: Seeker, _ body: (Entry) -> Void) {
        guard count > 0 else { return }
        seeker.forEachKey(below: runs.count) { key in
            if let entry = runs[key].oldest { body(entry) }
        }
    }

    func count(for seeker: Seeker) -> Int {
        var sum = 0
        seeker.forEachKey(below: runs.count) { key in sum += runs[key].count }
        return sum
    }

    func hasAnyone(for seeker: Seeker) -> Bool {
        guard count > 0 else { return false }
        var has = false
        seeker.forEachKey(below: runs.count) { key in has = has || runs[key].count > 0 }
        return has
    }
}

extension LaneLine: Hashable {
    static func == (left: LaneLine, right: LaneLine) -> Bool { left.entries == right.entries }

    func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}

/// Waiting tickets in their order, in small parts: a copy that is then changed costs one part and not the whole, and
/// taking the first costs nothing however many wait.
struct Run: Sendable {
    struct Entry: Hashable, Sendable {
        let ticket: TicketID
        /// What the lane is ordered by: a number, or milliseconds.
        let primary: Int64
        /// The day's count of joinings when it joined: a lower one came earlier.
        let joined: Int64
        /// From when on the guard counts how long it waits: when it joined, or came back from where it was put aside.
        let since: Instant
        var reach: ReachKey
        /// From which joining on the guard counts who passes it: its own, or that of its coming back.
        let guardedFrom: Int64

        init(
            ticket: TicketID, primary: Int64, joined: Int64, since: Instant, reach: ReachKey, guardedFrom: Int64? = nil
        ) {
            self.ticket = ticket
            self.primary = primary
            self.joined = joined
            self.since = since
            self.reach = reach
            self.guardedFrom = guardedFrom ?? joined
        }

        /// The same entry under another key of its lane's order.
        func moved(to primary: Int64) -> Entry {
            Entry(
                ticket: ticket, primary: primary, joined: joined, since: since, reach: reach, guardedFrom: guardedFrom)
        }

        /// The same place, and the guard counts anew.
        func guarded(from joining: Int64, at time: Instant) -> Entry {
            Entry(
                ticket: ticket, primary: primary, joined: joined, since: time, reach: reach, guardedFrom: joining)
        }

        static func < (left: Entry, right: Entry) -> Bool {
            left.primary != right.primary ? left.primary < right.primary : left.joined < right.joined
        }
    }

    private static let partLimit = 128

    private var parts: [[Entry]] = []
    private var firstPart = 0
    private var head = 0
    private(set) var count = 0
    /// Whether the first is also whom the guard counts from the earliest joining on.
    private var isInOrderOfJoining = true

    var first: Entry? { count > 0 ? parts[firstPart][head] : nil }
    var last: Entry? { count > 0 ? parts.last?.last : nil }

    var entries: [Entry] {
        guard count > 0 else { return [] }
        return Array(parts[firstPart][head...]) + parts[(firstPart + 1)...].joined()
    }

    /// Who joined first, as the guard counts.
    var oldest: Entry? { isInOrderOfJoining ? first : entries.min { $0.guardedFrom < $1.guardedFrom } }

    mutating func insert(_ entry: Entry) {
        if count == 0 { self = Run() }
        count += 1
        guard let place = place(for: entry) else { return append(entry) }
        isInOrderOfJoining = false
        parts[place.part].insert(entry, at: place.index)
        splitIfLong(place.part)
    }

    private mutating func append(_ entry: Entry) {
        if let last = parts.last?.last, last.guardedFrom > entry.guardedFrom { isInOrderOfJoining = false }
        if let count = parts.last?.count, count < Self.partLimit {
            parts[parts.count - 1].append(entry)
        } else {
            parts.append([entry])
        }
    }

    /// Where an entry goes; nil for behind the last.
    private func place(for entry: Entry) -> (part: Int, index: Int)? {
        var low = firstPart
        var high = parts.count
        while low < high {
            let middle = (low + high) / 2
            if let last = parts[middle].last, last < entry { low = middle + 1 } else { high = middle }
        }
        guard low < parts.count else { return nil }
        return (low, index(of: entry, in: low))
    }

    /// The first index in a part whose entry is not before this one.
    private func index(of entry: Entry, in part: Int) -> Int {
        var low = part == firstPart ? head : 0
        var high = parts[part].count
        while low < high {
            let middle = (low + high) / 2
            if parts[part][middle] < entry { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func splitIfLong(_ part: Int) {
        guard parts[part].count > Self.partLimit else { return }
        if part == firstPart {
            parts[part].removeFirst(head)
            head = 0
        }
        let half = parts[part].count / 2
        guard half > 0 else { return }
        let tail = Array(parts[part][half...])
        parts[part].removeLast(tail.count)
        parts.insert(tail, at: part + 1)
    }

    /// Takes an entry out; false when it is not here.
    @discardableResult mutating func remove(_ entry: Entry) -> Bool {
        guard count > 0 else { return false }
        if parts[firstPart][head].ticket == entry.ticket {
            removeFirst()
            return true
        }
        guard let place = place(for: entry), place.index < parts[place.part].count,
            parts[place.part][place.index].ticket == entry.ticket
        else { return false }
        parts[place.part].remove(at: place.index)
        count -= 1
        if parts[place.part].isEmpty { parts.remove(at: place.part) }
        return true
    }

    private mutating func removeFirst() {
        count -= 1
        head += 1
        guard head == parts[firstPart].count else { return }
        head = 0
        firstPart += 1
        if firstPart > 32, firstPart > parts.count / 2 {
            parts.removeFirst(firstPart)
            firstPart = 0
        }
    }
}

/// Those who wait are what it is; the room that those before them have left behind is not.
extension Run: Hashable {
    static func == (left: Run, right: Run) -> Bool { left.entries == right.entries }

    func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}

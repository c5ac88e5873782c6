/// One lane's waiting tickets in their order. Taking the first costs nothing however many wait.
struct LaneLine: Sendable {
    struct Entry: Hashable, Sendable {
        let ticket: TicketID
        /// What the lane is ordered by, then who joined earlier.
        let primary: Int64
        let secondary: Int64
        /// The doctor whom it is for; nil for anyone.
        var doctor: DoctorKey?
    }

    private var storage: [Entry] = []
    private var head = 0

    var entries: ArraySlice<Entry> { storage[head...] }
    var count: Int { storage.count - head }

    mutating func insert(_ entry: Entry) {
        var low = head
        var high = storage.count
        while low < high {
            let middle = (low + high) / 2
            let other = storage[middle]
            if (other.primary, other.secondary) < (entry.primary, entry.secondary) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        storage.insert(entry, at: low)
    }

    /// Takes a ticket out, wherever it stands; nil when it is not here.
    @discardableResult mutating func remove(_ ticket: TicketID) -> Entry? {
        guard let index = entries.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        let entry = storage[index]
        if index == head {
            head += 1
            if head > 64, head > storage.count / 2 {
                storage.removeFirst(head)
                head = 0
            }
        } else {
            storage.remove(at: index)
        }
        return entry
    }

    mutating func makeUnnamed(_ ticket: TicketID) {
        guard let index = entries.firstIndex(where: { $0.ticket == ticket }) else { return }
        storage[index].doctor = nil
    }
}

/// Those who wait are what it is; the room that those before them have left behind is not.
extension LaneLine: Hashable {
    static func == (left: LaneLine, right: LaneLine) -> Bool { left.entries == right.entries }

    func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}

import QueueEngine

extension Wording {
    /// Arguments of a sentence that are codes become words: states, lanes, rooms, kinds of values.
    package func worded(
        _ arguments: [String: String], _ language: String, in layout: ClinicLayout
    ) -> [String: String] {
        var words = arguments
        if let kind = arguments["expected"] { words["expected"] = text("kind.\(kind)", language) }
        if let state = arguments["state"] { words["state"] = text("state.\(state)", language) }
        if let lane = arguments["lane"], keys(of: Self.fallback).contains("lane.\(lane)") {
            words["lane"] = text("lane.\(lane)", language)
        }
        if let labels = arguments["labels"] {
            words["labels"] = labels.replacing("、", with: text("ticket.and", language))
        }
        if let room = arguments["room"].flatMap({ layout.room(.init($0)) }) {
            words["room"] = room.name.best(for: language)
        }
        return words
    }
}

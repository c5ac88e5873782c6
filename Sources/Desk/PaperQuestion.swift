import API

/// What a paper asks of the person at the desk, by how it ended. The raw values stand in the texts' keys.
enum PaperQuestion: String, CaseIterable {
    /// Is it in the tray?
    case doubt = "settle"
    /// It came out more than once: is the rest taken back?
    case doubled = "settle-doubled"
    /// It did not come out: is it still needed?
    case failed = "settle-failed"

    init(_ job: PrintJobResponse) {
        switch job.state {
        case "unknown": self = .doubt
        case "doubled": self = .doubled
        default: self = .failed
        }
    }

    /// What a digit says about it, as the server takes it; nil where it says nothing.
    func outcome(of digit: Character) -> String? {
        switch (digit, self) {
        case ("1", .doubt), ("1", .doubled): "printed"
        case ("2", .doubt), ("2", .failed): "reprint"
        case ("3", .doubt), ("3", .failed): "dismiss"
        default: nil
        }
    }
}

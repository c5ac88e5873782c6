import Foundation

/// The directives of a `cupsd.conf` or `cups-files.conf`, outside its sections. Names without regard to case; the last
/// one of a name counts, as it does for cupsd.
struct CupsSettings {
    private var values: [String: String] = [:]

    init(_ text: String) {
        var depth = 0
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
            guard let name = words.first, !name.hasPrefix("#") else { continue }
            if name.hasPrefix("</") {
                depth -= 1
            } else if name.hasPrefix("<") {
                depth += 1
            } else if depth == 0 {
                values[name.lowercased()] = words.count < 2 ? "" : words[1].trimmingCharacters(in: .whitespaces)
            }
        }
    }

    subscript(name: String) -> String? { values[name.lowercased()] }

    /// A number of seconds, written `30`, `30s`, `5m`, `2h`, `1d` or `1w`; nil for anything else.
    static func seconds(_ text: String) -> Int? {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let last = text.last else { return nil }
        guard let unit = units[Character(last.lowercased())] else { return Int(text) }
        return Int(text.dropLast()).map { $0 * unit }
    }

    static func isYes(_ text: String) -> Bool { ["yes", "on", "true", "1"].contains(text.lowercased()) }
    static func isNo(_ text: String) -> Bool { ["no", "off", "false", "0"].contains(text.lowercased()) }
}

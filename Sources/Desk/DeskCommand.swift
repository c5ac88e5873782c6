/// The words of the input line, each for a key that a terminal may not have.
enum DeskCommand: Hashable {
    case issue, register, arrive, markMissed, rejoin, print, cancel, help, quit

    /// After the slash; in Chinese, or in letters for a keyboard without.
    init?(word: String) {
        guard let command = Self.words[word.lowercased()] else { return nil }
        self = command
    }

    private static let words: [String: DeskCommand] = [
        "发号": .issue, "fh": .issue,
        "登记": .register, "dj": .register,
        "报到": .arrive, "bd": .arrive,
        "过号": .markMissed, "gh": .markMissed,
        "回来": .rejoin, "hl": .rejoin,
        "打印": .print, "dy": .print,
        "取消": .cancel, "qx": .cancel,
        "帮助": .help, "?": .help,
        "退出": .quit, "q": .quit,
    ]
}

internal import FormEngine

/// What a Chinese input method types where YAML wants ASCII, `：` for `:`, and the space that is forgotten after a colon or
/// dash. The parser has no words for it, and often notices it only in a later line.
enum YAMLSlips {
    /// As much of a line or word is looked at: the patterns below take their time with a long one.
    private static let most = 500

    /// What is wrong in the line where the parser gave up, or shortly before it; nil when nothing of this kind is.
    static func nearest(before line: Int, in text: String) -> (line: Int, sentence: ProblemSentence)? {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let told = lines.indices.filter { index in
            lines[index].first { !$0.isWhitespace }.map { $0 != "#" } ?? false
        }
        // It notices a line or two late, lines without content not counted; of a list it names the line before.
        let places = told.filter { $0 < line }.suffix(3).reversed() + told.filter { $0 >= line }.prefix(1)
        return places.lazy.compactMap { index in
            sentence(line: lines[index].prefix(most)).map { (index + 1, $0) }
        }
        .first
    }

    /// ` Here stands …`, when a word that means nothing has such a character; otherwise nothing. Chinese texts may.
    static func hint(in word: String) -> ProblemSentence {
        let word = word.prefix(most)
        let isPlain = word.allSatisfy { $0.isASCII || twin(of: $0) != nil }
        let slip = isPlain ? word.first { twin(of: $0) != nil } : slip(in: word)
        return slip.map { " \(sentence($0))" } ?? ""
    }

    /// The ASCII character that was meant; nil for all that is no such slip.
    private static func twin(of character: Character) -> Character? {
        switch character {
        case "“", "”", "‘", "’": return "\""
        case "、": return ","
        case "\u{3000}": return " "
        case "—", "–": return "-"
        case "【": return "["
        case "】": return "]"
        default:
            guard let scalar = character.unicodeScalars.first, ("\u{FF01}"..."\u{FF5E}").contains(scalar),
                let ascii = Unicode.Scalar(scalar.value - 0xFEE0)
            else { return nil }
            return Character(ascii)
        }
    }

    private static func sentence(_ character: Character) -> ProblemSentence {
        guard let twin = twin(of: character) else { return "" }
        switch twin {
        case "\"": return "Here stands the Chinese quotation mark \(character), where a plain \" should stand."
        case " ": return "Here stands a full-width space, where a plain one should stand."
        case ":", ",", "-":
            return "Here stands the full-width “\(character)”, where a plain \(twin) and a space should stand."
        default: return "Here stands the full-width “\(character)”, where a plain \(twin) should stand."
        }
    }

    private static func sentence(line: Substring) -> ProblemSentence? {
        let indent = line.prefix { $0.isWhitespace }
        if indent.contains("\t") { return "The line is indented with a tab: indent it with spaces." }
        if indent.contains("\u{3000}") { return sentence("\u{3000}") }
        if line.contains(#/^\s*-[A-Za-z\[{\u{22}]/#) { return "After the dash a space should stand." }
        if line.contains(#/^\s*(?:-\s+)?[A-Za-z]+:[\w\[{\u{22}]/#) { return "After the colon a space should stand." }
        return slip(in: line).map(sentence)
    }

    /// The first character that is one of YAML's own marks but for its width. Chinese texts hold such characters too:
    /// there they are no slip.
    private static func slip(in line: Substring) -> Character? {
        guard line.contains(where: { twin(of: $0) != nil }) else { return nil }
        // `zh: "门诊”`
        if line.contains(#/(?:^|[\s\[{,:])"[^"“]*”\s*(?:[,}\]]|$)/#) { return "”" }
        // What is quoted, or a comment, may hold anything.
        let bare = line.replacing(#/(^|[\s\[{,:])(?:"(?:[^"\\]|\\.)*"|'[^']*'|#.*)/#) { "\($0.1)\"\"" }
        let slips = [
            // `－ first`, `＃ a comment`
            #/^\s*([－—–＃])(?!\1)/#,
            // `version：1`, `{prefix：A`
            #/(?:^\s*(?:-\s+)*|[{,，]\s*)[A-Za-z0-9_\-]+\s*(：)/#,
            // `{prefix: A， digits: 3}`
            #/([，、])\s*[A-Za-z0-9_\-]+\s*[:：]/#,
            // `[first， first]`
            #/[A-Za-z0-9_\-"'\]}]\s*([，、])\s*[\[{]?[A-Za-z0-9_\-]+\s*[,，、\]}］｝]/#,
            // `pattern: ［first]`
            #/(?:^\s*(?:-\s+)*|[:,]\s+|[\[{]\s*)([［｛])/#,
            // `zh: “A: B”`; without a mark of YAML's between them, such quotes are a text like any other
            #/(?:^\s*(?:-\s+)*|[:,]\s+|[\[{]\s*)([“‘])[^”’]*[:#,\[\]{}][^”’]*[”’]/#,
            // `pattern: [first］`
            #/[\[{].*([］｝】])\s*$/#,
        ]
        return slips.lazy.compactMap { bare.firstMatch(of: $0)?.output.1.first }.first
    }
}

internal import FormEngine

/// What to look for when the YAML parser has given up: its own words tell a nurse nothing.
enum YAMLAdvice {
    /// ` Look whether …`, by the parser's words; nothing for words that hardly anybody's slip leads to.
    static func advice(on words: String) -> ProblemSentence {
        switch words {
        case "mapping values are not allowed in this context", "did not find expected key":
            " Look whether this line is indented as those beside it, and whether a text with “: ” in it stands in quotes."
        case "could not find expected ':'":
            " Look whether in this line and the one above each key has a colon and a space after it."
        case "did not find expected '-' indicator", "block sequence entries are not allowed in this context":
            " Look whether the lines of the list begin below one another, each with a dash and a space."
        case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
            " Look above for a { or [ that is not closed, or a comma that is missing."
        case "found character that cannot start any token":
            " Put a text that begins with @, `, % or a tab into quotes."
        case "found unexpected end of stream":
            " Look for the quotation mark that closes the text."
        case "did not find expected node content":
            " Look for a comma too many, or a value that is missing."
        default: ""
        }
    }
}

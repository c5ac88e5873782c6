/// The rules that hold for every id, text, list and expression of a form.
extension FormCheck {
    mutating func checkID(_ id: String, _ place: FormProblem.Place) {
        let scalars = id.unicodeScalars
        let plain = scalars.allSatisfy { scalar in
            ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) || ("0"..."9").contains(scalar)
                || scalar == "-"
        }
        guard plain, !id.isEmpty, scalars.count <= FormLimits.idLength, scalars.first != "-", scalars.last != "-" else {
            report(
                place,
                "The id or code “\(id.excerpt())” is not 1 to \(FormLimits.idLength) letters a–z, digits and inner hyphens."
            )
            return
        }
    }

    mutating func checkCount(_ count: Int, limit: Int, of what: ProblemSentence, _ place: FormProblem.Place) {
        if count > limit { report(place, "There are \(count) \(what); \(limit) are possible. Take some out.") }
    }

    mutating func checkCodes(_ codes: [FormCode], _ place: FormProblem.Place) {
        checkCount(codes.count, limit: FormLimits.codes, of: "codes", place)
        for problem in codes.compactMap(\.problem) { report(place, problem) }
    }

    mutating func checkUnique(_ ids: [(id: String, place: FormProblem.Place)]) {
        var seen: Set<String> = []
        for (id, place) in ids where !seen.insert(id).inserted {
            report(place, "The id or code \(id.excerpt()) is used twice.")
        }
    }

    mutating func checkTexts(
        _ texts: Texts, called what: ProblemSentence, _ place: FormProblem.Place,
        languages: [String] = FormCheck.staffLanguages, extra: [String] = []
    ) {
        for language in languages where texts[language] == nil {
            report(place, "\(what) has no wording in \(language).")
        }
        for (language, text) in texts.sorted(by: { $0.key < $1.key }) {
            if text.allSatisfy(\.isWhitespace) { report(place, "\(what) is empty in \(language).") }
            if text.unicodeScalars.count > FormLimits.wordingLength {
                report(
                    place, "\(what) is longer than \(FormLimits.wordingLength) characters in \(language); shorten it.")
            }
            if let scalar = text.unicodeScalars.first(where: { $0.canDeceive || $0.isUnseen }) {
                report(
                    place,
                    """
                    \(what) has a control character, a direction override or an invisible one (\(scalar.codePoint)) in \
                    \(language); take it out.
                    """)
            }
            checkPlaceholders(in: text, called: what, among: known + extra, place)
        }
    }

    private mutating func checkPlaceholders(
        in text: String, called what: ProblemSentence, among known: [String], _ place: FormProblem.Place
    ) {
        for case .answer(let id) in WordingPart.parts(of: text) where !known.contains(id) {
            let hint: ProblemSentence =
                Spelling.nearest(to: id, among: known).map { " Did you mean {\($0)}?" } ?? ""
            report(place, "\(what) has {\(id.excerpt())}, and no item or score is called that.\(hint)")
        }
    }

    mutating func check(
        _ expression: FormExpression, expecting type: ExpressionType, called what: ProblemSentence,
        _ place: FormProblem.Place, inScore: Bool = false, extra: [String: ExpressionType] = [:]
    ) {
        let known = (inScore ? types.inScores : types.usual).merging(extra) { _, new in new }
        for error in ExpressionChecker.errors(in: expression, expecting: type, types: known) {
            report(place, "\(what), line \(error.line), column \(error.column): \(error.sentence)")
        }
    }

    /// What each id is. In a score 不详 is no answer, so nothing there can be compared with `unknown`.
    static func types(in form: FormDefinition, inScores: Bool) -> [String: ExpressionType] {
        var types: [String: ExpressionType] = [:]
        for item in form.items {
            switch item.kind {
            case .tick: types[item.id] = .string(codes: inScores ? ["yes", "no"] : ["yes", "no", "unknown"])
            case .choice(let choices): types[item.id] = .string(codes: choices.map(\.code))
            case .several(let choices): types[item.id] = .list(codes: choices.map(\.code))
            case .number: types[item.id] = .number
            case .date, .time, .text: types[item.id] = .string(codes: nil)
            }
        }
        for score in form.scores { types[score.id] = .number }
        return types
    }
}

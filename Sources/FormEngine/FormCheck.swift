/// Looks through a form's definition and notes all that is wrong with it.
struct FormCheck {
    /// The languages in which staff must be able to read everything.
    static let staffLanguages = ["zh", "en"]
    /// The languages in which a patient must be able to read what is printed for them.
    static let patientLanguages = ["zh", "en", "ug"]

    let form: FormDefinition
    /// What `%id` and `{id}` may name.
    let known: [String]
    /// What each id is in conditions of items and findings, and in scores.
    let types: (usual: [String: ExpressionType], inScores: [String: ExpressionType])
    private(set) var problems: [FormProblem] = []

    init(form: FormDefinition) {
        self.form = form
        known = form.items.map(\.id) + form.scores.map(\.id)
        types = (Self.types(in: form, inScores: false), Self.types(in: form, inScores: true))
    }

    mutating func run() {
        if form.version < 1 { report(.form, "version is \(form.version); versions count from 1.") }
        checkID(form.id, .form)
        checkTexts(form.title, called: "title", .form, languages: languages)
        checkCount(form.sections.count, limit: FormLimits.sections, of: "sections", .form)
        checkCount(form.items.count, limit: FormLimits.items, of: "items", .form)
        checkCount(form.scores.count, limit: FormLimits.scores, of: "scores", .form)
        checkCount(form.findings.count, limit: FormLimits.findings, of: "findings", .form)
        // What is too large is not looked through: that could take for ever.
        if isTooLarge { return }
        checkUnique(form.sections.map { ($0.id, .section($0.id)) })
        // Items and scores are both called by %id.
        checkUnique(form.items.map { ($0.id, .item($0.id)) } + form.scores.map { ($0.id, .score($0.id)) })
        checkUnique(form.findings.map { ($0.id, .finding($0.id)) })
        for section in form.sections { check(section) }
        for finding in form.findings { check(finding) }
        for score in form.scores { check(score) }
        if let licence = form.licence { checkTexts(licence, called: "licence", .form) }
        if let holds = form.drugHolds { check(holds) }
        if let meals = form.lastMeals { check(meals) }
        checkFeeding()
        checkChains()
    }

    private var isTooLarge: Bool {
        form.sections.count > FormLimits.sections || form.items.count > FormLimits.items
            || form.scores.count > FormLimits.scores || form.findings.count > FormLimits.findings
    }

    /// The languages in which the form's readers must be able to read it: a questionnaire is read by patients.
    var languages: [String] { form.feeds == nil ? Self.staffLanguages : Self.patientLanguages }

    mutating func report(_ place: FormProblem.Place, _ message: ProblemSentence) {
        problems.append(FormProblem(place: place, message: message))
    }

    private mutating func check(_ section: FormSection) {
        let place = FormProblem.Place.section(section.id)
        checkID(section.id, place)
        checkTexts(section.title, called: "title", place, languages: languages)
        if section.items.isEmpty { report(place, "The section has no items.") }
        for item in section.items { check(item) }
        for id in section.nothingAbnormal {
            if let item = section.items.first(where: { $0.id == id }) {
                if item.kind != .tick { report(place, "nothingAbnormal names \(id), which is not a tick.") }
            } else {
                report(place, "nothingAbnormal names \(id), which is no item of this section.")
            }
        }
    }

    private mutating func check(_ item: FormItem) {
        let place = FormProblem.Place.item(item.id)
        let languages = item.forPatient ? Self.patientLanguages : languages
        checkID(item.id, place)
        checkTexts(item.text, called: "text", place, languages: languages)
        if let hint = item.hint { checkTexts(hint, called: "hint", place, languages: self.languages) }
        checkCodes(item.codes, place)
        if let condition = item.showWhen { check(condition, expecting: .boolean, called: "showWhen", place) }
        if let day = item.day, form.item(day)?.kind != .date { report(place, "day: \(day) is no date item.") }
        for within in item.within where form.item(within.tick)?.kind != .tick {
            report(place, "within: \(within.tick) is no tick.")
        }
        if let tick = item.today, form.item(tick)?.kind != .tick { report(place, "today: \(tick) is no tick.") }
        for near in item.near
        where form.item(near.item)?.kind.choices.contains(where: { $0.code == near.choice }) != true {
            report(place, "near: \(near.item) has no choice \(near.choice).")
        }
        if item.near.contains(where: { $0.hours.map { $0 <= 0 } ?? false }) {
            report(place, "near: hours are above 0.")
        }
        if let holds = item.holds,
            holds.days < 1 || item.required || holds.date.map({ form.item($0)?.kind == .date }) == false
        {
            report(
                place,
                "holds: an earlier figure counts for 1 day or more, of a number that is not required; date is a date item."
            )
        }
        if let condition = item.requiredWhen { check(condition, expecting: .boolean, called: "requiredWhen", place) }
        for rule in item.suggests { check(rule, of: item, place) }
        switch item.kind {
        case .tick, .date, .time: break
        case .choice(let choices), .several(let choices): check(choices, of: item)
        case .number(let range): check(range, place)
        case .text(let maxLength):
            if !(1...FormLimits.textLength).contains(maxLength) {
                report(place, "maxLength is \(maxLength); a text takes 1 to \(FormLimits.textLength) characters.")
            }
        }
        checkDefault(of: item, place)
    }

    private mutating func check(_ rule: SuggestionRule, of item: FormItem, _ place: FormProblem.Place) {
        check(rule.when, expecting: .boolean, called: "when", place, inScore: true)
        checkTexts(rule.because, called: "because", place)
        if !item.kind.choices.contains(where: { $0.code == rule.code }) {
            report(place, "It suggests \(rule.code), which is none of its choices.")
        }
    }

    private mutating func check(_ choices: [FormChoice], of item: FormItem) {
        let place = FormProblem.Place.item(item.id)
        if choices.isEmpty { report(place, "There are no choices to choose from.") }
        checkCount(choices.count, limit: FormLimits.choices, of: "choices", place)
        guard choices.count <= FormLimits.choices else { return }
        checkUnique(choices.map { ($0.code, .choice($0.code, of: item.id)) })
        // The medicines that are held or go on stand on the patient's slip, whoever ticks them.
        let isForPatient = item.forPatient || form.drugHolds?.item == item.id
        for choice in choices { check(choice, isForPatient: isForPatient, .choice(choice.code, of: item.id)) }
    }

    private mutating func check(_ choice: FormChoice, isForPatient: Bool, _ place: FormProblem.Place) {
        checkID(choice.code, place)
        checkCodes(choice.codes ?? [], place)
        let isText = isForPatient && choice.plain == nil
        checkTexts(
            choice.text, called: "the text of \(choice.code)", place,
            languages: isText ? Self.patientLanguages : languages)
        if let plain = choice.plain {
            checkTexts(plain, called: "plain of \(choice.code)", place, languages: Self.patientLanguages)
        }
        if let child = choice.child {
            checkTexts(child, called: "child of \(choice.code)", place, languages: Self.patientLanguages)
        }
        if choice.plain != nil || choice.child != nil, !isForPatient {
            report(
                place, "\(choice.code) has plain words, but its item prints nothing for the patient; take them out.")
        }
        for (id, answer) in (choice.fills ?? [:]).sorted(by: { $0.key < $1.key }) {
            let problem = form.item(id).map { $0.problem(with: answer)?.code } ?? .unknownItem
            if let problem = problem?.sentence {
                report(place, "\(choice.code) fills \(id) with what it does not take: \(problem).")
            }
        }
        if let hint = choice.hint {
            checkTexts(hint, called: "the hint of \(choice.code)", place, languages: languages)
        }
    }

    private mutating func check(_ range: NumberRange, _ place: FormProblem.Place) {
        let largest = FormLimits.largestNumber
        if ![range.min, range.max].allSatisfy({ $0.isFinite && abs($0) <= largest }) {
            report(
                place, "min and max are numbers up to \(Decimals.plain(largest)), above zero or below.")
        } else if range.min > range.max {
            report(
                place,
                "min is \(Decimals.plain(range.min)) and max \(Decimals.plain(range.max)); min cannot be the larger.")
        }
        if !(0...FormLimits.decimals).contains(range.decimals) {
            report(place, "decimals is \(range.decimals); a number has 0 to \(FormLimits.decimals).")
        }
    }

    private mutating func checkDefault(of item: FormItem, _ place: FormProblem.Place) {
        switch (item.defaultFrom, item.kind) {
        case (nil, _), (.last, _), (.age, .number): break
        case (.age, _): report(place, "defaultFrom age needs an item of kind number.")
        case (.sex, .choice(let choices)):
            let codes = choices.map(\.code)
            if !codes.contains("male") || !codes.contains("female") {
                report(place, "defaultFrom sex needs the choices male and female.")
            }
        case (.sex, _): report(place, "defaultFrom sex needs an item of kind choice.")
        }
    }

    private mutating func check(_ finding: FindingDefinition) {
        let place = FormProblem.Place.finding(finding.id)
        checkID(finding.id, place)
        checkTexts(finding.text, called: "text", place)
        check(finding.when, expecting: .boolean, called: "when", place)
        if form.item(finding.item) == nil { report(place, "It stands with \(finding.item), which is no item.") }
    }
}

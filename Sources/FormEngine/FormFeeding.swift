/// A patient's questionnaire feeds a form: each of its questions names the item that its answer is offered to.
extension FormDefinition {
    /// The answers that a questionnaire's answers offer to another form: those that count, under the ids of the items
    /// that they feed. What the other form could not keep is left out.
    package func fed(_ answers: Answers, into target: FormDefinition) -> Answers {
        var fed: Answers = [:]
        for (id, answer) in counted(answers) {
            guard let name = item(id)?.feeds, let item = target.item(name), item.problem(with: answer) == nil else {
                continue
            }
            fed[name] = answer
        }
        return fed
    }

    /// The answers of an earlier assessment that this form can start from: those of items whose default is the last one's.
    package func carried(_ answers: Answers) -> Answers {
        var carried: Answers = [:]
        for item in items where item.defaultFrom == .last {
            if let answer = answers[item.id], item.problem(with: answer) == nil { carried[item.id] = answer }
        }
        return carried
    }

    /// The questionnaire as one patient is asked it: without the questions whose item in the form that it feeds is never
    /// asked of somebody of that age and sex, as a man is not asked for a pregnancy. Where the record does not say, the
    /// question stays.
    package func asked(of patient: PatientContext, feeding target: FormDefinition) -> FormDefinition {
        let evaluator = FormEvaluator(form: target, answers: target.defaults(from: patient))
        let recorded = Set(target.items.filter { $0.defaultFrom == .age || $0.defaultFrom == .sex }.map(\.id))
        func concerns(_ question: FormItem) -> Bool {
            guard let condition = question.feeds.flatMap(target.item)?.showWhen,
                condition.references.isSubset(of: recorded)
            else { return true }
            return condition.holds(evaluator.value) != false
        }
        var form = self
        form.sections = sections.compactMap { section in
            let items = section.items.filter(concerns)
            let normal = section.nothingAbnormal.filter { id in items.contains { $0.id == id } }
            return items.isEmpty
                ? nil : FormSection(id: section.id, title: section.title, items: items, nothingAbnormal: normal)
        }
        return form
    }

    /// What does not fit between a questionnaire and the form that it feeds; empty for any other form.
    ///
    /// - Parameter target: nil when there is no form of that id.
    package func feedingProblems(into target: FormDefinition?) -> [FormProblem] {
        guard let feeds else { return [] }
        guard let target else {
            return [FormProblem(place: .form, message: "It feeds \(feeds), and no form is called that.")]
        }
        guard target.feeds == nil else {
            return [FormProblem(place: .form, message: "It feeds \(feeds), which is a questionnaire itself.")]
        }
        let known = target.items.map(\.id)
        return items.compactMap { item in
            guard let name = item.feeds else { return nil }
            guard let fed = target.item(name) else {
                let hint: ProblemSentence =
                    Spelling.nearest(to: name, among: known).map { " Did you mean \($0)?" } ?? ""
                return FormProblem(
                    place: .item(item.id), message: "It feeds \(name), which \(feeds) does not have.\(hint)")
            }
            return item.kind.misfit(into: fed.kind).map {
                FormProblem(place: .item(item.id), message: "It feeds \(name) of \(feeds), but \($0).")
            }
        }
    }
}

extension ItemKind {
    /// Why an answer of this kind could be one that the other cannot keep; nil when every one fits.
    fileprivate func misfit(into other: ItemKind) -> ProblemSentence? {
        switch (self, other) {
        case (.tick, .tick), (.date, .date), (.time, .time): return nil
        case (.choice(let own), .choice(let others)), (.several(let own), .several(let others)):
            let codes = Set(others.map(\.code))
            let strangers = own.map(\.code).filter { !codes.contains($0) }
            return strangers.isEmpty ? nil : "the choices \(strangers.joined(separator: ", ")) are none of its choices"
        case (.number(let own), .number(let range)):
            if own.unit != range.unit {
                let units = (own.unit ?? "–", range.unit ?? "–")
                return "the unit is \(units.0) and not \(units.1): nothing is converted"
            }
            let fits = own.min >= range.min && own.max <= range.max && own.decimals <= range.decimals
            let (least, most) = (Decimals.plain(range.min), Decimals.plain(range.max))
            return fits ? nil : "it takes numbers beyond \(least) to \(most), \(range.decimals) decimals"
        case (.text(let own), .text(let most)): return own <= most ? nil : "it takes more than \(most) characters"
        default: return "it is of kind \(name) and not \(other.name)"
        }
    }
}

extension FormCheck {
    /// A questionnaire only asks. Its follow-up questions are shown by the patient's phone, without a network too, and
    /// so only by one answer to one question.
    mutating func checkFeeding() {
        guard form.feeds != nil else {
            for item in form.items where item.feeds != nil {
                report(.item(item.id), "It feeds an item, but the form has no feeds: the id of a form.")
            }
            return
        }
        if !form.scores.isEmpty {
            report(.form, "A questionnaire has no scores: nothing counts until it is confirmed.")
        }
        if !form.findings.isEmpty { report(.form, "A questionnaire has no findings: they are for staff.") }
        var fed: Set<String> = []
        for item in form.items {
            let place = FormProblem.Place.item(item.id)
            if let name = item.feeds {
                if !fed.insert(name).inserted { report(place, "Another question feeds \(name) already.") }
            } else {
                report(place, "It feeds no item: name the one that the answer is offered to.")
            }
            if item.required || item.requiredWhen != nil { report(place, "A patient need not answer: not required.") }
            if let condition = item.showWhen, condition.singleAnswer == nil {
                report(place, "showWhen of a questionnaire is one answer to one question: %smoking = 'yes'.")
            }
        }
    }
}

extension FormExpression {
    /// The item and the code, when this asks for one answer to one item: `%smoking = 'yes'`.
    package var singleAnswer: (item: String, code: String)? {
        guard case .operation(.equal, .reference(let item, _), .literal(.string(let code)), _) = root else {
            return nil
        }
        return (item, code)
    }
}

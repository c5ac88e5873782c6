import FormEngine

/// What the patient has said is so and the assessment does not: put aside without a word, it would be gone.
extension ClinicService {
    /// What is answered no or not known here, and what this form does not ask, where it is new.
    func told(
        ticket: String, answers: Answers, of form: FormDefinition, besides earlier: [EarlierFilling],
        in reader: any StoreReader
    ) throws -> [Finding] {
        guard let said = try reader.patientAnswers(ticket: ticket), let questionnaire = forms[said.form],
            let fed = questionnaire.feeds.flatMap({ forms[$0] })
        else { return [] }
        let told = questionnaire.fed(said.answers, into: fed)
        return contradicted(questionnaire.fed(said.answers, into: form), answers: answers, of: form)
            + unasked(told, of: fed, by: form, besides: earlier)
    }

    private func contradicted(_ told: Answers, answers: Answers, of form: FormDefinition) -> [Finding] {
        form.items.filter { told[$0.id] == .yes && [.no, .unknown].contains(answers[$0.id]) }.map { item in
            finding("finding.told", about: item, of: form, told) { language in
                ["answer": AnswerWords(wording: wording, language: language).words(answers[item.id], to: item)]
            }
        }
    }

    /// Only what is not normal, and what the newest assessment that asked it does not say.
    private func unasked(
        _ told: Answers, of fed: FormDefinition, by form: FormDefinition, besides earlier: [EarlierFilling]
    ) -> [Finding] {
        let abnormal = Set(fed.sections.flatMap(\.nothingAbnormal))
        return fed.items.filter { item in
            guard form.item(item.id) == nil, told[item.id] == .yes, abnormal.contains(item.id) else { return false }
            return earlier.lazy.compactMap { $0.filling.answers[item.id] }.first != .yes
        }.map { item in
            var finding = finding("finding.told-unasked", about: item, of: fed, told) { _ in [:] }
            finding.item = nil
            return finding
        }
    }

    private func finding(
        _ key: String, about item: FormItem, of form: FormDefinition, _ told: Answers,
        _ others: (_ language: String) -> [String: String]
    ) -> Finding {
        finding(SignedContent.toldPrefix + item.id, .caution, item: item.id) { language in
            var arguments = others(language)
            arguments["item"] = item.text.best(for: language)
            let details = details(beneath: item, of: form, told, in: language)
            guard !details.isEmpty else { return wording.text(key, language, arguments) }
            arguments["detail"] = details.joined(separator: wording.text("slip.comma", language))
            return wording.text(key + "-detail", language, arguments)
        }
    }

    /// What the patient said further: what came with it, and the details, in words.
    private func details(
        beneath item: FormItem, of form: FormDefinition, _ told: Answers, in language: String
    ) -> [String] {
        form.items.filter { $0.showWhen?.references.contains(item.id) == true }.flatMap { further -> [String] in
            guard let answer = told[further.id], ![.no, .unknown, .string("")].contains(answer) else { return [] }
            let words = AnswerWords(wording: wording, language: language).words(answer, to: further)
            return [further.kind == .tick ? further.text.best(for: language) : words]
                + details(beneath: further, of: form, told, in: language)
        }
    }
}

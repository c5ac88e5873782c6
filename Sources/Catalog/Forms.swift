package import FormEngine
internal import Foundation

/// Reads the forms that the hospital keeps as YAML. `Forms/anesthesia-assessment.yaml` explains every key.
package enum Forms {
    /// Reads one form and checks its definition. Throws all that is wrong, each with its line.
    package static func load(file path: String) throws(CatalogProblems) -> FormDefinition { try file(path).form }

    private static func file(_ path: String) throws(CatalogProblems) -> (form: FormDefinition, reader: FormsReader) {
        do {
            return try read(try YAMLValue.read(path))
        } catch let problem as CatalogProblem {
            throw CatalogProblems([problem])
        } catch let problems as CatalogProblems {
            throw problems
        } catch {
            throw CatalogProblems([CatalogProblem(file: path, line: 1, message: ProblemSentence(verbatim: "\(error)"))])
        }
    }

    /// Reads one form from a text; `file` is what its problems name.
    package static func load(yaml text: String, file: String) throws(CatalogProblems) -> FormDefinition {
        let value: YAMLValue
        do throws(CatalogProblem) {
            value = try YAMLValue.parse(text, file: file)
        } catch {
            throw CatalogProblems([error])
        }
        return try read(value).form
    }

    /// Reads every `.yaml` file of a folder, in the order of their names. Each form's id is its file's name, and what a
    /// questionnaire feeds must fit.
    package static func load(folder: String) throws(CatalogProblems) -> [FormDefinition] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var read: [(form: FormDefinition, reader: FormsReader)] = []
        var problems: [CatalogProblem] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let path = folder + "/" + name
            do throws(CatalogProblems) {
                let one = try file(path)
                read.append(one)
                guard one.form.id + ".yaml" != name else { continue }
                let message: ProblemSentence =
                    "The form is called \(one.form.id), so its file is called \(one.form.id).yaml."
                problems.append(CatalogProblem(file: path, line: 1, message: message))
            } catch {
                problems += error.problems
            }
        }
        for (form, reader) in read {
            let target = read.first { $0.form.id == form.feeds }?.form
            // A form that could not be read is told of already.
            if target == nil, !problems.isEmpty { continue }
            problems += form.feedingProblems(into: target).map(reader.located)
        }
        if read.isEmpty, problems.isEmpty {
            problems.append(CatalogProblem(file: folder, line: 1, message: "The folder holds no form (*.yaml)."))
        }
        guard problems.isEmpty else { throw CatalogProblems(problems) }
        return read.map(\.form)
    }

    /// The definition, once it and its worked examples hold, and the reader, which knows where each part stands.
    private static func read(
        _ value: YAMLValue
    ) throws(CatalogProblems) -> (form: FormDefinition, reader: FormsReader) {
        var reader = FormsReader(file: value.file)
        guard let form = reader.noting({ (reader) throws(CatalogProblem) in try reader.form(value) }),
            reader.problems.isEmpty
        else { throw CatalogProblems(reader.problems) }
        // Examples of a broken definition would only repeat what is wrong with it.
        let broken = form.problems()
        let wrong = broken.isEmpty ? form.vectorProblems() : broken
        guard wrong.isEmpty else { throw CatalogProblems(wrong.map(reader.located)) }
        return (form, reader)
    }
}

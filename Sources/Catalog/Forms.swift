package import FormEngine
internal import Foundation

/// Reads the forms that the hospital keeps as YAML. `Forms/anesthesia-assessment.yaml` explains every key.
package enum Forms {
    /// Reads one form and checks its definition. Throws all that is wrong, each with its line.
    package static func load(file path: String) throws(CatalogProblems) -> FormDefinition {
        do {
            return try form(in: try YAMLValue.read(path))
        } catch let problem as CatalogProblem {
            throw CatalogProblems([problem])
        } catch let problems as CatalogProblems {
            throw problems
        } catch {
            throw CatalogProblems([CatalogProblem(file: path, line: 1, message: "\(error)")])
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
        return try form(in: value)
    }

    /// Reads every `.yaml` file of a folder, in the order of their names. Each form's id is its file's name.
    package static func load(folder: String) throws(CatalogProblems) -> [FormDefinition] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        var forms: [FormDefinition] = []
        var problems: [CatalogProblem] = []
        for name in names.sorted() where name.hasSuffix(".yaml") {
            let path = folder + "/" + name
            do throws(CatalogProblems) {
                let form = try load(file: path)
                forms.append(form)
                guard form.id + ".yaml" != name else { continue }
                let message = "The form is called \(form.id), so its file is called \(form.id).yaml."
                problems.append(CatalogProblem(file: path, line: 1, message: message))
            } catch {
                problems += error.problems
            }
        }
        if forms.isEmpty, problems.isEmpty {
            problems.append(CatalogProblem(file: folder, line: 1, message: "The folder holds no form (*.yaml)."))
        }
        guard problems.isEmpty else { throw CatalogProblems(problems) }
        return forms
    }

    /// The definition, once it and its worked examples hold.
    private static func form(in value: YAMLValue) throws(CatalogProblems) -> FormDefinition {
        var reader = FormsReader(file: value.file)
        guard let form = reader.noting({ (reader) throws(CatalogProblem) in try reader.form(value) }),
            reader.problems.isEmpty
        else { throw CatalogProblems(reader.problems) }
        // Examples of a broken definition would only repeat what is wrong with it.
        let broken = form.problems()
        let wrong = broken.isEmpty ? form.vectorProblems() : broken
        guard wrong.isEmpty else { throw CatalogProblems(wrong.map(reader.located)) }
        return form
    }
}

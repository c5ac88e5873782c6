package import FormEngine
package import Foundation

extension Forms {
    /// Reads a FHIR R4 Questionnaire from a JSON file. Throws when it is none.
    package static func imported(
        questionnaire path: String, id: String? = nil, language: String? = nil
    ) throws(ImportRefused) -> ImportedForm {
        guard let file = FileHandle(forReadingAtPath: path),
            let data = try? file.read(upToCount: ImportLimits.bytes + 1)
        else { throw refused("The file cannot be read.") }
        return try imported(json: data, id: id, language: language)
    }

    /// The same from what the file holds.
    package static func imported(
        json data: Data, id: String? = nil, language: String? = nil
    ) throws(ImportRefused) -> ImportedForm {
        guard data.count <= ImportLimits.bytes else {
            throw refused("The file is larger than \(ImportLimits.bytes) bytes.")
        }
        let value: FHIRValue
        do {
            value = try JSONDecoder().decode(FHIRValue.self, from: data)
        } catch {
            throw refused("The file is not JSON, or its values stand too deep in one another.")
        }
        return try FormDefinition.imported(from: value, id: id, language: language)
    }

    private static func refused(_ message: String) -> ImportRefused {
        ImportRefused(reasons: [ImportNote(message: message)])
    }
}

package import Clinic
internal import FormEngine
import Foundation
import QueueEngine

/// Reads a clinic's layout: its queues, rooms, screens and printers. `Resources/clinics/demo.yaml` explains every key.
package enum Layouts {
    /// Reads a layout and the rule sheets it names, from the same folder. Throws all that is wrong, each with its line.
    package static func load(
        file path: String, forms: Set<String>
    ) throws(CatalogProblems) -> ClinicLayout {
        let above = (path as NSString).deletingLastPathComponent
        let folder = above.isEmpty ? "." : above
        return try CatalogProblems.collecting { () throws(CatalogProblem) in
            var reader = LayoutReader(folder: folder, forms: forms)
            let value = try YAMLValue.read(path)
            return (reader.noting { (reader) throws(CatalogProblem) in try reader.layout(value) }, reader.problems)
        }
    }
}

private struct LayoutReader: YAMLDecoding {
    let folder: String
    let forms: Set<String>
    var problems: [CatalogProblem] = []
    /// By file, those read so far; nil: it cannot be used, and what is wrong with it is noted. Several queues may have
    /// one sheet.
    private var sheets: [String: RuleSheet?] = [:]

    init(folder: String, forms: Set<String>) {
        self.folder = folder
        self.forms = forms
    }

    mutating func layout(_ value: YAMLValue) throws(CatalogProblem) -> ClinicLayout {
        let keys = ["clinic", "hospital", "name", "timeZone", "queues", "rooms", "displays", "printers", "slip"]
        let map = try value.mapping(keys: keys)
        let zone = try map.required("timeZone")
        guard let timeZone = TimeZone(identifier: try zone.string()) else {
            throw zone.problem("“\(try zone.string())” is no time zone; China is Asia/Shanghai.")
        }
        let list = try map.required("queues")
        let queues = try each(list) { (reader, value) throws(CatalogProblem) in
            try reader.queue(value)
        }
        .compactMap(\.self)
        let named = try Self.named(list)
        let layout = ClinicLayout(
            id: try id(try map.required("clinic")), hospital: try texts(try map.required("hospital")),
            name: try texts(try map.required("name")), timeZone: timeZone, queues: queues,
            rooms: try each(try map.required("rooms")) { (reader, value) throws(CatalogProblem) in
                let map = try value.mapping(keys: ["room", "name"])
                return ClinicLayout.Room(
                    id: RoomID(try reader.id(try map.required("room"))),
                    name: try reader.texts(try map.required("name")))
            },
            displays: try each(map["displays"]) { (reader, value) throws(CatalogProblem) in
                try reader.display(value, queues: named)
            },
            printers: try each(map["printers"]) { (reader, value) throws(CatalogProblem) in
                try reader.printer(value)
            },
            slip: try slip(map["slip"]))
        try checkUnique(list, "queue", key: "queue")
        try checkUnique(map["rooms"], "room", key: "room")
        try checkUnique(map["displays"], "display", key: "display")
        try checkUnique(map["printers"], "printer", key: "printer")
        try checkPrefixes(queues, list)
        return layout
    }

    private mutating func checkUnique(
        _ list: YAMLValue?, _ what: ProblemSentence, key: String
    ) throws(CatalogProblem) {
        var seen: Set<String> = []
        for value in try list?.list().compactMap({ $0.entry(key)?.value }) ?? [] {
            guard let id = value.text, !seen.insert(id).inserted else { continue }
            problems.append(value.problem("The \(what) \(id) stands twice: give this one another."))
        }
    }

    /// A queue has its own prefix, or its sheet's.
    private mutating func checkPrefixes(
        _ queues: [ClinicLayout.Queue], _ list: YAMLValue
    ) throws(CatalogProblem) {
        var seen: [String] = []
        for value in try list.list() {
            let id = value.entry("queue")?.value.text.map { QueueID($0) }
            guard let prefix = queues.first(where: { $0.id == id })?.sheet.number.prefix else { continue }
            defer { seen.append(prefix) }
            let place = value.entry("prefix")?.value ?? value
            if seen.contains(prefix) {
                problems.append(
                    place.problem("The number prefix \(prefix) stands twice: give this queue another, with prefix."))
            } else if let other = seen.first(where: { Self.mayReadTheSame($0, prefix) }) {
                problems.append(
                    place.problem(
                        "Numbers of \(prefix) may read like those of \(other): give this queue another prefix."))
            }
        }
    }

    /// A101 may be number 101 of A, or 01 of A1.
    private static func mayReadTheSame(_ one: String, _ other: String) -> Bool {
        let (short, long) = one.count < other.count ? (one, other) : (other, one)
        return long.hasPrefix(short) && long.dropFirst(short.count).allSatisfy(\.isNumber)
    }

    /// The queues that the list names, those too of which something else is wrong, such as their rule sheet. Nil where
    /// a name cannot be read: any queue may be meant, and no later line is then called wrong for naming one.
    private static func named(_ list: YAMLValue) throws(CatalogProblem) -> [QueueID]? {
        var ids: [QueueID] = []
        for value in try list.list() {
            guard let id = value.entry("queue")?.value.text else { return nil }
            ids.append(QueueID(id))
        }
        return ids
    }

    /// Nil when its rule sheet cannot be used: that is noted, once.
    private mutating func queue(_ value: YAMLValue) throws(CatalogProblem) -> ClinicLayout.Queue? {
        let map = try value.mapping(keys: ["queue", "name", "prefix", "rules", "form"])
        let sheet = try sheet(try map.required("rules"))
        let prefix = try map["prefix"].map(RuleSheetReader.prefix)
        let form = try map["form"]?.string()
        if let form, let value = map["form"], !forms.contains(form) {
            throw value.problem(YAMLValue.unknown(form, "is no form here; there are", forms.sorted()))
        }
        let id = QueueID(try id(try map.required("queue")))
        let name = try texts(try map.required("name"))
        guard var sheet else { return nil }
        if let prefix { sheet.number.prefix = prefix }
        return ClinicLayout.Queue(id: id, name: name, sheet: sheet, form: form)
    }

    private mutating func sheet(_ rules: YAMLValue) throws(CatalogProblem) -> RuleSheet? {
        let path = "\(folder)/rules-\(try rules.string()).yaml"
        if let known = sheets[path] { return known }
        guard FileManager.default.fileExists(atPath: path) else {
            let known = YAMLValue.names(in: folder, prefix: "rules-")
            guard !known.isEmpty else {
                throw rules.problem(
                    "There is no rule sheet rules-\(try rules.string()).yaml beside this file: put one there.")
            }
            throw rules.problem(
                YAMLValue.unknown(try rules.string(), "has no rule sheet beside this file; there are", known))
        }
        let sheet: RuleSheet?
        do throws(CatalogProblems) {
            sheet = try RuleSheets.load(file: path)
            if let id = sheet?.id, id != (try? rules.string()) {
                problems.append(rules.problem("The sheet in that file says that it is \(id): name both alike."))
            }
        } catch {
            problems += error.problems
            sheet = nil
        }
        sheets[path] = .some(sheet)
        return sheet
    }

    private mutating func display(
        _ value: YAMLValue, queues: [QueueID]?
    ) throws(CatalogProblem) -> ClinicLayout.Display {
        let map = try value.mapping(
            keys: ["display", "name", "queues", "languages", "voice", "showsNames", "notices"])
        let shown = try each(try map.required("queues")) { (_, value) throws(CatalogProblem) in
            let id = QueueID(try value.string())
            if let queues, !queues.contains(id) {
                throw value.problem(
                    YAMLValue.unknown(id.rawValue, "is no queue here; there are", queues.map(\.rawValue)))
            }
            return id
        }
        return ClinicLayout.Display(
            id: try id(try map.required("display")), name: try texts(try map.required("name")), queues: shown,
            languages: try languages(try map.required("languages")), voice: try languages(map["voice"]),
            showsNames: try map["showsNames"]?.bool() ?? true,
            notices: try each(map["notices"]) { (reader, value) throws(CatalogProblem) in try reader.texts(value) })
    }

    private mutating func printer(_ value: YAMLValue) throws(CatalogProblem) -> ClinicLayout.Printer {
        let map = try value.mapping(keys: ["printer", "name", "purpose", "paper", "lengths"])
        let purpose = try map.required("purpose").oneOf([PrintPurpose.slip, .ticket])
        for (key, owner) in [("paper", PrintPurpose.slip), ("lengths", .ticket)] where purpose != owner {
            if let value = map[key] { throw value.problem("\(key) is for a \(owner.rawValue) printer.") }
        }
        let lengths = try each(map["lengths"]) { (reader, value) throws(CatalogProblem) in
            try reader.whole(value, in: 1...ClinicLayout.Printer.longest)
        }
        return ClinicLayout.Printer(
            id: try id(try map.required("printer")), name: try texts(try map.required("name")), purpose: purpose,
            paper: try map["paper"]?.oneOf(ClinicLayout.SlipPaper.self) ?? .a5, lengths: lengths)
    }

    private mutating func slip(_ value: YAMLValue?) throws(CatalogProblem) -> ClinicLayout.SlipSettings {
        guard let map = try value?.mapping(keys: ["languages", "arrival"]) else { return ClinicLayout.SlipSettings() }
        let arrival = try map["arrival"].map { value throws(CatalogProblem) in
            let map = try value.mapping(keys: ["minutes", "place"])
            return ClinicLayout.Arrival(
                minutes: try whole(try map.required("minutes"), in: 0...Self.arrivalMinutes),
                place: try texts(try map.required("place")))
        }
        return ClinicLayout.SlipSettings(languages: try languages(map["languages"]), arrival: arrival)
    }

    private func whole(_ value: YAMLValue, in range: ClosedRange<Int>) throws(CatalogProblem) -> Int {
        let number = try value.int()
        guard range.contains(number) else {
            throw value.problem("\(number) is not between \(range.lowerBound) and \(range.upperBound).")
        }
        return number
    }

    /// How long before an operation somebody may be asked to come: a day.
    private static let arrivalMinutes = 1440

    private mutating func languages(_ value: YAMLValue?) throws(CatalogProblem) -> [String] {
        try each(value) { (_, value) throws(CatalogProblem) in
            let language = try value.string()
            guard ["zh", "en", "ug"].contains(language) else {
                throw value.problem(YAMLValue.unknown(language, "is none of", ["zh", "en", "ug"]))
            }
            return language
        }
    }

    /// Ids stand in URLs: small letters, digits and dashes.
    func id(_ value: YAMLValue) throws(CatalogProblem) -> String {
        let id = try value.string()
        guard id.count <= 40, id.allSatisfy({ $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }) else {
            throw value.problem("“\(id)” stands in web addresses: use small letters, digits and dashes, at most 40.")
        }
        return id
    }
}

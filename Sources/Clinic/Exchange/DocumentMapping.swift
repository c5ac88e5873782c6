/// Where the answers of one form stand in a shared document of WS/T 500: data, read from a file beside the form.
package struct DocumentMapping: Hashable, Sendable {
    package var version: Int
    /// The form whose answers it maps.
    package var form: String
    /// `C0010`: the kind of document in the coding system of shared documents.
    package var code: String
    /// The OID of the document's template.
    package var template: String
    package var title: String
    package var sections: [Section]
    /// Elements of the standard that the document leaves out, each with the reason.
    package var left: [LeftOut]

    package struct Section: Hashable, Sendable {
        /// A LOINC code.
        package var code: String
        package var name: String
        package var title: String
        package var entries: [Entry]

        package init(code: String, name: String, title: String, entries: [Entry]) {
            self.code = code
            self.name = name
            self.title = title
            self.entries = entries
        }
    }

    /// One data element.
    package struct Entry: Hashable, Sendable {
        /// `DE04.10.188.00`
        package var element: String
        package var name: String
        package var kind: Kind
        /// Items of the form, in the order in which they are told.
        package var items: [String]
        /// As UCUM writes it; of a quantity.
        package var unit: String?
        /// Of a quantity: the item, of kind several, that names what was estimated, and not measured, by its id.
        package var estimatedBy: String?
        /// Of what is coded.
        package var system: CodeSystem?
        /// What is intended (`INT`) and not yet done.
        package var isIntended: Bool
        /// Of a text: whether the dangers of the assessment are told with it, and what was found before and is denied.
        package var tellsDangers: Bool
        /// Elements that stand within this one.
        package var parts: [Entry]

        package init(
            element: String, name: String, kind: Kind, items: [String], unit: String? = nil,
            estimatedBy: String? = nil, system: CodeSystem? = nil, isIntended: Bool = false, tellsDangers: Bool = false,
            parts: [Entry] = []
        ) {
            self.element = element
            self.name = name
            self.kind = kind
            self.items = items
            self.unit = unit
            self.estimatedBy = estimatedBy
            self.system = system
            self.isIntended = isIntended
            self.tellsDangers = tellsDangers
            self.parts = parts
        }
    }

    /// Where a code comes from.
    package struct CodeSystem: Hashable, Sendable {
        package var name: String
        /// Nil where sources disagree.
        package var oid: String?

        package init(name: String, oid: String?) {
            self.name = name
            self.oid = oid
        }
    }

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        /// Every item with its answer, in words; those not asked say so.
        case text
        /// The ticks that are yes or not known, by name; "none" only when each was asked and denied.
        case positives
        /// One number with its unit.
        case quantity
        /// A flag for "normal": true when the one tick, which asks for the abnormal, was denied.
        case normal
        /// The first item has the code, the second the words; without a code the words alone.
        case coded
        /// As `coded`, of a procedure.
        case procedure
        /// What the standard wants as a code of its own and the form has in words: the words alone, and no code.
        case words
    }

    package struct LeftOut: Hashable, Sendable {
        package var element: String
        package var name: String
        package var why: String

        package init(element: String, name: String, why: String) {
            self.element = element
            self.name = name
            self.why = why
        }
    }

    package init(
        version: Int, form: String, code: String, template: String, title: String, sections: [Section],
        left: [LeftOut]
    ) {
        self.version = version
        self.form = form
        self.code = code
        self.template = template
        self.title = title
        self.sections = sections
        self.left = left
    }
}

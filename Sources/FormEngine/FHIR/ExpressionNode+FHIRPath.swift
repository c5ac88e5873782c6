extension FormExpression {
    /// As FHIRPath that never takes an undecided `iif` for its last branch, as plain FHIRPath does.
    var fhirPath: String { root.fhirPath }
}

extension ExpressionNode {
    /// As FHIRPath for other engines.
    var fhirPath: String { fhirPath { _ in nil } }

    /// As FHIRPath in which looking into a list is undecided until the list was asked for; `asked` says how that is found
    /// out of the list with this name, if it has to be.
    func fhirPath(asked: (String) -> String?) -> String {
        text(iif: { "iif(\($0), \($1), iif((\($0)).not(), \($2), {}))" }) { list, looked in
            asked(list).map { "iif(\($0), \(looked), {})" } ?? looked
        }
    }

    /// As it would stand in a form.
    var formSource: String { text(iif: { "iif(\($0), \($1), \($2))" }) { _, looked in looked } }

    private func text(iif: (String, String, String) -> String, looking: (String, String) -> String) -> String {
        func text(_ node: ExpressionNode) -> String { node.text(iif: iif, looking: looking) }
        switch self {
        case .nothing: return "{}"
        case .literal(.number(let number)): return Decimals.plain(number)
        case .literal(.string(let text)): return "'\(text)'"
        case .literal(.boolean(let value)): return value ? "true" : "false"
        case .literal(.list): return "{}"
        case .reference(let name, _):
            let plain = !name.contains("-") && name.first?.isLetter == true
            return plain ? "%\(name)" : "%`\(name)`"
        case .negation(let operand, _): return "(0 - \(text(operand)))"
        case .operation(let operation, let left, let right, _):
            let plain = "(\(text(left)) \(operation.rawValue) \(text(right)))"
            return switch (operation, left, right) {
            case (.contains, .reference(let list, _), _), (.in, _, .reference(let list, _)): looking(list, plain)
            default: plain
            }
        case .call(let function, let receiver, let arguments, _):
            let listed = arguments.map(text).joined(separator: ", ")
            return "(\(text(receiver))).\(function.rawValue)(\(listed))"
        case .choice(let condition, let then, let otherwise, _):
            return iif(text(condition), text(then), text(otherwise))
        }
    }
}

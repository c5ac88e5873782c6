extension FormExpression {
    /// As FHIRPath that never takes an undecided `iif` for its last branch, as plain FHIRPath does.
    var fhirPath: String { root.fhirPath }
}

extension ExpressionNode {
    /// As FHIRPath for other engines.
    var fhirPath: String { text { "iif(\($0), \($1), iif((\($0)).not(), \($2), {}))" } }

    /// As it would stand in a form.
    var formSource: String { text { "iif(\($0), \($1), \($2))" } }

    private func text(iif: (String, String, String) -> String) -> String {
        switch self {
        case .nothing: return "{}"
        case .literal(.number(let number)): return Decimals.plain(number)
        case .literal(.string(let text)): return "'\(text)'"
        case .literal(.boolean(let value)): return value ? "true" : "false"
        case .literal(.list): return "{}"
        case .reference(let name, _):
            let plain = !name.contains("-") && name.first?.isLetter == true
            return plain ? "%\(name)" : "%`\(name)`"
        case .negation(let operand, _): return "(0 - \(operand.text(iif: iif)))"
        case .operation(let operation, let left, let right, _):
            return "(\(left.text(iif: iif)) \(operation.rawValue) \(right.text(iif: iif)))"
        case .call(let function, let receiver, let arguments, _):
            let listed = arguments.map { $0.text(iif: iif) }.joined(separator: ", ")
            return "(\(receiver.text(iif: iif))).\(function.rawValue)(\(listed))"
        case .choice(let condition, let then, let otherwise, _):
            return iif(condition.text(iif: iif), then.text(iif: iif), otherwise.text(iif: iif))
        }
    }
}

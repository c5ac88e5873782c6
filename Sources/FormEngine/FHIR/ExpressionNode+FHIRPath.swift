extension FormExpression {
    /// As FHIRPath that never takes an undecided `iif` for its last branch, as plain FHIRPath does.
    var fhirPath: String { root.fhirPath }
}

extension ExpressionNode {
    fileprivate var fhirPath: String {
        switch self {
        case .nothing: return "{}"
        case .literal(.number(let number)): return Decimals.plain(number)
        case .literal(.string(let text)): return "'\(text)'"
        case .literal(.boolean(let value)): return value ? "true" : "false"
        case .literal(.list): return "{}"
        case .reference(let name, _): return name.contains("-") ? "%`\(name)`" : "%\(name)"
        case .negation(let operand, _): return "(0 - \(operand.fhirPath))"
        case .operation(let operation, let left, let right, _):
            return "(\(left.fhirPath) \(operation.rawValue) \(right.fhirPath))"
        case .call(let function, let receiver, let arguments, _):
            return "(\(receiver.fhirPath)).\(function.rawValue)(\(arguments.map(\.fhirPath).joined(separator: ", ")))"
        case .choice(let condition, let then, let otherwise, _):
            let asked = condition.fhirPath
            return "iif(\(asked), \(then.fhirPath), iif((\(asked)).not(), \(otherwise.fhirPath), {}))"
        }
    }
}

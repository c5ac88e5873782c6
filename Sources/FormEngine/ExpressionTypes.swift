/// What kind of value a part of an expression has, known before anything is answered.
enum ExpressionType: Hashable, Sendable {
    case number
    case boolean
    /// A word; where only some codes can stand, these.
    case string(codes: [String]?)
    case list(codes: [String])
    /// `{}`, or something that was already refused: fits anywhere.
    case any

    fileprivate var wording: ProblemSentence {
        switch self {
        case .number: "a number"
        case .boolean: "a condition"
        case .string: "a word"
        case .list: "a list of words"
        case .any: "nothing"
        }
    }
}

/// Checks an expression against the ids that it may use, without any answers.
struct ExpressionChecker {
    /// The type of each id that exists.
    let types: [String: ExpressionType]
    private(set) var errors: [ExpressionError] = []

    init(types: [String: ExpressionType]) { self.types = types }

    /// What is wrong with the expression when it should have that type.
    static func errors(
        in expression: FormExpression, expecting expected: ExpressionType, types: [String: ExpressionType]
    ) -> [ExpressionError] {
        var checker = ExpressionChecker(types: types)
        let type = checker.type(of: expression.root)
        if type != .any, type != expected {
            checker.report(
                "This is \(type.wording), where \(expected.wording) should stand.", at: ExpressionPosition())
        }
        return checker.errors
    }

    private mutating func report(_ message: ProblemSentence, at position: ExpressionPosition) {
        errors.append(ExpressionError(message, at: position))
    }

    private mutating func type(of node: ExpressionNode) -> ExpressionType {
        switch node {
        case .nothing: return .any
        case .literal(.number): return .number
        case .literal(.string): return .string(codes: nil)
        case .literal(.boolean): return .boolean
        case .literal(.list): return .list(codes: [])
        case .reference(let name, let position): return reference(name, at: position)
        case .negation(let operand, let position):
            expect(.number, operand, at: position)
            return .number
        case .operation(let operation, let left, let right, let position):
            return self.operation(operation, left, right, at: position)
        case .call(let function, let receiver, let arguments, let position):
            return call(function, receiver, arguments, at: position)
        case .choice(let condition, let then, let otherwise, let position):
            expect(.boolean, condition, at: position)
            return common(type(of: then), type(of: otherwise), at: position)
        }
    }

    /// Both ways out of `iif` must be of one kind.
    private mutating func common(
        _ then: ExpressionType, _ otherwise: ExpressionType, at position: ExpressionPosition
    ) -> ExpressionType {
        if then == .any || then == otherwise { return otherwise }
        if otherwise == .any { return then }
        if case (.string, .string) = (then, otherwise) { return .string(codes: nil) }
        report("iif() gives \(then.wording) or \(otherwise.wording); both must be of one kind.", at: position)
        return .any
    }

    private mutating func reference(_ name: String, at position: ExpressionPosition) -> ExpressionType {
        if let type = types[name] { return type }
        let hint: ProblemSentence =
            Spelling.nearest(to: name, among: types.keys.sorted()).map { " Did you mean %\($0)?" } ?? ""
        report("No item or score is called \(name).\(hint)", at: position)
        return .any
    }

    private mutating func expect(
        _ expected: ExpressionType, _ node: ExpressionNode, at position: ExpressionPosition
    ) {
        let type = type(of: node)
        if type != .any, type != expected {
            report("Here stands \(type.wording), where \(expected.wording) should stand.", at: position)
        }
    }

    private mutating func operation(
        _ operation: ExpressionOperator, _ left: ExpressionNode, _ right: ExpressionNode,
        at position: ExpressionPosition
    ) -> ExpressionType {
        switch operation {
        case .or, .xor, .and:
            expect(.boolean, left, at: position)
            expect(.boolean, right, at: position)
            return .boolean
        case .add, .subtract, .multiply, .divide, .div, .mod:
            expect(.number, left, at: position)
            expect(.number, right, at: position)
            return .number
        case .contains: membership(list: left, code: right, at: position)
        case .in: membership(list: right, code: left, at: position)
        case .equal, .unequal: comparison(left, right, ordered: false, at: position)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: comparison(left, right, ordered: true, at: position)
        }
        return .boolean
    }

    private mutating func comparison(
        _ left: ExpressionNode, _ right: ExpressionNode, ordered: Bool, at position: ExpressionPosition
    ) {
        let types = (type(of: left), type(of: right))
        switch types {
        case (.any, _), (_, .any), (.number, .number): break
        case (.string(let leftCodes), .string(let rightCodes)):
            if ordered, leftCodes != nil || rightCodes != nil {
                report("Codes have no order: use = or !=.", at: position)
            }
            check(right, isOneOf: leftCodes, at: position)
            check(left, isOneOf: rightCodes, at: position)
        case (.boolean, .boolean) where !ordered: break
        default: report("\(types.0.wording) cannot be compared with \(types.1.wording).", at: position)
        }
    }

    private mutating func membership(list: ExpressionNode, code: ExpressionNode, at position: ExpressionPosition) {
        let type = type(of: list)
        if case .list(let codes) = type {
            check(code, isOneOf: codes, at: position)
        } else if type != .any {
            report("Only a question with several answers contains something.", at: position)
        }
        if case .string = self.type(of: code) { return }
        report("What is contained is a code in quotes.", at: position)
    }

    private mutating func check(
        _ node: ExpressionNode, isOneOf codes: [String]?, at position: ExpressionPosition
    ) {
        guard let codes, case .literal(.string(let code)) = node, !codes.contains(code) else { return }
        let hint: ProblemSentence = Spelling.nearest(to: code, among: codes).map { " Did you mean '\($0)'?" } ?? ""
        report("'\(code)' is never the answer: \(codes.joined(separator: ", ")).\(hint)", at: position)
    }

    private mutating func call(
        _ function: ExpressionFunction, _ receiver: ExpressionNode, _ arguments: [ExpressionNode],
        at position: ExpressionPosition
    ) -> ExpressionType {
        for argument in arguments { expect(.number, argument, at: position) }
        switch function {
        case .exists, .empty:
            _ = type(of: receiver)
            return .boolean
        case .not:
            expect(.boolean, receiver, at: position)
            return .boolean
        case .abs, .floor, .ceiling, .truncate, .round, .sqrt, .power, .ln, .exp:
            expect(.number, receiver, at: position)
            return .number
        }
    }
}

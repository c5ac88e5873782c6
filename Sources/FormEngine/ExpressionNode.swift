/// A place in an expression's source, both from 1.
struct ExpressionPosition: Hashable, Sendable {
    var line = 1
    var column = 1
}

/// What an expression works with. Nothing at all is `nil`, not a case.
enum ExpressionValue: Hashable, Sendable {
    case number(Double)
    case string(String)
    case boolean(Bool)
    case list([String])
}

/// A parsed expression. Its depth is at most ``FormLimits/expressionDepth``, so walking it cannot exhaust the stack.
indirect enum ExpressionNode: Hashable, Sendable {
    /// `{}`.
    case nothing
    case literal(ExpressionValue)
    /// `%name`.
    case reference(String, ExpressionPosition)
    case negation(ExpressionNode, ExpressionPosition)
    case operation(ExpressionOperator, ExpressionNode, ExpressionNode, ExpressionPosition)
    case call(ExpressionFunction, on: ExpressionNode, [ExpressionNode], ExpressionPosition)
    /// `iif(condition, then, otherwise)`.
    case choice(ExpressionNode, ExpressionNode, ExpressionNode, ExpressionPosition)

    /// Itself and all below it, top first.
    func visit(_ body: (ExpressionNode) -> Void) {
        body(self)
        switch self {
        case .nothing, .literal, .reference: break
        case .negation(let operand, _): operand.visit(body)
        case .operation(_, let left, let right, _):
            left.visit(body)
            right.visit(body)
        case .call(_, let receiver, let arguments, _):
            receiver.visit(body)
            for argument in arguments { argument.visit(body) }
        case .choice(let condition, let then, let otherwise, _):
            condition.visit(body)
            then.visit(body)
            otherwise.visit(body)
        }
    }
}

/// The binary operators, by their spelling in FHIRPath.
enum ExpressionOperator: String, Hashable, Sendable {
    case or, xor, and, contains, `in`
    case equal = "="
    case unequal = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    /// Whole-number division, toward zero.
    case div
    case mod

    /// How tightly it binds; FHIRPath's own order.
    var precedence: Int {
        switch self {
        case .or, .xor: 1
        case .and: 2
        case .contains, .in: 3
        case .equal, .unequal: 4
        case .less, .lessOrEqual, .greater, .greaterOrEqual: 5
        case .add, .subtract: 6
        case .multiply, .divide, .div, .mod: 7
        }
    }
}

/// The functions, by their names in FHIRPath.
enum ExpressionFunction: String, CaseIterable, Hashable, Sendable {
    case not, exists, empty, abs, floor, ceiling, truncate, round, sqrt, power, ln, exp

    /// How many arguments it takes.
    var arity: ClosedRange<Int> {
        switch self {
        case .round: 0...1
        case .power: 1...1
        case .not, .exists, .empty, .abs, .floor, .ceiling, .truncate, .sqrt, .ln, .exp: 0...0
        }
    }
}

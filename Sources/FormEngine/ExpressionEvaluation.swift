import Glibc

extension FormExpression {
    /// The value, where `lookup` says what each id stands for. Nothing when it is absent or makes no sense: a
    /// division by zero, a sum of words.
    func value(_ lookup: (String) -> ExpressionValue?) -> ExpressionValue? { root.value(lookup) }

    /// The value as a condition: true, false, or undecided.
    func holds(_ lookup: (String) -> ExpressionValue?) -> Bool? { value(lookup)?.boolean }
}

extension ExpressionValue {
    var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    var number: Double? { if case .number(let value) = self { value } else { nil } }
    var string: String? { if case .string(let value) = self { value } else { nil } }
}

extension ExpressionNode {
    fileprivate func value(_ lookup: (String) -> ExpressionValue?) -> ExpressionValue? {
        switch self {
        case .nothing: nil
        case .literal(let value): value
        case .reference(let name, _): lookup(name)
        case .negation(let operand, _): operand.value(lookup)?.number.map { .number(-$0) }
        case .operation(let operation, let left, let right, _):
            operation.apply(left.value(lookup), right.value(lookup))
        case .call(let function, let receiver, let arguments, _):
            function.apply(to: receiver.value(lookup), arguments.map { $0.value(lookup) })
        case .choice(let condition, let then, let otherwise, _):
            condition.value(lookup)?.boolean.flatMap { ($0 ? then : otherwise).value(lookup) }
        }
    }
}

extension ExpressionOperator {
    fileprivate func apply(_ left: ExpressionValue?, _ right: ExpressionValue?) -> ExpressionValue? {
        switch self {
        case .or, .xor, .and: logic(left?.boolean, right?.boolean).map { .boolean($0) }
        case .equal: Self.equal(left, right).map { .boolean($0) }
        case .unequal: Self.equal(left, right).map { .boolean(!$0) }
        case .contains: Self.contains(list: left, code: right)
        case .in: Self.contains(list: right, code: left)
        case .less, .lessOrEqual, .greater, .greaterOrEqual: compared(left, right).map { .boolean($0) }
        case .add, .subtract, .multiply, .divide, .div, .mod: calculated(left?.number, right?.number)
        }
    }

    /// Three-valued: what is sure whatever the undecided side may be, is said.
    private func logic(_ left: Bool?, _ right: Bool?) -> Bool? {
        switch (self, left, right) {
        case (.and, false?, _), (.and, _, false?): false
        case (.or, true?, _), (.or, _, true?): true
        case (.and, let left?, let right?): left && right
        case (.or, let left?, let right?): left || right
        case (.xor, let left?, let right?): left != right
        default: nil
        }
    }

    private static func equal(_ left: ExpressionValue?, _ right: ExpressionValue?) -> Bool? {
        switch (left, right) {
        case (.number(let left)?, .number(let right)?): Decimals.same(left, right)
        case (.string(let left)?, .string(let right)?): left == right
        case (.boolean(let left)?, .boolean(let right)?): left == right
        default: nil
        }
    }

    private static func contains(list: ExpressionValue?, code: ExpressionValue?) -> ExpressionValue? {
        guard case .list(let list)? = list, case .string(let code)? = code else { return nil }
        return .boolean(list.contains(code))
    }

    private func compared(_ left: ExpressionValue?, _ right: ExpressionValue?) -> Bool? {
        switch (left, right) {
        case (.number(let left)?, .number(let right)?):
            compared(less: Decimals.less(left, right), more: Decimals.less(right, left))
        // Dates and times, which sort as they are written.
        case (.string(let left)?, .string(let right)?): compared(less: left < right, more: left > right)
        default: nil
        }
    }

    private func compared(less: Bool, more: Bool) -> Bool {
        switch self {
        case .less: less
        case .lessOrEqual: !more
        case .greater: more
        default: !less
        }
    }

    private func calculated(_ left: Double?, _ right: Double?) -> ExpressionValue? {
        guard let left, let right else { return nil }
        let result: Double
        switch self {
        case .add: result = left + right
        case .subtract: result = left - right
        case .multiply: result = left * right
        case .divide: result = left / right
        case .div: result = (left / right).rounded(.towardZero)
        default: result = left.truncatingRemainder(dividingBy: right)
        }
        return result.isFinite ? .number(result) : nil
    }
}

extension ExpressionFunction {
    fileprivate func apply(to receiver: ExpressionValue?, _ arguments: [ExpressionValue?]) -> ExpressionValue? {
        switch self {
        case .exists: return .boolean(receiver != nil)
        case .empty: return .boolean(receiver == nil)
        case .not: return receiver?.boolean.map { .boolean(!$0) }
        case .abs, .floor, .ceiling, .truncate, .round, .sqrt, .power, .ln, .exp:
            guard let number = receiver?.number else { return nil }
            let result = calculated(number, arguments)
            return result.flatMap { $0.isFinite ? .number($0) : nil }
        }
    }

    private func calculated(_ number: Double, _ arguments: [ExpressionValue?]) -> Double? {
        switch self {
        case .abs: return Swift.abs(number)
        case .floor: return number.rounded(.down)
        case .ceiling: return number.rounded(.up)
        case .truncate: return number.rounded(.towardZero)
        case .ln: return number > 0 ? log(number) : nil
        case .exp: return Glibc.exp(number)
        case .sqrt: return number < 0 ? nil : number.squareRoot()
        case .round:
            guard let digits = arguments.first else { return Decimals.rounded(number, to: 0) }
            guard let digits = digits?.number, (0...Double(FormLimits.decimals)).contains(digits) else { return nil }
            return Decimals.rounded(number, to: Int(digits))
        default:
            guard let exponent = arguments.first??.number else { return nil }
            return Self.power(number, exponent)
        }
    }

    /// Whole exponents up to 64 either side of zero by repeated multiplication; others of numbers above zero only.
    private static func power(_ base: Double, _ exponent: Double) -> Double? {
        guard exponent == exponent.rounded(), Swift.abs(exponent) <= 64 else {
            return base > 0 ? pow(base, exponent) : nil
        }
        let product = (0..<Int(Swift.abs(exponent))).reduce(1) { product, _ in product * base }
        return exponent < 0 ? 1 / product : product
    }
}

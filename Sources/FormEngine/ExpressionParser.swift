/// Turns tokens into a tree, by precedence climbing.
struct ExpressionParser {
    /// A subtree and how deep it is.
    private struct Branch {
        var node: ExpressionNode
        var depth: Int
    }

    private var tokens: [ExpressionToken]
    private var index = 0
    /// How many parentheses, signs and arguments are open: bounds the parser's own recursion.
    private var open = 0

    init(_ source: String, longest: Int) throws(ExpressionError) {
        guard source.unicodeScalars.count <= longest else {
            throw ExpressionError(
                "An expression may have \(longest) characters; put a part of it into a score of its own.",
                at: ExpressionPosition())
        }
        var lexer = ExpressionLexer(source)
        tokens = try lexer.tokens()
    }

    /// The whole source as one expression.
    mutating func parse() throws(ExpressionError) -> ExpressionNode {
        let branch = try expression(above: 0)
        guard case .end = token.kind else { throw unexpected("the end or an operator") }
        return branch.node
    }

    private var token: ExpressionToken { tokens[index] }

    /// Moves on; the end stays the end.
    private mutating func advance() { index = min(index + 1, tokens.count - 1) }

    private mutating func take(_ symbol: String) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ symbol: String) throws(ExpressionError) {
        guard take(symbol) else { throw unexpected("\(symbol)") }
    }

    /// Operations that bind tighter than `precedence`, those of one rank from left to right.
    private mutating func expression(above precedence: Int) throws(ExpressionError) -> Branch {
        var left = try signed()
        while let operation = binary, operation.precedence > precedence {
            let position = token.position
            advance()
            let right = try expression(above: operation.precedence)
            left = try joined(
                .operation(operation, left.node, right.node, position), over: [left, right], at: position)
        }
        return left
    }

    private var binary: ExpressionOperator? {
        switch token.kind {
        case .symbol(let text), .name(let text): ExpressionOperator(rawValue: text)
        case .number, .string, .variable, .end: nil
        }
    }

    private mutating func signed() throws(ExpressionError) -> Branch {
        let position = token.position
        if take("-") {
            let operand = try nested(at: position) { (parser) throws(ExpressionError) in try parser.signed() }
            return try joined(.negation(operand.node, position), over: [operand], at: position)
        }
        if take("+") {
            return try nested(at: position) { (parser) throws(ExpressionError) in try parser.signed() }
        }
        return try called()
    }

    /// A term and the functions called on it.
    private mutating func called() throws(ExpressionError) -> Branch {
        var receiver = try term()
        while take(".") {
            let position = token.position
            guard case .name(let name) = token.kind else { throw unexpected("a function's name") }
            guard let function = ExpressionFunction(rawValue: name) else { throw unknownFunction(name) }
            advance()
            let arguments = try self.arguments()
            guard function.arity.contains(arguments.count) else {
                throw ExpressionError(
                    "\(name)() takes \(function.arity.wording), not \(arguments.count).", at: position)
            }
            receiver = try joined(
                .call(function, on: receiver.node, arguments.map(\.node), position), over: [receiver] + arguments,
                at: position)
        }
        return receiver
    }

    private mutating func arguments() throws(ExpressionError) -> [Branch] {
        let position = token.position
        try expect("(")
        if take(")") { return [] }
        var arguments: [Branch] = []
        repeat {
            let argument = try nested(at: position) { (parser) throws(ExpressionError) in
                try parser.expression(above: 0)
            }
            arguments.append(argument)
        } while take(",")
        try expect(")")
        return arguments
    }

    private mutating func term() throws(ExpressionError) -> Branch {
        let token = self.token
        advance()
        switch token.kind {
        case .number(let number): return Branch(node: .literal(.number(number)), depth: 1)
        case .string(let text): return Branch(node: .literal(.string(text)), depth: 1)
        case .variable(let id): return Branch(node: .reference(id, token.position), depth: 1)
        case .name("true"): return Branch(node: .literal(.boolean(true)), depth: 1)
        case .name("false"): return Branch(node: .literal(.boolean(false)), depth: 1)
        case .symbol("{"):
            try expect("}")
            return Branch(node: .nothing, depth: 1)
        case .symbol("("):
            let inner = try nested(at: token.position) { (parser) throws(ExpressionError) in
                try parser.expression(above: 0)
            }
            try expect(")")
            return inner
        case .name("iif"): return try choice(at: token.position)
        case .name(let name):
            throw ExpressionError("\(name) is unknown here. An item's answer is written %\(name).", at: token.position)
        case .symbol, .end:
            throw unexpected("a value", instead: token)
        }
    }

    private mutating func choice(at position: ExpressionPosition) throws(ExpressionError) -> Branch {
        let branches = try arguments()
        guard branches.count == 3 else {
            throw ExpressionError("iif() takes a condition and two values, not \(branches.count).", at: position)
        }
        return try joined(
            .choice(branches[0].node, branches[1].node, branches[2].node, position), over: branches, at: position)
    }

    private mutating func nested(
        at position: ExpressionPosition, _ body: (inout ExpressionParser) throws(ExpressionError) -> Branch
    ) throws(ExpressionError) -> Branch {
        open += 1
        defer { open -= 1 }
        guard open <= FormLimits.expressionDepth else { throw tooDeep(at: position) }
        return try body(&self)
    }

    private func joined(
        _ node: ExpressionNode, over branches: [Branch], at position: ExpressionPosition
    ) throws(ExpressionError) -> Branch {
        let depth = 1 + branches.reduce(0) { max($0, $1.depth) }
        guard depth <= FormLimits.expressionDepth else { throw tooDeep(at: position) }
        return Branch(node: node, depth: depth)
    }

    private func tooDeep(at position: ExpressionPosition) -> ExpressionError {
        ExpressionError("The expression nests deeper than \(FormLimits.expressionDepth) levels.", at: position)
    }

    private func unknownFunction(_ name: String) -> ExpressionError {
        let known = ExpressionFunction.allCases.map(\.rawValue)
        let hint: ProblemSentence = Spelling.nearest(to: name, among: known).map { " Did you mean \($0)()?" } ?? ""
        return ExpressionError("There is no function \(name)().\(hint)", at: token.position)
    }

    private func unexpected(_ expected: ProblemSentence, instead found: ExpressionToken? = nil) -> ExpressionError {
        let found = found ?? token
        return ExpressionError("Here stands \(found.wording), where \(expected) should stand.", at: found.position)
    }
}

extension ExpressionToken {
    fileprivate var wording: ProblemSentence {
        switch kind {
        case .number(let number): "\(Decimals.plain(number))"
        case .string(let text): "'\(text)'"
        case .variable(let id): "%\(id)"
        case .name(let name): "\(name)"
        case .symbol(let symbol): "\(symbol)"
        case .end: "the end"
        }
    }
}

extension ClosedRange<Int> {
    fileprivate var wording: ProblemSentence {
        if upperBound == 0 { return "no argument" }
        return lowerBound == upperBound ? "\(upperBound) argument" : "\(lowerBound) or \(upperBound) arguments"
    }
}

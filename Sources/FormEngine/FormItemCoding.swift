extension FormItem: Codable {
    private enum Key: String, CodingKey {
        case id, kind, text, hint, required, showWhen, defaultFrom, forPatient, source
        case requiredWhen, suggests, feeds, codes, lies, day, within, near, today, holds, choices, unit, min, max,
            decimals, maxLength
    }

    /// Reads the flat JSON object that ``encode(to:)`` writes.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        id = try values.decode(String.self, forKey: .id)
        kind = try Self.kind(from: values)
        text = try values.decode(Texts.self, forKey: .text)
        hint = try values.decodeIfPresent(Texts.self, forKey: .hint)
        required = try values.decodeIfPresent(Bool.self, forKey: .required) ?? false
        showWhen = try values.decodeIfPresent(FormExpression.self, forKey: .showWhen)
        defaultFrom = try values.decodeIfPresent(DefaultSource.self, forKey: .defaultFrom)
        forPatient = try values.decodeIfPresent(Bool.self, forKey: .forPatient) ?? false
        source = try values.decodeIfPresent(String.self, forKey: .source)
        requiredWhen = try values.decodeIfPresent(FormExpression.self, forKey: .requiredWhen)
        suggests = try values.decodeIfPresent([SuggestionRule].self, forKey: .suggests) ?? []
        feeds = try values.decodeIfPresent(String.self, forKey: .feeds)
        codes = try values.decodeIfPresent([FormCode].self, forKey: .codes) ?? []
        lies = try values.decodeIfPresent(DateSide.self, forKey: .lies)
        day = try values.decodeIfPresent(String.self, forKey: .day)
        within = try values.decodeIfPresent([WithinDays].self, forKey: .within) ?? []
        near = try values.decodeIfPresent([NearDays].self, forKey: .near) ?? []
        today = try values.decodeIfPresent(String.self, forKey: .today)
        holds = try values.decodeIfPresent(HeldFigure.self, forKey: .holds)
    }

    private static func kind(from values: KeyedDecodingContainer<Key>) throws -> ItemKind {
        let name = try values.decode(String.self, forKey: .kind)
        switch name {
        case "tick": return .tick
        case "choice": return .choice(try values.decode([FormChoice].self, forKey: .choices))
        case "several": return .several(try values.decode([FormChoice].self, forKey: .choices))
        case "number":
            return .number(
                NumberRange(
                    unit: try values.decodeIfPresent(String.self, forKey: .unit),
                    min: try values.decode(Double.self, forKey: .min),
                    max: try values.decode(Double.self, forKey: .max),
                    decimals: try values.decode(Int.self, forKey: .decimals)))
        case "date": return .date
        case "time": return .time
        case "text": return .text(maxLength: try values.decode(Int.self, forKey: .maxLength))
        default:
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: values, debugDescription: "No item kind is called \(name).")
        }
    }

    /// Writes one flat object: `{"id": "height", "kind": "number", "unit": "cm", "min": 50, …}`.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(id, forKey: .id)
        try values.encode(kind.name, forKey: .kind)
        try values.encode(text, forKey: .text)
        try values.encodeIfPresent(hint, forKey: .hint)
        try values.encode(required, forKey: .required)
        try values.encodeIfPresent(showWhen, forKey: .showWhen)
        try values.encodeIfPresent(defaultFrom, forKey: .defaultFrom)
        try values.encode(forPatient, forKey: .forPatient)
        try values.encodeIfPresent(source, forKey: .source)
        try values.encodeIfPresent(requiredWhen, forKey: .requiredWhen)
        try values.encodeIfPresent(feeds, forKey: .feeds)
        try values.encodeIfPresent(lies, forKey: .lies)
        try values.encodeIfPresent(day, forKey: .day)
        if !within.isEmpty { try values.encode(within, forKey: .within) }
        if !near.isEmpty { try values.encode(near, forKey: .near) }
        try values.encodeIfPresent(today, forKey: .today)
        try values.encodeIfPresent(holds, forKey: .holds)
        if !suggests.isEmpty { try values.encode(suggests, forKey: .suggests) }
        if !codes.isEmpty { try values.encode(codes, forKey: .codes) }
        switch kind {
        case .tick, .date, .time: break
        case .choice(let choices), .several(let choices): try values.encode(choices, forKey: .choices)
        case .number(let range):
            try values.encodeIfPresent(range.unit, forKey: .unit)
            try values.encode(range.min, forKey: .min)
            try values.encode(range.max, forKey: .max)
            try values.encode(range.decimals, forKey: .decimals)
        case .text(let maxLength): try values.encode(maxLength, forKey: .maxLength)
        }
    }
}

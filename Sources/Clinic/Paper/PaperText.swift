extension String {
    /// Numbers that keep their order: after Arabic letters 11-26 would read 26-11 (UAX #9, W2).
    var leftToRight: String { "\u{2066}\(self)\u{2069}" }

    /// Its parts, each ending with one of those characters.
    func split(after ends: Set<Character>) -> [String] {
        reduce(into: [""]) { parts, character in
            parts[parts.count - 1].append(character)
            if ends.contains(character) { parts.append("") }
        }.filter { !$0.isEmpty }
    }
}

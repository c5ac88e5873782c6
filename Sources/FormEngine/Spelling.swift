/// Finds what somebody probably meant to type.
package enum Spelling {
    /// The candidate nearest to `word`, when at most a third of its letters differ; the first among equals.
    package static func nearest(to word: String, among candidates: [String]) -> String? {
        let allowed = max(1, word.unicodeScalars.count / 3)
        var best: (word: String, distance: Int)?
        for candidate in candidates where candidate != word {
            let distance = distance(word, candidate)
            guard distance <= allowed, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    /// Insertions, deletions and substitutions between two words, capitals counting as small letters.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.lowercased().unicodeScalars)
        var row = Array(0...right.count)
        for (line, scalar) in left.lowercased().unicodeScalars.enumerated() {
            var next = [line + 1]
            for column in right.indices {
                let substituted = row[column] + (scalar == right[column] ? 0 : 1)
                next.append(min(substituted, row[column + 1] + 1, next[column] + 1))
            }
            row = next
        }
        return row[right.count]
    }
}

/// Finds what somebody probably meant to type.
package enum Spelling {
    /// The candidate nearest to `word`, when at most a third of its letters differ; the first among equals.
    package static func nearest(to word: String, among candidates: [String]) -> String? {
        let allowed = max(1, word.unicodeScalars.count / 3)
        var best: (word: String, distance: Int)?
        let length = word.unicodeScalars.count
        for candidate in candidates where candidate != word {
            // What is too long cannot be near. A stranger's word may be very long.
            guard abs(candidate.unicodeScalars.count - length) <= allowed, length <= 2 * FormLimits.idLength else {
                continue
            }
            let distance = distance(word, candidate)
            guard distance <= allowed, distance < best?.distance ?? .max else { continue }
            best = (candidate, distance)
        }
        return best?.word
    }

    /// Insertions, deletions, substitutions and swaps of neighbours between two words; capitals count as small letters.
    private static func distance(_ left: String, _ right: String) -> Int {
        let left = Array(left.lowercased().unicodeScalars)
        let right = Array(right.lowercased().unicodeScalars)
        var before: [Int] = []
        var row = Array(0...right.count)
        for line in left.indices {
            var next = [line + 1]
            for column in right.indices {
                let substituted = row[column] + (left[line] == right[column] ? 0 : 1)
                var least = min(substituted, row[column + 1] + 1, next[column] + 1)
                if line > 0, column > 0, left[line] == right[column - 1], left[line - 1] == right[column] {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}

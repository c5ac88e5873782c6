/// What an ESC/POS printer is told: the bytes of a picture, and the questions it answers.
package enum ReceiptCommands {
    /// `ESC @`: forget what another sender left.
    static let start: [UInt8] = [0x1B, 0x40]
    /// `GS V B n`: feed to the cutter and cut.
    static let cut: [UInt8] = [0x1D, 0x56, 0x42, 0x00]
    /// `GS r 1`: a status byte that is sent in its turn, so after all that stands before it.
    static let answerWhenReached: [UInt8] = [0x1D, 0x72, 0x01]
    /// `DLE EOT n`: a status byte at once, past all that waits.
    static let askOffline: [UInt8] = [0x10, 0x04, 0x02]
    static let askPaper: [UInt8] = [0x10, 0x04, 0x04]

    /// Rows in one `GS v 0`: 17 kB, for printers with small memories.
    package static let bandRows = 240

    /// A portable bitmap (`P4`) as `GS v 0` pictures, one below the other, and the cut; nil when it is no such bitmap.
    package static func print(bitmap: [UInt8]) -> [UInt8]? {
        guard let (width, height, start) = size(of: bitmap), width > 0, width.isMultiple(of: 8), width <= 0xFFFF else {
            return nil
        }
        let bytesPerRow = width / 8
        guard bitmap.count - start == bytesPerRow * height else { return nil }
        var bytes = Self.start
        for top in stride(from: 0, to: height, by: bandRows) {
            let rows = min(bandRows, height - top)
            bytes += [0x1D, 0x76, 0x30, 0x00]
            bytes += [UInt8(bytesPerRow & 0xFF), UInt8(bytesPerRow >> 8), UInt8(rows & 0xFF), UInt8(rows >> 8)]
            bytes += bitmap[(start + top * bytesPerRow)..<(start + (top + rows) * bytesPerRow)]
        }
        return bytes + cut
    }

    /// `P4`, width, height, each ended by one white space; and where the dots begin.
    private static func size(of bitmap: [UInt8]) -> (width: Int, height: Int, start: Int)? {
        let words = bitmap.prefix(32).split(maxSplits: 3, omittingEmptySubsequences: false) { $0 == 10 || $0 == 32 }
        guard words.count == 4, String(decoding: words[0], as: UTF8.self) == "P4",
            let width = Int(String(decoding: words[1], as: UTF8.self)),
            let height = Int(String(decoding: words[2], as: UTF8.self))
        else { return nil }
        return (width, height, words[3].startIndex)
    }

    /// An answer to `DLE EOT`, perhaps a late one, by its fixed bits; one to `GS r` has others.
    static func isImmediate(_ byte: UInt8) -> Bool { byte & 0x93 == 0x12 }

    /// Why it does not print, in IPP's keywords, from the answers to `askOffline` and `askPaper`.
    static func reasons(offline: UInt8?, paper: UInt8?) -> [String] {
        var reasons: Set<String> = []
        if let offline, isImmediate(offline) {
            if offline & 0x04 != 0 { reasons.insert("cover-open") }
            if offline & 0x20 != 0 { reasons.insert("media-empty") }
        }
        if let paper, isImmediate(paper) {
            if paper & 0x60 != 0 { reasons.insert("media-empty") }
            if paper & 0x0C != 0 { reasons.insert("media-low") }
        }
        return reasons.sorted()
    }
}

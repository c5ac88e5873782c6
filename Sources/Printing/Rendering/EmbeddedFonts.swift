import CPangoCairo
import Foundation

/// The faces as cairo can embed them: without subroutines and without hints. Cairo 1.16 loses a subroutine of some glyphs
/// when it takes them into a PDF, and then they print as nothing: 如 in Noto Sans CJK SC Regular, and with it the "if" of
/// a sentence. Hints fit glyphs to the pixels of a screen; in a PDF they are a quarter of the bytes.
enum EmbeddedFonts {
    /// Without the rare characters. Cairo copies a whole face for every PDF, 16 MB of it for Noto Sans CJK, and looks
    /// through all its characters for each one that stands there; with those of GB 2312 alone, in which nearly everything
    /// is written, a slip takes less than half the time. Nil where they cannot be made.
    static let common = FontFiles.debian.replacingFiles {
        isChinese($0) ? subset(of: $0, characters: .common) : others[$0]
    }

    /// With all characters, for what is not in the common ones. Nil where they cannot be made.
    static let whole = FontFiles.debian.replacingFiles {
        isChinese($0) ? subset(of: $0, characters: .all) : others[$0]
    }

    /// The faces that are not Chinese, by the path of what they are made of: the same for both, since cairo keeps ten files
    /// open and with more of them may close one that another thread is reading.
    private static let others = Dictionary(
        uniqueKeysWithValues: FontFiles.debian.files.map(\.path).filter { !isChinese($0) }.compactMap { path in
            subset(of: path, characters: .all).map { (path, $0) }
        })

    private static func isChinese(_ path: String) -> Bool { path.hasSuffix(".ttc") }

    private enum Characters {
        case common
        case all
    }

    /// Where in Noto's collections the Simplified Chinese face stands.
    private static let simplified: UInt32 = 2

    /// A file in memory, for as long as this process lives.
    private static func subset(of path: String, characters: Characters) -> String? {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }
        defer { hb_blob_destroy(blob) }
        let index = isChinese(path) ? simplified : 0
        guard let face = hb_face_create(blob, index), let input = hb_subset_input_create_or_fail() else {
            return nil
        }
        defer {
            hb_face_destroy(face)
            hb_subset_input_destroy(input)
        }
        let kept = hb_subset_input_unicode_set(input)
        switch characters {
        case .common:
            for range in punctuation { hb_set_add_range(kept, range.lowerBound, range.upperBound) }
            for character in gb2312() { hb_set_add(kept, character) }
        case .all: hb_set_invert(kept)
        }
        // All features: Uyghur letters are joined by some.
        let features = hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG)
        hb_set_clear(features)
        hb_set_invert(features)
        hb_subset_input_set_flags(
            input, HB_SUBSET_FLAGS_DESUBROUTINIZE.rawValue | HB_SUBSET_FLAGS_NO_HINTING.rawValue)
        guard let small = hb_subset_or_fail(face, input) else { return nil }
        defer { hb_face_destroy(small) }
        guard let bytes = hb_face_reference_blob(small) else { return nil }
        defer { hb_blob_destroy(bytes) }
        return fileInMemory(bytes)
    }

    /// Latin, signs, arrows, shapes, CJK punctuation, full-width forms.
    private static let punctuation: [ClosedRange<UInt32>] = [
        0x20...0x17F, 0x370...0x3FF, 0x2000...0x22FF, 0x2460...0x26FF, 0x3000...0x303F, 0xFF00...0xFFEF,
    ]

    /// The characters of GB 2312-1980; none when this machine cannot convert from it.
    private static func gb2312() -> [UInt32] {
        let converter = iconv_open("UTF-32LE", "GB2312")
        guard Int(bitPattern: converter) != -1 else { return [] }
        defer { iconv_close(converter) }
        var characters: [UInt32] = []
        for row in UInt8(0xA1)...0xF7 {
            for cell in UInt8(0xA1)...0xFE {
                var source = [CChar(bitPattern: row), CChar(bitPattern: cell)]
                var character: UInt32 = 0
                let isOne = source.withUnsafeMutableBufferPointer { source in
                    withUnsafeMutableBytes(of: &character) { target in
                        var (from, to) = (source.baseAddress, target.baseAddress?.assumingMemoryBound(to: CChar.self))
                        var (left, room) = (2, 4)
                        return iconv(converter, &from, &left, &to, &room) == 0 && room == 0
                    }
                }
                if isOne { characters.append(character) }
            }
        }
        return characters
    }

    private static func fileInMemory(_ blob: OpaquePointer) -> String? {
        var length: UInt32 = 0
        guard let data = hb_blob_get_data(blob, &length) else { return nil }
        let file = houzhen_file_in_memory()
        guard file >= 0 else { return nil }
        var written = 0
        while written < Int(length) {
            let count = write(file, data + written, Int(length) - written)
            guard count > 0 else { return nil }
            written += count
        }
        return "/proc/self/fd/\(file)"
    }
}

extension FontFiles {
    /// The same files, each replaced by what is made of it; nil when one cannot be made.
    fileprivate func replacingFiles(by make: (_ path: String) -> String?) -> FontFiles? {
        var fonts = self
        for index in fonts.files.indices {
            guard let path = make(fonts.files[index].path) else { return nil }
            fonts.files[index].path = path
        }
        return fonts
    }
}

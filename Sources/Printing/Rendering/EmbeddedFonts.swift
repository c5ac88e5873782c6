import CPangoCairo
import Foundation

/// The faces as cairo can embed them: without subroutines and without hints. Cairo 1.16 loses a subroutine of some glyphs
/// when it takes them into a PDF, and then they print as nothing: 如 in Noto Sans CJK SC Regular, and with it the "if" of
/// a sentence. Hints fit glyphs to the pixels of a screen; in a PDF they are a quarter of the bytes.
enum EmbeddedFonts {
    /// From few characters to all. Cairo copies a whole face for every PDF, 16 MB of it for Noto Sans CJK, and looks
    /// through all its characters for each one that stands there: a slip in the daily ones takes a third of the time.
    enum Characters: CaseIterable {
        /// The 3,755 in daily use, which GB 2312 has first, and those of medicines and diseases.
        case daily
        /// All of GB 2312: most names.
        case common
        case all
    }

    private static let daily = FontFiles.debian.replacingFiles { subset(of: $0, characters: .daily) }
    private static let common = FontFiles.debian.replacingFiles { subset(of: $0, characters: .common) }
    private static let whole = FontFiles.debian.replacingFiles { subset(of: $0, characters: .all) }

    /// Made once; nil where they cannot be.
    static func with(_ characters: Characters) -> FontFiles? {
        switch characters {
        case .daily: daily
        case .common: common
        case .all: whole
        }
    }

    /// Where in Noto's collections the Simplified Chinese face stands.
    private static let simplified: UInt32 = 2

    /// A file in memory, for as long as this process lives.
    private static func subset(of path: String, characters: Characters) -> String? {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }
        defer { hb_blob_destroy(blob) }
        let index = path.hasSuffix(".ttc") ? simplified : 0
        guard let face = hb_face_create(blob, index), let input = hb_subset_input_create_or_fail() else {
            return nil
        }
        defer {
            hb_face_destroy(face)
            hb_subset_input_destroy(input)
        }
        keep(characters, in: hb_subset_input_unicode_set(input))
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

    private static func keep(_ characters: Characters, in set: OpaquePointer?) {
        guard characters != .all else { return hb_set_invert(set) }
        for range in scripts { hb_set_add_range(set, range.lowerBound, range.upperBound) }
        for character in gb2312(through: characters == .daily ? 0xD7 : 0xF7) { hb_set_add(set, character) }
        for character in medical.unicodeScalars { hb_set_add(set, character.value) }
    }

    /// In the names of medicines, diseases and operations, and not among the daily characters.
    private static let medical = "吡吲呋呤咪哌哚唑啶喹嗪嘌嘧噜噻孢巯泮浏溴珀琥甾疝疸痫瘀瘘癫窦缬羟肼肽胍胱脲腭谵酐酯酰铵锂阈颌颏骼髋髌鼾"

    /// Latin, Greek, Arabic, signs, arrows, shapes, CJK punctuation, full-width forms.
    private static let scripts: [ClosedRange<UInt32>] = [
        0x20...0x17F, 0x370...0x3FF, 0x600...0x6FF, 0x2000...0x22FF, 0x2460...0x26FF, 0x3000...0x303F, 0xFF00...0xFFEF,
    ]

    /// The characters of GB 2312-1980 up to a row; none when this machine cannot convert from it.
    private static func gb2312(through last: UInt8) -> [UInt32] {
        let converter = iconv_open("UTF-32LE", "GB2312")
        guard Int(bitPattern: converter) != -1 else { return [] }
        defer { iconv_close(converter) }
        var characters: [UInt32] = []
        for row in 0xA1...last {
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

import CPangoCairo
import Foundation

/// The Chinese faces without their rare characters. Cairo copies a whole face for every PDF, 16 MB of it for Noto Sans
/// CJK, before it takes the few characters that stand there; with those of GB 2312 alone, in which nearly everything is
/// written, a slip takes less than half the time. What is not in them is set from the whole face.
enum CommonFonts {
    /// The files with their large collections replaced; nil where that cannot be done, and then the whole ones serve.
    static let debian: FontFiles? = {
        var fonts = FontFiles.debian
        for index in fonts.files.indices where fonts.files[index].path.hasSuffix(".ttc") {
            guard let path = subset(of: fonts.files[index].path) else { return nil }
            fonts.files[index].path = path
        }
        return fonts
    }()

    /// Where in Noto's collections the Simplified Chinese face stands.
    private static let simplified: UInt32 = 2

    /// A file in memory, for as long as this process lives.
    private static func subset(of path: String) -> String? {
        guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }
        defer { hb_blob_destroy(blob) }
        guard let face = hb_face_create(blob, simplified), let input = hb_subset_input_create_or_fail() else {
            return nil
        }
        defer {
            hb_face_destroy(face)
            hb_subset_input_destroy(input)
        }
        let characters = hb_subset_input_unicode_set(input)
        for range in punctuation { hb_set_add_range(characters, range.lowerBound, range.upperBound) }
        for character in gb2312() { hb_set_add(characters, character) }
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

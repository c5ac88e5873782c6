import CPangoCairo
import Clinic
import Foundation

/// The font files that paper is set in, and no others: what else is installed never changes a slip.
package struct FontFiles: Equatable, Sendable {
    /// One file of fonts.
    package struct File: Equatable, Sendable {
        package var path: String
        /// The Debian package that installs it.
        package var package: String

        package init(path: String, package: String) {
            self.path = path
            self.package = package
        }
    }

    package var files: [File]

    package init(files: [File]) { self.files = files }

    /// Where Debian's packages put them.
    package static let debian = FontFiles(files: [
        File(path: "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf", package: "fonts-noto-core"),
        File(path: "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf", package: "fonts-noto-core"),
        File(path: "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Regular.ttf", package: "fonts-noto-core"),
        File(path: "/usr/share/fonts/truetype/noto/NotoNaskhArabic-Bold.ttf", package: "fonts-noto-core"),
        File(path: "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", package: "fonts-noto-cjk"),
        File(path: "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", package: "fonts-noto-cjk"),
        File(path: "/usr/share/fonts/truetype/fonts-ukij-uyghur/UKIJTuz.ttf", package: "fonts-ukij-uyghur"),
    ])

    /// The first file that is not there; nil when all are.
    package func firstMissing() -> File? {
        files.first { !FileManager.default.isReadableFile(atPath: $0.path) }
    }

    /// A font map that knows these files alone. The caller releases it with `houzhen_object_unref`.
    func makeFontMap() throws(RenderProblem) -> UnsafeMutablePointer<PangoFontMap> {
        if let file = firstMissing() { throw .fontMissing(file: file.path, package: file.package) }
        guard let config = FcConfigCreate() else { throw .library("FcConfigCreate") }
        defer { FcConfigDestroy(config) }
        for file in files {
            guard FcConfigAppFontAddFile(config, file.path) != 0 else {
                throw .fontMissing(file: file.path, package: file.package)
            }
        }
        guard let map = pango_cairo_font_map_new() else { throw .library("pango_cairo_font_map_new") }
        houzhen_font_map_use(map, config)
        return map
    }
}

import Clinic
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The files of `Resources/static`, read once at start: what is not in the folder then is not there.
///
/// Every address of a file inside another one (`"/static/dom.js"`) gets the edition of the whole folder on its way out
/// (`"/static/dom.js?edition=9f86d081884c7d65"`). A file asked for by the edition can be kept for ever, so that a second
/// visit asks for the page alone; a changed folder has another edition, and so other addresses. A file asked for without
/// it is compared by its `ETag`, as pages are.
struct StaticFiles {
    private struct File {
        var bytes: ByteBuffer
        var type: String
        var tag: String
    }

    private let files: [String: File]
    private let edition: String

    init(folder: URL) throws {
        var contents: [String: Data] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            guard Self.types[Self.ending(name)] != nil else { continue }
            contents[name] = try Data(contentsOf: folder.appending(path: name))
        }
        let names = Set(contents.keys)
        let list = names.sorted().map { "\($0) \(Hash.sha256(contents[$0] ?? Data()))" }
        let edition = Self.short(list.joined(separator: "\n").utf8)
        var files: [String: File] = [:]
        for (name, data) in contents {
            let bytes = Self.texts.contains(Self.ending(name)) ? Self.addressed(data, names, edition) : data
            files[name] = File(
                bytes: ByteBuffer(bytes: bytes), type: Self.types[Self.ending(name)] ?? "",
                tag: "\"\(Self.short(bytes))\"")
        }
        self.files = files
        self.edition = edition
    }

    func answer(_ name: String, _ request: Request) throws -> Response {
        guard let file = files[name] else { throw WebRefusal.notFound }
        let isLasting = request.uri.queryParameters["edition"].map(String.init) == edition
        var headers: HTTPFields = [
            .contentType: file.type, .cacheControl: isLasting ? "public, max-age=31536000, immutable" : "no-cache",
            .eTag: file.tag,
        ]
        if Self.holds(request.headers[.ifNoneMatch], file.tag) {
            return Response(status: .notModified, headers: headers)
        }
        headers[.contentLength] = String(file.bytes.readableBytes)
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.bytes))
    }

    /// Whether the browser has these bytes: `If-None-Match` may list several, and a proxy may have weakened them.
    private static func holds(_ known: String?, _ tag: String) -> Bool {
        (known ?? "").split(separator: ",").contains { part in
            let given = part.trimmingCharacters(in: .whitespaces)
            return given == "*" || given == tag || given == "W/" + tag
        }
    }

    /// The text with the edition in every address of one of the folder's files.
    private static func addressed(_ data: Data, _ names: Set<String>, _ edition: String) -> Data {
        let folder = "/static/"
        let parts = String(decoding: data, as: UTF8.self).components(separatedBy: folder)
        let addressed = parts.dropFirst().map { part in
            guard let quote = part.firstIndex(of: "\""), names.contains(String(part[..<quote])) else { return part }
            return "\(part[..<quote])?edition=\(edition)\(part[quote...])"
        }
        return Data((parts.prefix(1) + addressed).joined(separator: folder).utf8)
    }

    private static func ending(_ name: String) -> String { (name as NSString).pathExtension }

    private static func short(_ bytes: some Sequence<UInt8>) -> String { String(Hash.sha256(bytes).prefix(16)) }

    private static let texts: Set<String> = ["html", "css", "js"]

    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml", "woff2": "font/woff2",
    ]
}

import Catalog
import Foundation
import QueueEngine

/// The rule sheets as they are shipped, one for each published example and the clinic's own.
enum ShippedSheets {
    static let all: [RuleSheet] = {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return (try? RuleSheets.all(in: root.appending(path: "Resources/clinics").path)) ?? []
    }()
}

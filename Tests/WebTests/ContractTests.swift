import API
import ClinicFixture
import Foundation
import QueueEngine
import SQLiteStore
import Testing
import Web

@Suite("openapi.yaml and the router")
struct ContractTests {
    @Test("name the same methods, paths and roles")
    func routesAgree() async throws {
        let folder = try ClinicFixture.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let fixture = try await ClinicFixture(store: try SQLiteStore(folder: folder))
        let routed = try WebApplication.routeList(service: fixture.service, settings: World.settings)
        let described = try OpenAPI().operations
        let routes = Dictionary(uniqueKeysWithValues: routed.map { ("\($0.method) \($0.path)", $0.roles) })
        #expect(Set(routes.keys) == Set(described.map(\.description)))
        for operation in described {
            #expect(routes[operation.description] == operation.roles, "\(operation)")
            #expect(operation.isOpen == (operation.roles == nil), "\(operation)")
        }
    }

    @Test("the patients' own port serves what is behind a ticket's link, and nothing else")
    func patients() async throws {
        let folder = try ClinicFixture.newFolder()
        defer { try? FileManager.default.removeItem(at: folder) }
        let fixture = try await ClinicFixture(store: try SQLiteStore(folder: folder))
        let routed = try WebApplication.routeList(
            service: fixture.service, settings: World.settings, for: .patients)
        #expect(
            Set(routed.map { "\($0.method) \($0.path)" }) == [
                "GET /static/{file}", "GET /t/{token}", "GET /t/{token}/answers", "PATCH /t/{token}/answers",
                "GET /t/{token}/explanation", "GET /t/{token}/questions", "GET /t/{token}/status",
            ])
        #expect(routed.allSatisfy { $0.roles == nil })
    }

    @Test("every code of a problem is listed, and every listed one has a sentence in Chinese and English")
    func codes() throws {
        let api = try OpenAPI()
        for code in Refusal.Code.allCases { #expect(api.problemCodes.contains(code.rawValue)) }
        for operation in api.operations {
            #expect(operation.codes.isSubset(of: api.problemCodes), "\(operation)")
        }
        let texts = try LocaleFiles.once.get()
        for code in api.problemCodes {
            #expect(texts.zh["problem.\(code)"] != nil && texts.en["problem.\(code)"] != nil, "\(code)")
        }
    }
}

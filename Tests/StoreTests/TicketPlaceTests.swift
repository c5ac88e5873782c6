import Clinic
import Testing

@Suite struct TicketPlaceTests {
    @Test("A ticket's place is found by its id, its external id and its link", arguments: Engine.allCases)
    func found(_ engine: Engine) async throws {
        try await engine.withStore { store in
            let saved = place("t", externalID: "HIS-1", linkHash: "abc")
            try await store.write { try $0.save(saved) }
            try await store.write { try $0.save(place("u")) }
            try await store.read { reader throws in
                #expect(try reader.ticketPlace(id: "t") == saved)
                #expect(try reader.ticketPlace(externalID: "HIS-1") == saved)
                #expect(try reader.ticketPlace(linkHash: "abc") == saved)
                #expect(try reader.ticketPlace(id: "u") == place("u"))
                #expect(try reader.ticketPlace(externalID: "HIS-2") == nil)
                #expect(try reader.ticketPlace(linkHash: "HIS-1") == nil)
            }
        }
    }

    @Test("Two tickets never share an external id or a link", arguments: Engine.allCases)
    func unique(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { try $0.save(place("t", externalID: "HIS-1", linkHash: "abc")) }
            await #expect(throws: TicketPlaceTaken()) {
                try await store.write { try $0.save(place("u", externalID: "HIS-1")) }
            }
            await #expect(throws: TicketPlaceTaken()) {
                try await store.write { try $0.save(place("v", linkHash: "abc")) }
            }
            #expect(try await store.read { try $0.ticketPlace(externalID: "HIS-1") }?.ticket == "t")
            #expect(try await store.read { try $0.ticketPlace(linkHash: "abc") }?.ticket == "t")
        }
    }

    @Test("The same ticket may be saved again, and many have neither id nor link", arguments: Engine.allCases)
    func again(_ engine: Engine) async throws {
        try await engine.withStore { store in
            try await store.write { transaction in
                try transaction.save(place("t", externalID: "HIS-1"))
                try transaction.save(place("t", stream: "day/2", externalID: "HIS-1", linkHash: "abc"))
                try transaction.save(place("u"))
                try transaction.save(place("v"))
            }
            #expect(try await store.read { try $0.ticketPlace(id: "t") }?.stream == "day/2")
            #expect(try await store.read { try $0.ticketPlace(id: "v") } != nil)
        }
    }
}

package import Clinic

/// A printer's address as a setting has it: a queue of a print service, or a receipt printer.
package enum PrinterURL: Hashable, Sendable {
    case cups(PrinterAddress)
    case receipt(ReceiptAddress)

    /// Nil when the text is neither.
    package init?(_ text: String) {
        if let address = PrinterAddress(text) {
            self = .cups(address)
        } else if let address = ReceiptAddress(text) {
            self = .receipt(address)
        } else {
            return nil
        }
    }

    package func printer(id: String) -> any Printer {
        switch self {
        case .cups(let address): CupsPrinter(id: id, address: address)
        case .receipt(let address): ReceiptPrinter(id: id, address: address)
        }
    }

    /// It prints receipts alone.
    package var takesReceiptsOnly: Bool {
        if case .receipt = self { true } else { false }
    }
}

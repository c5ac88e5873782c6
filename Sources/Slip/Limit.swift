/// How much may stand on paper.
package enum Limit {
    /// Pages of one document.
    package static let pages = 20
    /// Blocks of one document, those inside columns counted.
    package static let blocks = 400
    /// Characters (Unicode scalars) of one text.
    package static let textLength = 4000
    /// Millimetres of one receipt.
    package static let receiptMillimetres = 297
    /// UTF-8 bytes in a QR code: at error correction M it then stays below version 13, readable from 25 mm of paper.
    package static let codeBytes = 300
    /// Characters of a Code 128.
    package static let barcodeLength = 32
}

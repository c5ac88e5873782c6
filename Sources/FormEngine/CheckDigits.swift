/// The last digits by which a mistyped number is noticed.
enum CheckDigits {
    /// The digit that LOINC puts behind the hyphen (Users' Guide, 12 C): every other digit is doubled, from the last on,
    /// and with the digits of all of them the check digit makes a multiple of ten.
    static func loinc(_ digits: [Int]) -> Int {
        let sum = digits.reversed().enumerated().reduce(0) { sum, place in
            let doubled = place.offset.isMultiple(of: 2) ? place.element * 2 : place.element
            return sum + doubled / 10 + doubled % 10
        }
        return (10 - sum % 10) % 10
    }

    /// The last digit of a SNOMED CT id, by Verhoeff: each digit is turned about by its place, and all are multiplied in
    /// the group of the symmetries of a pentagon, where the order counts. So swapped neighbours are noticed too.
    static func snomed(_ digits: [Int]) -> Int {
        let product = digits.reversed().enumerated().reduce(0) { product, place in
            multiplied(product, turned(place.element, by: place.offset + 1))
        }
        // A rotation, 0 to 4, is undone by its counterpart; a reflection, 5 to 9, by itself.
        return product < 5 ? (5 - product) % 5 : product
    }

    /// Rotations of a pentagon are 0 to 4, its reflections 5 to 9.
    private static func multiplied(_ left: Int, _ right: Int) -> Int {
        switch (left < 5, right < 5) {
        case (true, true): (left + right) % 5
        case (true, false): 5 + (left + right) % 5
        case (false, true): 5 + (left - right) % 5
        case (false, false): (left - right + 5) % 5
        }
    }

    /// Verhoeff's permutation, applied as often as the place says; after eight times all is as before.
    private static func turned(_ digit: Int, by times: Int) -> Int {
        (0..<times % 8).reduce(digit) { digit, _ in permutation[digit] }
    }

    private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
}

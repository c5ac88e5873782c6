/// Units as UCUM writes them (The Unified Code for Units of Measure, 2.1), for those that forms use.
enum FHIRUnits {
    static let system = "http://unitsofmeasure.org"

    private static let codes = [
        "%": "%", "/min": "/min", "bpm": "/min", "10⁹/L": "10*9/L", "10¹²/L": "10*12/L", "g/L": "g/L", "g/dL": "g/dL",
        "mg/L": "mg/L", "mg/dL": "mg/dL", "mmol/L": "mmol/L", "µmol/L": "umol/L", "μmol/L": "umol/L", "U/L": "U/L",
        "mL/min": "mL/min", "s": "s", "min": "min", "h": "h", "d": "d", "wk": "wk", "a": "a", "cm": "cm", "m": "m",
        "kg": "kg", "kg/m²": "kg/m2", "mmHg": "mm[Hg]", "℃": "Cel", "°C": "Cel",
    ]

    /// A unit as a coding: with its code where it is known to UCUM, else as it is written alone.
    static func coding(_ unit: String) -> FHIRValue {
        .members([
            "system": codes[unit] == nil ? nil : .string(system), "code": codes[unit].map { .string($0) },
            "display": .string(unit),
        ])
    }
}

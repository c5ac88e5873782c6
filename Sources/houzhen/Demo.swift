import Clinic
import Foundation

/// The demo clinic's people. All of them are invented.
enum Demo {
    static let password = "houzhen-demo"

    private static let staff: [(username: String, name: String, roles: Set<Role>)] = [
        ("admin", "管理员", [.admin]),
        ("desk", "分诊台 李护士", [.desk]),
        ("doctor", "古丽娜·艾合买提", [.doctor]),
        ("doctor2", "陈思远", [.doctor]),
        ("display", "大厅屏幕", [.display]),
    ]

    /// Name, sex, birth date, language.
    private static let patients: [(String, String, String, String)] = [
        ("阿卜杜热合曼·买买提依明", "male", "1968-04-17", "ug"), ("欧阳娜娜", "female", "1990-02-11", "zh"),
        ("司马青云", "male", "1955-09-30", "zh"), ("爱新觉罗启明", "male", "1947-12-05", "zh"),
        ("John Smith", "male", "1971-07-04", "en"), ("艾尼瓦尔·吐尔逊", "male", "1985-06-02", "ug"),
        ("艾尼瓦尔·吐尔逊", "male", "1963-01-19", "ug"), ("帕提古丽·依明", "female", "1979-03-08", "ug"),
        ("热依汗古丽·阿不都热西提", "female", "1996-10-21", "ug"), ("上官婉清", "female", "1988-05-15", "zh"),
        ("诸葛文远", "male", "1966-08-08", "zh"), ("李秀英", "female", "1944-02-28", "zh"),
        ("王芳", "female", "1982-11-11", "zh"), ("张伟", "male", "1975-06-18", "zh"),
        ("刘洋", "male", "1993-01-02", "zh"), ("陈静", "female", "1969-09-09", "zh"),
        ("赵国庆", "male", "1949-10-01", "zh"), ("䶮小雨", "female", "2001-07-23", "zh"),
        ("周杰", "male", "1987-12-19", "zh"), ("孙丽", "female", "1959-04-04", "zh"),
        ("郑成功", "male", "1972-03-27", "zh"), ("吴桂兰", "female", "1938-06-06", "zh"),
        ("何文", "male", "2004-05-30", "zh"), ("Maria González", "female", "1984-08-14", "en"),
        ("古丽巴哈尔·买买提", "female", "1973-02-02", "ug"), ("吐尔逊江·艾合买提", "male", "1952-11-25", "ug"),
        ("努尔艾力", "male", "1999-09-17", "ug"), ("钱学文", "male", "1961-01-31", "zh"),
        ("冯玉兰", "female", "1956-07-07", "zh"), ("Emily Chen", "female", "1992-03-19", "en"),
    ]

    /// Fills a new data folder.
    static func seed(_ service: ClinicService) async throws {
        for member in staff {
            try await service.setStaff(
                username: member.username, name: member.name, roles: member.roles, password: password,
                rounds: PasswordHash.knownRounds)
        }
        for (index, patient) in patients.enumerated() {
            _ = try await service.register(
                PersonDetails(
                    name: patient.0, sex: patient.1, birthDate: patient.2, phone: "1390000\(8800 + index)",
                    language: patient.3,
                    identifiers: [
                        PersonIdentifier(system: PersonIdentifier.outpatientNumber, value: "\(26_110_401 + index)")
                    ]),
                .system)
        }
    }
}

import CardEngine
import Foundation
import SchoolTime
import Testing

/// What is written is read back in the random walks; here is how it looks, and what is refused.
@Suite("The stored form")
struct StoredFormTests {
    @Test(
        "a value is an object with one key that names its kind",
        arguments: [
            (.text("x"), #"{"text":"x"}"#), (.number(Number("-7,50")!), #"{"number":"-7,5"}"#),
            (.date(september(8)), #"{"date":"2026-09-08"}"#), (.yesNo(true), #"{"yesNo":true}"#),
            (.choice("x"), #"{"choice":"x"}"#), (.choices(["x", "y"]), #"{"choices":["x","y"]}"#),
            (.document("x"), #"{"document":"x"}"#), (.person("lea"), #"{"person":"lea"}"#),
        ] as [(FieldValue, String)])
    func value(value: FieldValue, json: String) throws {
        #expect(String(decoding: try JSONEncoder().encode(value), as: UTF8.self) == json)
        #expect(try JSONDecoder().decode(FieldValue.self, from: Data(json.utf8)) == value)
    }

    @Test(
        "a damaged value is refused",
        arguments: [
            "{}", #"{"text":"x","choice":"x"}"#, #"{"number":"veel"}"#, #"{"number":7}"#,
            #"{"date":"2026-02-30"}"#,
            #"{"date":"10000-01-01"}"#, #"{"kleur":"x"}"#, "[]",
        ])
    func damagedValue(json: String) {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(FieldValue.self, from: Data(json.utf8))
        }
    }

    @Test(
        "a damaged fact is refused",
        arguments: [
            "{}", #"{"type":"case-ended"}"#, #"{"type":"case-lost","data":{}}"#,
            #"{"type":"case-ended","data":{"end":"x","countsAs":"?"}}"#,
        ])
    func damagedFact(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Fact.self, from: Data(json.utf8)) }
    }

    @Test("content writes only what there is")
    func content() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        func json(_ content: Content) throws -> String {
            String(decoding: try encoder.encode(content), as: UTF8.self)
        }
        #expect(try json(Content()) == "{}")
        #expect(Content().ifAny == nil)
        #expect(try JSONDecoder().decode(Content.self, from: Data("{}".utf8)) == Content())
        let there: [RoleID: Presence] = ["kc": .present(["kim"]), "smw": .absent(reason: "ziek")]
        let full = Content(values: ["f": .yesNo(true)], presence: there, reason: "r")
        #expect(
            try json(full)
                == #"{"presence":{"kc":{"present":["kim"]},"smw":{"absent":"ziek"}},"reason":"r","values":{"f":{"yesNo":true}}}"#
        )
    }
}

import CardEngine
import CardLanguage
import Testing

@Suite("Values as people type them")
struct TypedTests {
    @Test("what people type that is no value at all")
    func typed() {
        func fault(_ text: String, _ kind: FieldKind) -> ValueFault? {
            switch FieldText.value(of: text, for: Field(id: "f", title: "", kind: kind)) {
            case .success: nil
            case .failure(let fault): fault
            }
        }
        #expect(fault("veel", .number) == .notANumber("veel"))
        #expect(fault("31-2-2026", .date) == .notADate("31-2-2026"))
        #expect(fault("soms", .yesNo) == .notYesOrNo("soms"))
    }
}

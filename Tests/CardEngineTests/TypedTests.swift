import CardEngine
import CardLanguage
import SchoolTime
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

    @Test(
        "a day as people write it, with its year",
        arguments: [
            "2026-11-03", "3-11-2026", "03/11/2026", " 3 november 2026", "3 Nov 2026", "03 nov. 2026",
        ])
    func day(text: String) {
        #expect(FieldText.day(typed: text) == Day(year: 2026, month: 11, day: 3))
    }

    @Test(
        "what is no day, or a day that would be guessed at",
        arguments: [
            "3 nov", "3-11", "3/11/26", "31/02/2026", "november 2026", "3 ma 2026", "3 nov 2026 's middags",
            "vandaag", "gisteren", "morgen", "",
        ])
    func noDay(text: String) {
        #expect(FieldText.day(typed: text) == nil)
    }

    @Test("the short names of months, and days that are told by which day it is")
    func wordsForDays() {
        #expect(FieldText.day(typed: "3 mrt 2026") == Day(year: 2026, month: 3, day: 3))
        #expect(FieldText.day(typed: "3 sept 2026") == Day(year: 2026, month: 9, day: 3))
        #expect(
            FieldText.day(typed: "Vandaag", today: Day(year: 2026, month: 3, day: 1))
                == Day(year: 2026, month: 3, day: 1))
        #expect(
            FieldText.day(typed: "gisteren", today: Day(year: 2026, month: 3, day: 1))
                == Day(year: 2026, month: 2, day: 28))
    }
}

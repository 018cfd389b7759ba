import Foundation
import Testing

/// Where data are not safe: what is said there can be done as it is said.
@Suite("A place that is not safe")
struct UnsafePlaceTests {
    /// What is advised between backquotes, with this beginning.
    private func advice(_ beginning: String, in text: String) throws -> String {
        try #require(
            text.split(separator: "`").first { $0.hasPrefix(beginning) }.map(String.init), "\(text)")
    }

    @Test(
        "what a refusal advises works wherever one stands",
        arguments: ["school", "onze school", "'s Gravenschool", "$HOME; echo \"é\"", "'\u{301}x"])
    func advised(name: String) throws {
        let folder = try TemporaryFolder()
        func kaart(_ command: String, in place: String = "") throws -> Outcome {
            try RunningProcess(
                "/bin/sh", ["-c", command], in: folder.url.appending(path: place)
            ).finish()
        }
        #expect(try kaart("kaart init --oefen gewoon").status == 0)
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "Dropbox"), withIntermediateDirectories: false)
        try FileManager.default.copyItem(
            at: folder.url.appending(path: "gewoon"), to: folder.url.appending(path: "Dropbox/\(name)"))
        let school = "Dropbox/\(name)"
        let below = school + "/Kwaliteitskaarten/kaarten"
        let tasks = "kaart taken --als femke --vandaag 2026-11-02"
        let refused = try kaart(tasks, in: below)
        #expect(refused.status == 1)
        let accepted = try kaart(try advice("kaart init --toch-hier", in: refused.remarks), in: below)
        #expect(accepted.status == 0, "\(accepted)")
        #expect(try kaart(tasks, in: below).status == 0)
        // Where there is nothing yet: the data are gone, or there never were any.
        try FileManager.default.removeItem(
            at: folder.url.appending(path: school + "/gegevens/trajecten.sqlite"))
        let absent = try kaart(tasks, in: below)
        let made = try kaart(try advice("kaart init", in: absent.remarks), in: below)
        #expect(made.status == 0, "\(absent) \(made)")
        #expect(
            FileManager.default.fileExists(
                atPath: folder.url.appending(path: school + "/gegevens/trajecten.sqlite").path))
    }

    @Test("who accepts another place loses nothing of what stood there, also on a disk that fails")
    func acceptedAgain() throws {
        let practice = try Practice(isFilled: false)
        for name in ["Dropbox", "Nextcloud"] {
            try FileManager.default.createDirectory(
                at: practice.folder.url.appending(path: name), withIntermediateDirectories: false)
        }
        #expect(try practice.kaart("init", "--toch-hier", "Dropbox/a").status == 0)
        try FileManager.default.copyItem(
            at: practice.folder.url.appending(path: "Dropbox/a"),
            to: practice.folder.url.appending(path: "Nextcloud/a"))
        let record = "Nextcloud/a/gegevens/toch-hier.txt"
        let before = try practice.folder.read(record)
        let again = ["init", "--toch-hier", "Nextcloud/a"]
        let usual = try TracedRun(again, in: Practice(copying: practice))
        #expect(usual.outcome.status == 0)
        for place in 1...usual.calls.count {
            let copy = try Practice(copying: practice)
            let run = try TracedRun(
                again, in: copy, injecting: .init(what: "error=ENOSPC", usual: usual.calls, place: place))
            let now = try copy.folder.read(record)
            #expect(now == before || now.hasPrefix(before), "\(place): \(now)")
            #expect(run.outcome.status == 1 || now != before, "\(place): \(run.outcome)")
            if now == before { #expect(run.outcome.remarks.contains("is vol"), "\(place): \(run.outcome)") }
            let names = try FileManager.default.contentsOfDirectory(
                atPath: copy.folder.url.appending(path: "Nextcloud/a/gegevens").path)
            // What can't be removed is removed by nobody.
            #expect(run.outcome.status == 1 || names.count == 2, "\(names)")
        }
    }
}

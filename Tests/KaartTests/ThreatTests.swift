import Foundation
import Testing

/// What the program does against who can change its surroundings, or comes after it.
@Suite("What is around the program")
struct ThreatTests {
    @Test("who one is goes by the account, whatever the environment says")
    func login() throws {
        let practice = try Practice(isFilled: false)
        #expect(try practice.kaart("init").status == 0)
        let outcome = try RunningProcess(
            BuiltProgram.path, ["taken"], in: practice.folder.url,
            environment: ["USER": "femke", "LOGNAME": "femke", "USERNAME": "femke", "SUDO_USER": "femke"]
        ).finish()
        #expect(outcome.status == 1)
        #expect(outcome.remarks.contains("hoort bij niemand in het schoolbestand"), "\(outcome)")
        #expect(!outcome.remarks.contains("femke"))
    }

    @Test("when it crashes nothing of what it held is written to the disk")
    func coreDump() throws {
        let practice = try Practice()
        let trace = practice.folder.url.appending(path: "spoor").path
        let outcome = try RunningProcess(
            "/usr/bin/env",
            ["strace", "-f", "-qq", "-o", trace, "-e", "trace=prlimit64,openat", BuiltProgram.path, "taken"]
                + ["--als", "femke"], in: practice.folder.url
        ).finish()
        #expect(outcome.status == 0, "\(outcome)")
        let lines = try practice.folder.read("spoor").split(separator: "\n")
        let limit = try #require(lines.firstIndex { $0.contains("RLIMIT_CORE, {rlim_cur=1, rlim_max=1}") })
        let data = try #require(lines.firstIndex { $0.contains("trajecten.sqlite") })
        #expect(limit < data)
    }
}

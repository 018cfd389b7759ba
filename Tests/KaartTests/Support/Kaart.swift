import Foundation
import Glibc
import Testing

/// The program as built beside the tests, and what a process needs to find it.
enum BuiltProgram {
    /// The files of the tests, beside the sources that read them.
    static let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    /// The folder of the test bundle, where the build puts the products too: there the program finds what is shipped.
    static let release = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    /// The same program beside the small school of the tests: the cards that are shipped may grow without a change in
    /// what all other tests show.
    static let folder: URL = {
        let files = FileManager.default
        let home = files.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "kaart-uitgave-\(ProcessInfo.processInfo.processIdentifier)")
        let folder = home.appending(path: "bin")
        try? files.removeItem(at: home)
        do {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            try files.copyItem(at: release.appending(path: "kaart"), to: folder.appending(path: "kaart"))
            try files.copyItem(
                at: tests.appending(path: "Oefenschool/Kwaliteitskaarten"),
                to: home.appending(path: "Kwaliteitskaarten"))
            try files.copyItem(
                at: tests.deletingLastPathComponent().appending(path: "Schemas"),
                to: home.appending(path: "Schemas"))
        } catch {
            fatalError("no small release for the tests: \(error)")
        }
        atexit { try? FileManager.default.removeItem(at: BuiltProgram.folder.deletingLastPathComponent()) }
        return folder
    }()
    static let path = folder.appending(path: "kaart").path
}

/// An empty folder of our own, gone when the test is over.
final class TemporaryFolder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appending(path: "kaart-test-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ text: String, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: url.appending(path: path)), as: UTF8.self)
    }

    /// What a file holds, byte for byte.
    func bytes(of path: String) throws -> Data { try Data(contentsOf: url.appending(path: path)) }
}

/// How a process ended and what it said.
struct Outcome {
    let status: Int32
    let output: String
    let remarks: String

    var everything: String { output + remarks }
}

/// A process that runs in a folder, with the program on its PATH and as good as no environment.
final class RunningProcess {
    private let process = Process()
    private let logs: TemporaryFolder

    /// - Parameters:
    ///   - programs: where `kaart` stands.
    ///   - input: what stands on standard input; nil closes it.
    ///   - isJoined: whether both outputs end up together, as on a screen.
    init(
        _ program: String, _ arguments: [String], in folder: URL, environment: [String: String] = [:],
        programs: URL = BuiltProgram.folder, input: String? = nil, isJoined: Bool = false
    ) throws {
        logs = try TemporaryFolder()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let basics = [
            "PATH": programs.path + ":/usr/bin:/bin", "TMPDIR": folder.path, "LC_ALL": "C.UTF-8",
        ]
        process.environment = basics.merging(environment) { $1 }
        try logs.write(input ?? "", to: "input")
        process.standardInput = try FileHandle(forReadingFrom: logs.url.appending(path: "input"))
        let output = try Self.log("output", in: logs)
        process.standardOutput = output
        process.standardError = isJoined ? output : try Self.log("remarks", in: logs)
        try process.run()
    }

    /// A file that several may write at its end.
    private static func log(_ name: String, in folder: TemporaryFolder) throws -> FileHandle {
        let descriptor = open(
            folder.url.appending(path: name).path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        try #require(descriptor >= 0)
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    /// Kills it as the power cut does, as soon as the condition holds; whether that was before it had ended.
    func kill(when isTime: () -> Bool) -> Bool {
        while process.isRunning, !isTime() { sched_yield() }
        _ = Glibc.kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }

    func finish() throws -> Outcome {
        process.waitUntilExit()
        let remarks = (try? logs.read("remarks")) ?? ""
        // A process that was killed has crashed: no test takes that for an answer.
        let status = process.terminationReason == .exit ? process.terminationStatus : 128
        return Outcome(status: status, output: try logs.read("output"), remarks: remarks)
    }
}

/// A practice folder in which somebody works at the command line.
struct Practice {
    let folder: TemporaryFolder

    /// - Parameter isFilled: whether the example school and its store are made.
    init(isFilled: Bool = true) throws {
        if isFilled {
            self = try Practice(copying: Self.fresh.get())
        } else {
            folder = try TemporaryFolder()
        }
    }

    /// What `kaart init --oefen` makes, once: hundreds of tests begin with it.
    private static let fresh: Result<Practice, any Error> = Result {
        let practice = try Practice(isFilled: false)
        try #require(try practice.kaart("init", "--oefen").status == 0)
        atexit { try? FileManager.default.removeItem(at: Practice.fresh.get().folder.url) }
        return practice
    }

    /// A copy of another one, as it is now.
    init(copying other: Practice) throws {
        folder = try TemporaryFolder()
        for name in try FileManager.default.contentsOfDirectory(atPath: other.folder.url.path) {
            try FileManager.default.copyItem(
                at: other.folder.url.appending(path: name), to: folder.url.appending(path: name))
        }
    }

    /// Where the events are.
    var storePath: String { folder.url.appending(path: "gegevens/trajecten.sqlite").path }

    /// Runs `kaart` with these arguments and waits for it.
    func kaart(_ arguments: String..., input: String? = nil) throws -> Outcome {
        try kaart(arguments, input: input)
    }

    func kaart(_ arguments: [String], input: String? = nil) throws -> Outcome {
        try RunningProcess(BuiltProgram.path, arguments, in: folder.url, input: input).finish()
    }

    /// Runs it as a person on the first day of the story.
    func kaart(as person: String, _ arguments: String..., input: String? = nil) throws -> Outcome {
        try kaart(arguments + ["--als", person, "--vandaag", "2026-11-02"], input: input)
    }

    /// Starts the meldcode for a pupil who does not exist; the id of its case.
    func startCase() throws -> String {
        let started = try kaart(as: "bas", "start", "meldcode", "0412", "--groep", "groep-geel")
        let marker = "Begonnen: traject "
        try #require(started.status == 0 && started.output.hasPrefix(marker), "\(started)")
        return String(started.output.dropFirst(marker.count).prefix(4))
    }
}

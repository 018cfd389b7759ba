import Foundation

/// A run of the program under `strace`, which does something to it at one of the system calls that change what is on the
/// disk. That a file was opened or made shows at the next of them.
struct TracedRun {
    /// What is done, in the words of `strace -e inject`, at which of these calls.
    struct Injection: Hashable, CustomStringConvertible {
        var calls = TracedRun.calls
        let what: String
        /// From 1.
        let place: Int
        /// Whether it is done at every later one too.
        var isLasting = false

        var description: String { "\(calls):\(what):when=\(place)\(isLasting ? "+" : "")" }
    }

    static let calls = "pwrite64,write,fdatasync,fsync,unlink,ftruncate,rename,link"

    let outcome: Outcome
    /// The lines of the trace.
    let lines: [Substring]

    init(_ arguments: [String], in practice: Practice, injecting injection: Injection? = nil) throws {
        let trace = "spoor"
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: trace).path
        outcome = try RunningProcess(
            "/usr/bin/env",
            ["strace", "-f", "-qq", "--seccomp-bpf", "-o", file, "-e", "trace=" + Self.calls]
                + (injection.map { ["-e", "inject=\($0)"] } ?? []) + [BuiltProgram.path] + arguments,
            in: practice.folder.url
        ).finish()
        lines = try folder.read(trace).split(separator: "\n")
    }

    /// How many of the calls the thread made that does the work.
    var callCount: Int {
        let calls = lines.filter { $0.contains("(") }
        return Dictionary(grouping: calls) { $0.prefix { $0 != " " } }.values.map(\.count).max() ?? 0
    }

    /// How many transactions were completed: each deletes its journal.
    var commits: Int {
        lines.count { $0.contains("unlink(") && $0.contains("-journal\"") && $0.hasSuffix(" = 0") }
    }
}

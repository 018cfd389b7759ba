import Foundation

/// A run of the program under `strace`, which does something to it at one of its system calls. That a file was opened or
/// made shows at the next of them.
struct TracedRun {
    /// What is done, in the words of `strace -e inject`, at which of the calls that the same command made before.
    struct Injection: CustomStringConvertible {
        let what: String
        /// The calls in their order.
        let usual: [String]
        /// From 1.
        let place: Int
        /// Whether it is done at every later one too.
        var isLasting = false
        /// Calls that are spared.
        var spared: Set<String> = []

        fileprivate var isSignal: Bool { what.hasPrefix("signal=") }

        /// `strace` counts each kind of call apart.
        var arguments: [String] {
            let before = usual.prefix(place - 1)
            let name = usual[place - 1]
            return (isLasting ? Set(usual).subtracting(spared).sorted() : [name]).flatMap { name in
                let number = before.count { $0 == name } + 1
                return ["-e", "inject=\(name):\(what):when=\(number)\(isLasting ? "+" : "")"]
            }
        }

        var description: String {
            "\(what) at call \(place), \(usual[place - 1])\(isLasting ? ", and on" : "")"
        }
    }

    /// Calls of the system at which something is done.
    enum Calls {
        /// What changes what is on the disk.
        case changes
        /// What reads the data.
        case reads
        /// What makes, and looks for, the journal of the data.
        case journals

        fileprivate var names: String {
            switch self {
            case .changes: "pwrite64,write,fdatasync,fsync,unlink,ftruncate,rename,renameat2,link"
            case .reads: "pread64,read"
            case .journals: "openat"
            }
        }

        /// Only these files, when it is about some.
        fileprivate func paths(in practice: Practice) -> [String] {
            switch self {
            case .changes: []
            case .reads: [practice.storePath]
            case .journals: [practice.storePath + "-journal"]
            }
        }
    }

    let outcome: Outcome
    /// The lines of the trace.
    private let lines: [Substring]

    init(
        _ arguments: [String], in practice: Practice, of calls: Calls = .changes,
        injecting injection: Injection? = nil
    ) throws {
        let trace = "spoor"
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: trace).path
        outcome = try RunningProcess(
            "/usr/bin/env",
            ["strace", "-f", "-qq", "-o", file, "-e", "trace=" + calls.names]
                // It is quicker, and with it no signal arrives.
                + (injection?.isSignal == true ? [] : ["--seccomp-bpf"])
                + calls.paths(in: practice).flatMap { ["-P", $0] } + (injection?.arguments ?? [])
                + [BuiltProgram.path] + arguments,
            in: practice.folder.url
        ).finish()
        lines = try folder.read(trace).split(separator: "\n")
    }

    /// The names of the calls of the thread that does the work, in their order.
    var calls: [String] {
        // Of a thread that ends meanwhile strace can't always tell which call it is: nothing can be injected there.
        let calls = lines.filter { $0.contains("(") && !$0.contains("???(") }
            .map { $0.split(separator: " ", maxSplits: 1) }
        let threads = Dictionary(grouping: calls.filter { $0.count == 2 }) { $0[0] }
        return (threads.values.max { $0.count < $1.count } ?? []).map { call in
            String(call[1].drop { $0 == " " }.prefix { $0 != "(" })
        }
    }

    /// Whether what was to be done to it was done.
    var isInjected: Bool {
        lines.contains { $0.hasSuffix("(INJECTED)") || $0.contains("+++ killed by SIGKILL") }
    }

    /// How many transactions were completed: each deletes its journal.
    var commits: Int {
        lines.count { $0.contains("unlink(") && $0.contains("-journal\"") && $0.hasSuffix(" = 0") }
    }
}

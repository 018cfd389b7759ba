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
        (outcome, lines) = try Self.run(
            arguments, in: practice,
            options: ["-e", "trace=" + calls.names]
                // It is quicker, and with it no signal arrives.
                + (injection?.isSignal == true ? [] : ["--seccomp-bpf"])
                + calls.paths(in: practice).flatMap { ["-P", $0] } + (injection?.arguments ?? []))
    }

    /// With all that the program asked of the disk, word for word.
    ///
    /// - Parameter conversation: what somebody at a terminal says to it; nil when nobody is there.
    init(
        recording arguments: [String], in practice: Practice, conversation: ((Dialogue) throws -> Void)? = nil
    ) throws {
        let names =
            "openat,mkdir,write,pwrite64,sendfile,lseek,ftruncate,fsync,fdatasync,chmod,fchmod,unlink,unlinkat,rmdir,link,"
            // What the record does not know, and refuses.
            + "rename,renameat2,open,creat,mkdirat,linkat,renameat,symlink,symlinkat,writev,pwritev,pwritev2,truncate,"
            + "fallocate,copy_file_range,splice"
        (outcome, lines) = try Self.run(
            arguments, in: practice,
            options: ["--seccomp-bpf", "-y", "-xx", "-s", "\(Int32.max / 8)", "-e", "trace=" + names],
            conversation: conversation)
    }

    private static func run(
        _ arguments: [String], in practice: Practice, options: [String],
        conversation: ((Dialogue) throws -> Void)? = nil
    ) throws -> (Outcome, [Substring]) {
        let folder = try TemporaryFolder()
        let command =
            ["strace", "-f", "-qq", "-o", folder.url.appending(path: trace).path] + options
            + [BuiltProgram.path] + arguments
        let outcome: Outcome
        if let conversation {
            let dialogue = try Dialogue(command, by: "/usr/bin/env", in: practice.folder.url)
            try conversation(dialogue)
            let (status, everything) = dialogue.finish()
            outcome = Outcome(status: status, output: everything, remarks: "")
        } else {
            outcome = try RunningProcess("/usr/bin/env", command, in: practice.folder.url).finish()
        }
        return (outcome, whole(lines(of: try folder.read(trace))))
    }

    private static let trace = "spoor"

    /// By the C library, for a line may be as long as what was written.
    private static func lines(of text: String) -> [Substring] {
        var lines: [Substring] = []
        var rest = text[...]
        while let end = TracedCall.range(of: "\n", in: rest) {
            lines.append(rest[..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return lines
    }

    /// Where another thread came in between, a call is told in two parts: they become one.
    private static func whole(_ lines: [Substring]) -> [Substring] {
        let open = " <unfinished ...>"
        var begun: [Substring: Substring] = [:]
        return lines.compactMap { line in
            let thread = line.prefix { $0 != " " }
            if line.hasSuffix(open) {
                begun[thread] = line.dropLast(open.count)
                return nil
            }
            guard let place = TracedCall.range(of: " resumed>", in: line),
                let first = begun.removeValue(forKey: thread)
            else { return line }
            return first + line[place.upperBound...]
        }
    }

    /// Each call that came to an end.
    var recorded: [TracedCall] { lines.compactMap { TracedCall($0) } }

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

import Foundation
import Glibc

/// A program that runs by itself, to see what it takes from start to end.
struct Program {
    let path: String
    let arguments: [String]

    /// What one run took.
    struct Run {
        /// From before it was started until it had ended.
        let seconds: Double
        /// How long it kept a core busy.
        let coreSeconds: Double
        /// The most memory that it had at one time.
        let megabytes: Double
    }

    /// Runs it; what it says goes nowhere.
    func run() throws -> Run {
        let texts = [path] + arguments
        var pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        pointers.append(nil)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for output: Int32 in [1, 2] {
            posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0)
        }
        var process: pid_t = 0
        var status: Int32 = 0
        var usage = rusage()
        let start = ContinuousClock.now
        guard posix_spawn(&process, path, &actions, nil, pointers, environ) == 0 else {
            throw Misfit("\(path) does not start")
        }
        guard wait4(process, &status, 0, &usage) == process, status == 0 else {
            throw Misfit("\(texts.joined(separator: " ")) ended with \(status)")
        }
        return Run(
            seconds: (ContinuousClock.now - start) / .seconds(1),
            coreSeconds: Self.seconds(usage.ru_utime) + Self.seconds(usage.ru_stime),
            megabytes: Double(usage.ru_maxrss) / 1_024)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}

import CardEngine
import CardLanguage
import Glibc

/// What a person types at a terminal, line by line and no further, so that what was typed too soon can be thrown away.
final class TypedInput {
    /// What came of a line.
    enum Line {
        case text(String)
        /// It is no UTF-8.
        case unreadable
        /// It is as long as a terminal can hand over: what came behind that is gone.
        case cut
    }

    /// How long what was pasted may stay away, in milliseconds.
    private static let patience: Int32 = 50
    /// The longest line that Linux hands over whole is shorter than this (`N_TTY_BUF_SIZE`).
    private static let limit = 4095

    /// Whether somebody broke off with Ctrl-C at a question.
    private(set) var isInterrupted = false
    /// Where lines are read: the terminal opened anew, so as never to wait in the reading. A Ctrl-C takes away what was typed
    /// before it, also when that was seen to be there; only while we wait is it heard.
    private lazy var descriptor: Int32 = {
        let own =
            isatty(STDIN_FILENO) == 1
            ? open("/proc/self/fd/0", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1
        // It may be of another account than the program runs under.
        return own < 0 ? STDIN_FILENO : own
    }()

    /// The next line, without its end; nil at the end of the input, and when the person breaks off with Ctrl-C. That ends
    /// the program as the end of the input does, so that it can say what was kept; at any other moment it ends it at once.
    ///
    /// - Parameter prompt: writes the question; from then on a Ctrl-C is an answer to it.
    func line(prompt: () -> Void = {}) -> Line? {
        var (breaking, usual) = (sigaction(), sigaction())
        breaking.__sigaction_handler.sa_handler = { _ in }
        var (held, mask) = (sigset_t(), sigset_t())
        sigemptyset(&held)
        sigaddset(&held, SIGINT)
        // It comes in only where it is waited for, so that none is lost between the question and the reading.
        sigprocmask(SIG_BLOCK, &held, &mask)
        sigaction(SIGINT, &breaking, &usual)
        defer {
            sigaction(SIGINT, &usual, nil)
            sigprocmask(SIG_SETMASK, &mask, nil)
        }
        prompt()
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while isReady(mask) {
            let count = read(descriptor, &byte, 1)
            if count < 0, errno == EAGAIN { continue }
            guard count == 1 else { return nil }
            guard byte != UInt8(ascii: "\n") else {
                guard bytes.count < Self.limit else { return .cut }
                return String(validating: bytes, as: UTF8.self).map { .text($0) } ?? .unreadable
            }
            bytes.append(byte)
        }
        return nil
    }

    /// Waits until there is something to read, or the input has ended; false when a signal came in.
    private func isReady(_ mask: sigset_t) -> Bool {
        var mask = mask
        // Who started the program may have held it back for all that follows.
        sigdelset(&mask, SIGINT)
        var input = fd_set()
        input.__fds_bits.0 = 1
        let count = withUnsafePointer(to: mask) { pselect(STDIN_FILENO + 1, &input, nil, nil, nil, $0) }
        // No other signal has somebody to hear it.
        if count < 0, errno == EINTR { isInterrupted = true }
        return count == 1
    }

    /// Whether a line waits already, or comes at once: no hand types that fast. Also one without its end.
    var holdsMore: Bool {
        holdsLine
            || byCharacter { holdsCharacters } ?? false
    }

    private var holdsCharacters: Bool {
        var count: Int32 = 0
        return ioctl(STDIN_FILENO, UInt(FIONREAD), &count) == 0 && count > 0
    }

    private var holdsLine: Bool {
        var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, Self.patience) == 1 && waiting.revents & Int16(POLLIN) != 0
    }

    /// Does something while the terminal does not wait for the end of a line; nil when there is no terminal any more. What it
    /// holds by then can be read afterwards, whether a line ends behind it or not.
    private func byCharacter<Result>(_ work: () -> Result) -> Result? {
        var usual = termios()
        guard tcgetattr(STDIN_FILENO, &usual) == 0 else { return nil }
        var plain = usual
        plain.c_lflag &= ~tcflag_t(ICANON)
        tcsetattr(STDIN_FILENO, TCSANOW, &plain)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &usual) }
        return work()
    }

    /// Throws away what was typed and not read yet, and tells whether there was anything, also a line without its end.
    @discardableResult
    func discard() -> Bool {
        var found = false
        // What is pasted comes in parts. A terminal that is gone stays readable for ever; in the background nothing can be
        // thrown away, and what waits would wait for ever.
        while let isThrownAway = byCharacter({
            found = found || holdsCharacters
            return tcflush(STDIN_FILENO, TCIFLUSH) == 0
        }), isThrownAway, holdsLine {}
        return found
    }
}

/// The lines of a text, without empty ones around it.
struct TypedLines {
    private var lines: [String] = []

    mutating func append(_ line: String) {
        if !lines.isEmpty || line.hasText { lines.append(line) }
    }

    /// The text.
    var joined: String {
        lines.reversed().drop { !$0.hasText }.reversed().joined(separator: "\n")
    }
}

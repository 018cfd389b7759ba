import Foundation
import Glibc
import Testing

/// A person at a real terminal: types an answer when the program has asked.
final class Dialogue {
    private let terminal: Int32
    private let process = Process()
    private var screen: [UInt8] = []
    private var read = 0
    private var isAtEnd = false

    /// Starts the program with a terminal of its own, that shows nothing of what is typed.
    ///
    /// - Parameter size: of its screen; nil where it does not tell.
    init(
        _ arguments: [String], by program: String = BuiltProgram.path, in folder: URL,
        size: (columns: UInt16, rows: UInt16)? = nil
    ) throws {
        var (terminal, descriptor): (Int32, Int32) = (-1, -1)
        var screen = winsize(
            ws_row: size?.rows ?? 0, ws_col: size?.columns ?? 0, ws_xpixel: 0, ws_ypixel: 0)
        try #require(openpty(&terminal, &descriptor, nil, nil, &screen) == 0)
        self.terminal = terminal
        for end in [terminal, descriptor] { try #require(fcntl(end, F_SETFD, FD_CLOEXEC) == 0) }
        var settings = termios()
        try #require(tcgetattr(descriptor, &settings) == 0)
        settings.c_lflag &= ~tcflag_t(ECHO)
        settings.c_oflag &= ~tcflag_t(OPOST)
        try #require(tcsetattr(descriptor, TCSANOW, &settings) == 0)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = ["PATH": "/usr/bin:/bin", "TMPDIR": folder.path, "TERM": "dumb"]
        process.standardInput = handle
        process.standardOutput = handle
        process.standardError = handle
        try process.run()
        close(descriptor)
    }

    deinit {
        close(terminal)
        if process.isRunning { end() }
    }

    /// Ends it whatever signals it holds back: those that the thread held back on which the test started it.
    private func end() { kill(process.processIdentifier, SIGKILL) }

    /// Waits for a question at the end of the screen, and answers it.
    func answer(_ question: String, _ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        try type(text + "\n", at: question, sourceLocation)
    }

    /// Waits for a question at the end of the screen, and leaves it unanswered.
    func wait(for question: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        while !Array(screen[read...]).ends(with: Array((question + " ").utf8)), more() {}
        let seen = String(decoding: screen[read...], as: UTF8.self)
        try #require(
            seen.hasSuffix(question + " "), "not asked: \(question)\n\(seen)", sourceLocation: sourceLocation)
    }

    /// Ends the input at a question, as Ctrl-D does.
    func hangUp(at question: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try type("\u{4}", at: question, sourceLocation)
    }

    /// Breaks off at a question, as Ctrl-C does.
    func interrupt(at question: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        try wait(for: question, sourceLocation: sourceLocation)
        read = screen.count
        try #require(kill(process.processIdentifier, SIGINT) == 0)
    }

    /// Waits for a question, and types or pastes something at it.
    func type(
        _ text: String, at question: String, _ sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        try wait(for: question, sourceLocation: sourceLocation)
        read = screen.count
        try type(text)
    }

    /// Types nothing for a while; less long when something new appears on the screen.
    func rest() {
        var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        poll(&waiting, 1, 500)
    }

    /// Types something, wherever the program is.
    func type(_ text: String) throws {
        let bytes = Array(text.utf8)
        try #require(write(terminal, bytes, bytes.count) == bytes.count)
    }

    /// What is left on the screen when the program has ended, and how it ended: of a signal as a shell tells it, 128 and its
    /// number.
    func finish() -> (status: Int32, everything: String) {
        while more() {}
        // Who still waits for an answer by now was asked nothing that the test knows of.
        if process.isRunning, !isAtEnd { end() }
        process.waitUntilExit()
        let isKilled = process.terminationReason == .uncaughtSignal
        return (
            process.terminationStatus + (isKilled ? 128 : 0), String(decoding: screen, as: UTF8.self)
        )
    }

    /// Reads some more; false at the end, or when nothing has come for ten seconds.
    private func more() -> Bool {
        var waiting = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 10_000) == 1 else { return false }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Glibc.read(terminal, &bytes, bytes.count)
        guard count > 0 else {
            isAtEnd = true
            return false
        }
        screen += bytes.prefix(count)
        return true
    }
}

extension [UInt8] {
    fileprivate func ends(with other: [UInt8]) -> Bool { suffix(other.count).elementsEqual(other) }
}

import CardEngine
import CaseStore
import Casework
import Foundation
import Glibc

/// What somebody typed at the questions of a step and that was not recorded: the question was broken off, or the answer
/// refused. It is kept for that person and that step, beside the data and as closed as those, and no longer than a day.
struct AnswerDraft: Codable {
    /// What was typed for a field.
    struct Value: Codable {
        let field: String
        let text: String
    }

    /// The outcome that was chosen.
    var outcome: String?
    /// The fields, in the order in which they were asked.
    var values: [Value] = []

    /// What was typed for a field.
    func text(of field: String) -> String? { values.last { $0.field == field }?.text }
}

/// Where the draft of one person and one step is kept: `gegevens/klad`, folder 0700, file 0600.
struct DraftPlace {
    private let folder: String
    private let name: String
    private var path: String { folder + "/" + name }
    private static let lifetime: TimeInterval = 86_400
    private static let limit = 4 << 20

    /// The place for who acts, told apart by who enters it.
    ///
    /// - Parameter isEntry: of an entry in a register, beside what closes it.
    init(in folder: SchoolFolder, of step: CaseReference, by identity: Identity, isEntry: Bool = false) {
        let person = identity.actor.rawValue + (identity.enteredBy.map { "+\($0.rawValue)" } ?? "")
        self.folder = folder.draftPath
        name = "\(step.description)\(isEntry ? " regel" : "") \(person).json"
    }

    /// What is kept; nil when nothing can be made of it.
    func kept() -> AnswerDraft? {
        guard let bytes = try? RegularFile.read(path, limit: Self.limit, followsLinks: false) else {
            return nil
        }
        return try? JSONDecoder().decode(AnswerDraft.self, from: Data(bytes))
    }

    /// Keeps it in the place of an earlier one. Where it can't be kept nobody is hindered: then nothing is promised either.
    func keep(_ draft: AnswerDraft) {
        guard let data = try? JSONEncoder().encode(draft), data.count <= Self.limit else { return }
        mkdir(folder, 0o700)
        try? DraftFile.write(data, over: path)
    }

    /// Whether something is kept.
    var holdsDraft: Bool { access(path, F_OK) == 0 }

    /// Takes away what was kept, and what a killed program had written of it.
    func clear() {
        unlink(path)
        DraftFile.removeLeft(in: folder) { $0 == name }
    }

    /// Takes away what is older than a day, of everybody.
    static func clearOld(in folder: SchoolFolder) {
        let place = folder.draftPath
        for name in (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? [] {
            var status = stat()
            guard lstat(place + "/" + name, &status) == 0 else { continue }
            let age = Date().timeIntervalSince1970 - TimeInterval(status.st_mtim.tv_sec)
            // One of a day to come is of a clock that was wrong.
            if age > lifetime || age < -lifetime { unlink(place + "/" + name) }
        }
    }
}

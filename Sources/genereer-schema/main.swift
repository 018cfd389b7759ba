import CardLanguage
import Foundation

/// Writes the files that are made from the table of words into the package folder: the one that is given, or this one.
let folder = URL(fileURLWithPath: CommandLine.arguments.dropFirst().first ?? ".")
for file in GeneratedFile.all {
    let url = folder.appendingPathComponent(file.path)
    try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(file.text.utf8).write(to: url)
    print(file.path)
}

// A program that does nothing, with everything linked that `kaart` has: what starting costs before any of our code runs.
import ArgumentParser
import CardEngine
import CardLanguage
import CaseStore
import CaseStoreSQLite
import Casework
import Documents
import Evaluation
import Foundation
import SchoolTime

// Named, so that the linker keeps them.
private let kept: [Any.Type] = [
    Shelf.self, SQLiteCaseStore.self, CardPage.self, CardEvaluation.self, CommandConfiguration.self,
    Date.self,
]
if CommandLine.arguments.count > kept.count { print(kept) }

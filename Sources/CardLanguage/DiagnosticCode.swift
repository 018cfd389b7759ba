/// The codes of complaints. A code never gets another meaning and is never used again; see `retired`.
///
/// F00: the text as YAML. F01: words and shapes. F02: names and references. F03: what a card must prove.
/// F04: school. F05: school year. F06: the files together. F07: a card that is named elsewhere.
public enum DiagnosticCode: String, CaseIterable, Sendable {
    case notUTF8 = "F0001"
    case forbiddenCharacter = "F0002"
    case hardSpace = "F0003"
    case tooLarge = "F0004"
    case tooDeep = "F0005"
    case notYAML = "F0006"
    case unclosedQuote = "F0007"
    case anchorOrAlias = "F0008"
    case tag = "F0009"
    case mergeKey = "F0010"
    case severalDocuments = "F0011"
    case duplicateKey = "F0012"
    case emptyValue = "F0013"
    case commentBehindText = "F0014"
    case emptyFile = "F0015"
    case curlyQuotes = "F0016"

    case unknownFileKind = "F0101"
    case unknownWord = "F0102"
    case missingWord = "F0104"
    case wrongShape = "F0105"
    case notAnID = "F0106"
    case fileNameDiffers = "F0107"
    case notYesOrNo = "F0108"
    case notANumber = "F0109"
    case notAnOption = "F0110"
    case notAMoment = "F0111"
    case notADate = "F0112"
    case notOneKind = "F0113"
    case wordDoesNotFit = "F0114"
    case limitsReversed = "F0115"
    case notAMeasure = "F0116"

    case duplicateName = "F0201"
    case reservedName = "F0202"
    case nameWithTwoMeanings = "F0203"
    case unknownTarget = "F0204"
    case unknownField = "F0205"
    case unknownRole = "F0206"
    case unknownStep = "F0207"
    case unknownOutcome = "F0208"
    case unknownAnchor = "F0209"
    case valueOutsideField = "F0210"
    case testDoesNotFit = "F0211"
    case roleDoesNotFit = "F0212"
    case wrongEnd = "F0213"
    case intoBlock = "F0214"
    case onlyInsideForEach = "F0215"
    case filledInsideAndOutside = "F0216"
    case unknownAttribute = "F0217"
    case kindDoesNotFit = "F0218"
    case unknownInstrument = "F0219"

    case unreachableStep = "F0301"
    case noWayOut = "F0302"
    case endlessRound = "F0303"
    case uncoveredChoice = "F0304"
    case fieldMayBeEmpty = "F0305"
    case sensitiveForAll = "F0306"
    case interruptByOutsider = "F0307"
    case nobodyCan = "F0308"
    case unused = "F0309"
    case tooLargeToProve = "F0310"
    case rowNeverDecides = "F0311"
    case branchesCollide = "F0312"
    case noNorms = "F0313"
    case neverBegins = "F0314"
    case uncountedRound = "F0315"
    case termTooShort = "F0316"
    case remindsTooEarly = "F0317"
    case itemEndsAll = "F0318"
    case outcomeCannotOccur = "F0319"
    case consentNotAsked = "F0320"
    case evaluationOverdue = "F0321"
    case limitByHiddenDay = "F0322"
    case toldByTheWay = "F0323"
    case ofPupilsOnly = "F0324"
    case fixedItemFilled = "F0325"
    case escalatedInVain = "F0326"
    case attributeMayBeEmpty = "F0327"
    case alreadyOver = "F0328"
    case notYetDone = "F0329"
    case adoptedFileGone = "F0330"

    case unknownTimeZone = "F0401"
    case loginTwice = "F0402"
    case unknownGroup = "F0403"
    case groupDoesNotFit = "F0404"
    case unknownPerson = "F0405"
    case hangsOnOne = "F0406"
    case notAPupilNumber = "F0407"
    case unusedRole = "F0408"
    case earlierSchoolRules = "F0409"

    case wrongYearName = "F0501"
    case daysReversed = "F0502"
    case outsideYear = "F0503"
    case summerMissing = "F0504"
    case studyDayInWeekend = "F0505"
    case plannedNoMore = "F0506"

    case sameIDTwice = "F0601"
    case notReadable = "F0602"
    case noSchool = "F0603"
    case noSchoolYear = "F0604"

    case unknownCard = "F0701"
    case unknownEnd = "F0702"
    case endsNotCovered = "F0703"
    case hiddenCardNamed = "F0704"
    case calledCardNotAdopted = "F0705"
    case subjectDoesNotFollow = "F0706"
    case occasionNotGiven = "F0707"
    case moreEyes = "F0708"
    case waitsInCircle = "F0709"
    case unknownPurpose = "F0710"
    case consentNeverGiven = "F0711"
    case calledCardStartsToo = "F0712"
    case unknownNorm = "F0713"
    case adoptedTextDiffers = "F0714"
    case earlierTextRules = "F0715"
}

extension DiagnosticCode {
    /// Codes of earlier releases that no complaint has any more, each with what it was.
    static let retired = ["F0103": "een woord van de kaarttaal dat nog niet gelezen werd"]

    /// Whether steps, ways and values are known for certain beside an error of this code, so that proofs make sense.
    var leavesWaysKnown: Bool {
        switch self {
        case .commentBehindText, .fileNameDiffers, .notYesOrNo, .notAMoment, .limitsReversed, .unknownRole,
            .unknownAnchor, .roleDoesNotFit, .wrongEnd, .unknownAttribute, .notAMeasure:
            true
        case .notUTF8, .forbiddenCharacter, .hardSpace, .tooLarge, .tooDeep, .notYAML, .unclosedQuote,
            .curlyQuotes, .anchorOrAlias, .tag, .mergeKey, .severalDocuments, .duplicateKey, .emptyValue,
            .emptyFile,
            .unknownFileKind, .unknownWord, .missingWord, .wrongShape, .notAnID, .notANumber,
            .notAnOption, .notADate, .notOneKind, .wordDoesNotFit, .duplicateName, .reservedName,
            .nameWithTwoMeanings, .unknownTarget,
            .unknownField,
            .unknownStep, .unknownOutcome, .intoBlock, .onlyInsideForEach, .filledInsideAndOutside,
            .kindDoesNotFit, .valueOutsideField, .testDoesNotFit, .unreachableStep, .noWayOut,
            .endlessRound, .uncoveredChoice, .fieldMayBeEmpty, .sensitiveForAll, .interruptByOutsider,
            .nobodyCan,
            .unused, .tooLargeToProve, .rowNeverDecides, .branchesCollide, .unknownTimeZone, .loginTwice,
            .unknownGroup,
            .groupDoesNotFit, .unknownPerson, .notAPupilNumber, .wrongYearName, .daysReversed, .outsideYear,
            .summerMissing,
            .studyDayInWeekend, .remindsTooEarly,
            .sameIDTwice, .notReadable, .noSchool, .noSchoolYear, .unknownCard, .unknownEnd, .endsNotCovered,
            .hiddenCardNamed, .calledCardNotAdopted, .subjectDoesNotFollow, .occasionNotGiven, .moreEyes,
            .waitsInCircle, .unknownPurpose, .consentNeverGiven, .calledCardStartsToo, .unknownNorm,
            .unknownInstrument, .noNorms, .neverBegins, .uncountedRound, .termTooShort, .itemEndsAll,
            .outcomeCannotOccur, .consentNotAsked, .evaluationOverdue, .hangsOnOne, .unusedRole,
            .plannedNoMore, .limitByHiddenDay, .toldByTheWay,
            .ofPupilsOnly, .fixedItemFilled, .escalatedInVain, .attributeMayBeEmpty, .alreadyOver,
            .notYetDone,
            .adoptedTextDiffers, .adoptedFileGone, .earlierTextRules, .earlierSchoolRules:
            false
        }
    }
}

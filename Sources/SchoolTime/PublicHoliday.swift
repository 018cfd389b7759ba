/// A generally recognised public holiday ("algemeen erkende feestdag"), or Good Friday, which counts as one.
///
/// Source: Algemene termijnenwet, article 3. Easter Sunday and Whit Sunday are not listed: they are weekend
/// days already. Days that the government likens to them for some years (third paragraph), such as the Friday
/// after Ascension Day, are not known. The rules of today hold for every year, also for those before the law.
public enum PublicHoliday: String, CaseIterable, Sendable {
    /// 1 January.
    case newYearsDay
    /// Two days before Easter Sunday.
    case goodFriday
    /// The day after Easter Sunday.
    case easterMonday
    /// 27 April, or 26 April when that is a Sunday.
    case kingsDay
    /// 5 May, of every year.
    case liberationDay
    /// 39 days after Easter Sunday.
    case ascensionDay
    /// 50 days after Easter Sunday.
    case whitMonday
    /// 25 December.
    case christmasDay
    /// 26 December.
    case secondChristmasDay

    /// The Dutch name.
    public var title: String {
        switch self {
        case .newYearsDay: "Nieuwjaarsdag"
        case .goodFriday: "Goede Vrijdag"
        case .easterMonday: "tweede paasdag"
        case .kingsDay: "Koningsdag"
        case .liberationDay: "Bevrijdingsdag"
        case .ascensionDay: "Hemelvaartsdag"
        case .whitMonday: "tweede pinksterdag"
        case .christmasDay: "eerste kerstdag"
        case .secondChristmasDay: "tweede kerstdag"
        }
    }
}

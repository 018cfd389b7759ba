public import Foundation
public import SchoolTime

extension Timestamp {
    /// A moment as the clocks of a time zone show it; of a second that has begun, its beginning.
    public init(_ date: Date, in zone: TimeZone) {
        self.init(
            secondsSince1970: Int(date.timeIntervalSince1970.rounded(.down)),
            offsetSeconds: zone.secondsFromGMT(for: date))
    }
}

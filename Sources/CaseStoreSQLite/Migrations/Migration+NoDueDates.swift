extension Migration {
    /// The list of deadlines goes: nothing looked there, for more falls due than deadlines, and the engine tells what.
    static let noDueDates = Migration(
        version: 4,
        sql: """
            DROP TABLE due_date;

            PRAGMA user_version = 4;
            """)
}

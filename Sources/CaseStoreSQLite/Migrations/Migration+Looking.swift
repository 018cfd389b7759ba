extension Migration {
    /// Cases are found by whom they are about, and running ones by their card and text, without going along those of ten years.
    static let looking = Migration(
        version: 5,
        sql: """
            CREATE INDEX case_record_by_subject ON case_record (subject_kind, subject_id);

            CREATE INDEX case_record_running ON case_record (card, text_hash) WHERE end_id IS NULL;

            PRAGMA user_version = 5;
            """)
}

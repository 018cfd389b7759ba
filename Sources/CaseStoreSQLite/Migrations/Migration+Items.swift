extension Migration {
    /// Work items know the subject that they are about, which in a `voor_elke` is that of the item, who alone can do them,
    /// and what the law says. The tables are projections: they are made anew, empty, and filled from the log before the
    /// transaction ends. The log itself is not touched.
    static let items = Migration(
        version: 2,
        sql: """
            DROP TABLE performer;
            DROP TABLE work_item;

            CREATE TABLE work_item (
                case_id BLOB NOT NULL REFERENCES case_record (case_id),
                visit INTEGER NOT NULL CHECK (visit >= 1),
                step BLOB NOT NULL,
                subject_kind TEXT NOT NULL CHECK (subject_kind IN ('pupil', 'group', 'school', 'staffMember')),
                subject_id BLOB NOT NULL,
                group_id BLOB,
                person BLOB,
                opened_on TEXT NOT NULL CHECK (length(CAST(opened_on AS BLOB)) = 10),
                earliest TEXT CHECK (length(CAST(earliest AS BLOB)) = 10),
                deadline TEXT CHECK (length(CAST(deadline AS BLOB)) = 10),
                statutory TEXT CHECK (length(CAST(statutory AS BLOB)) = 10),
                PRIMARY KEY (case_id, visit)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX work_item_by_person ON work_item (person);

            CREATE TABLE performer (
                case_id BLOB NOT NULL,
                visit INTEGER NOT NULL,
                place INTEGER NOT NULL CHECK (place >= 1),
                role BLOB NOT NULL,
                group_id BLOB,
                PRIMARY KEY (case_id, visit, place),
                FOREIGN KEY (case_id, visit) REFERENCES work_item (case_id, visit)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX performer_by_role ON performer (role, group_id);

            PRAGMA user_version = 2;
            """)
}

extension Migration {
    /// The event log with what is personal in it apart, the texts of cards, and the projections.
    ///
    /// - Whatever comes from people or cards is a BLOB of UTF-8, since SQLite and GRDB cut a TEXT at its first NUL;
    ///   then two ids could become one. TEXT is for what we spell ourselves.
    /// - `event` only grows, at its end: its triggers refuse anything else, whoever asks.
    /// - `content` may lose its rows or what is in them: that is how it is destroyed.
    /// - In `due_date`, visit 0 is the case itself.
    /// - `performer.group_id` repeats the group of the subject, so that role and group are one look-up.
    static let first = Migration(
        version: 1,
        sql: """
            PRAGMA application_id = 1264012081;

            CREATE TABLE store (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                is_practice INTEGER NOT NULL CHECK (is_practice IN (0, 1))
            ) STRICT;

            CREATE TABLE event (
                position INTEGER PRIMARY KEY CHECK (position >= 1),
                case_id BLOB NOT NULL,
                number INTEGER NOT NULL CHECK (number >= 1),
                body BLOB NOT NULL,
                hash BLOB NOT NULL CHECK (length(hash) = 32),
                UNIQUE (case_id, number)
            ) STRICT;

            CREATE TRIGGER event_follows BEFORE INSERT ON event
            WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM event)
                OR NEW.number > (SELECT coalesce(max(number), 0) + 1 FROM event WHERE case_id = NEW.case_id)
            BEGIN
                SELECT RAISE(ABORT, 'an event follows the last one');
            END;

            CREATE TRIGGER event_stays BEFORE DELETE ON event
            BEGIN
                SELECT RAISE(ABORT, 'an event is never deleted');
            END;

            CREATE TRIGGER event_unchanged BEFORE UPDATE ON event
            BEGIN
                SELECT RAISE(ABORT, 'an event is never changed');
            END;

            CREATE TABLE content (
                position INTEGER PRIMARY KEY REFERENCES event (position),
                salt BLOB CHECK (length(salt) = 16),
                body BLOB,
                CHECK ((salt IS NULL) = (body IS NULL))
            ) STRICT;

            CREATE TABLE card_text (
                position INTEGER PRIMARY KEY,
                hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 64),
                card BLOB NOT NULL,
                version INTEGER NOT NULL,
                body BLOB NOT NULL
            ) STRICT;

            CREATE INDEX card_text_by_card ON card_text (card, version);

            CREATE TABLE case_record (
                case_id BLOB NOT NULL PRIMARY KEY,
                card BLOB NOT NULL,
                version INTEGER NOT NULL,
                text_hash BLOB NOT NULL,
                subject_kind TEXT NOT NULL CHECK (subject_kind IN ('pupil', 'group', 'school', 'staffMember')),
                subject_id BLOB NOT NULL,
                group_id BLOB,
                started_on TEXT NOT NULL CHECK (length(CAST(started_on AS BLOB)) = 10),
                started_by BLOB NOT NULL,
                end_id BLOB,
                ended_on TEXT CHECK (length(CAST(ended_on AS BLOB)) = 10),
                CHECK ((end_id IS NULL) = (ended_on IS NULL))
            ) STRICT, WITHOUT ROWID;

            CREATE TABLE work_item (
                case_id BLOB NOT NULL REFERENCES case_record (case_id),
                visit INTEGER NOT NULL CHECK (visit >= 1),
                step BLOB NOT NULL,
                opened_on TEXT NOT NULL CHECK (length(CAST(opened_on AS BLOB)) = 10),
                earliest TEXT CHECK (length(CAST(earliest AS BLOB)) = 10),
                deadline TEXT CHECK (length(CAST(deadline AS BLOB)) = 10),
                PRIMARY KEY (case_id, visit)
            ) STRICT, WITHOUT ROWID;

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

            CREATE TABLE due_date (
                case_id BLOB NOT NULL REFERENCES case_record (case_id),
                visit INTEGER NOT NULL CHECK (visit >= 0),
                day TEXT NOT NULL CHECK (length(CAST(day AS BLOB)) = 10),
                PRIMARY KEY (case_id, visit)
            ) STRICT, WITHOUT ROWID;

            CREATE INDEX due_date_by_day ON due_date (day);

            PRAGMA user_version = 1;
            """)
}

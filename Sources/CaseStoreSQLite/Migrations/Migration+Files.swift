extension Migration {
    /// The texts of school and school year files that were used, by hash.
    static let files = Migration(
        version: 3,
        sql: """
            CREATE TABLE file_text (
                position INTEGER PRIMARY KEY,
                hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 64),
                kind TEXT NOT NULL CHECK (kind IN ('school', 'schoolYear')),
                name BLOB NOT NULL,
                body BLOB NOT NULL
            ) STRICT;

            PRAGMA user_version = 3;
            """)
}

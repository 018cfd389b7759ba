extension Migration {
    /// Whether people practise here was 0 or 1, which one bit makes of the other, and then everyone may act as anyone. Now it
    /// is a word, and no few bits make one of the other.
    static let purpose = Migration(
        version: 6,
        sql: """
            CREATE TABLE purpose (
                id INTEGER PRIMARY KEY CHECK (id = 1),
                word TEXT NOT NULL CHECK (word IN ('practice', 'school'))
            ) STRICT;

            INSERT INTO purpose SELECT id, CASE is_practice WHEN 1 THEN 'practice' WHEN 0 THEN 'school' END FROM store;

            DROP TABLE store;

            PRAGMA user_version = 6;
            """)
}

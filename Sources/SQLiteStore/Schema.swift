import GRDB

/// The tables. What has been shipped is never edited; a change is a new migration at the end.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("the first tables") { database in
            try database.execute(sql: journal)
            try database.execute(sql: rows)
        }
        migrator.registerMigration("what patients answer") { try $0.execute(sql: patientAnswers) }
        return migrator
    }

    private static let patientAnswers = """
        CREATE TABLE patient_answers (
            ticket TEXT PRIMARY KEY,
            person TEXT NOT NULL,
            details TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX assessments_by_person ON assessments (person);
        """

    private static let journal = """
        CREATE TABLE journal (
            position INTEGER PRIMARY KEY CHECK (position > 0),
            id TEXT NOT NULL UNIQUE,
            stream TEXT NOT NULL CHECK (stream <> ''),
            version INTEGER NOT NULL CHECK (version > 0),
            time INTEGER NOT NULL,
            actor TEXT NOT NULL,
            type TEXT NOT NULL,
            payload TEXT NOT NULL,
            previous_hash TEXT NOT NULL,
            UNIQUE (stream, version)
        ) STRICT;
        CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER journal_is_never_cut BEFORE DELETE ON journal
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        CREATE TRIGGER journal_has_no_gap BEFORE INSERT ON journal
            WHEN NEW.position <> (SELECT COALESCE(MAX(position), 0) + 1 FROM journal)
            BEGIN SELECT RAISE(ABORT, 'the journal has no gaps'); END;
        -- INSERT OR REPLACE removes rows without asking the trigger on DELETE.
        CREATE TRIGGER journal_is_never_replaced BEFORE INSERT ON journal
            WHEN EXISTS (
                SELECT 1 FROM journal WHERE id = NEW.id OR (stream = NEW.stream AND version = NEW.version)
            )
            BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
        """

    private static let rows = """
        CREATE TABLE people (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL,
            phone TEXT,
            details TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX people_by_name ON people (name);
        CREATE TABLE identifiers (
            system TEXT NOT NULL,
            value TEXT NOT NULL,
            person TEXT NOT NULL REFERENCES people (id),
            PRIMARY KEY (system, value)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX identifiers_by_person ON identifiers (person);
        CREATE INDEX identifiers_by_value ON identifiers (value);
        CREATE TABLE tickets (
            id TEXT PRIMARY KEY,
            stream TEXT NOT NULL,
            person TEXT NOT NULL,
            external_id TEXT UNIQUE,
            link_hash TEXT UNIQUE
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE documents (
            sha256 TEXT PRIMARY KEY,
            media_type TEXT NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TRIGGER documents_are_never_changed BEFORE UPDATE ON documents
            BEGIN SELECT RAISE(ABORT, 'documents are write-once'); END;
        CREATE TRIGGER documents_are_never_removed BEFORE DELETE ON documents
            BEGIN SELECT RAISE(ABORT, 'documents are write-once'); END;
        CREATE TRIGGER documents_are_never_replaced BEFORE INSERT ON documents
            WHEN EXISTS (SELECT 1 FROM documents WHERE sha256 = NEW.sha256)
            BEGIN SELECT RAISE(IGNORE); END;
        CREATE TABLE assessments (
            id TEXT PRIMARY KEY,
            ticket TEXT NOT NULL UNIQUE,
            person TEXT NOT NULL,
            details TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE print_jobs (
            id TEXT PRIMARY KEY,
            subject TEXT NOT NULL,
            state TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            details TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX print_jobs_by_subject ON print_jobs (subject);
        CREATE INDEX print_jobs_by_state ON print_jobs (state, created_at);
        CREATE TABLE staff (
            username TEXT PRIMARY KEY,
            details TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE sessions (
            token_hash TEXT PRIMARY KEY,
            username TEXT NOT NULL,
            expires_at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE idempotency (
            key TEXT NOT NULL,
            actor TEXT NOT NULL,
            route TEXT NOT NULL,
            body_hash TEXT NOT NULL,
            outcome TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (actor, key)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX idempotency_by_age ON idempotency (created_at);
        """
}

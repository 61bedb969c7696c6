"""Absences with a substitute, reports taken back, and letters of more kinds than the first three.

The kinds of letter are named in tracker/domain/delivery.py alone from here on: the CHECK that listed them is dropped,
for which SQLite needs the table built anew (foreign keys are off while migrating, and checked afterwards).
"""

from sqlite_utils import Database

STATEMENTS = (
    """
    CREATE TABLE absence (
        id INTEGER PRIMARY KEY,
        person_id INTEGER NOT NULL REFERENCES person (id),
        substitute_id INTEGER NOT NULL REFERENCES person (id),
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        CHECK (person_id <> substitute_id),
        CHECK (first_day <= last_day)
    ) STRICT
    """,
    "CREATE INDEX absence_person ON absence (person_id, first_day)",
    # version_id: the newest version when the report was taken back; only a newer one is in.
    """
    CREATE TABLE report_withdrawal (
        id INTEGER PRIMARY KEY,
        report_id INTEGER NOT NULL REFERENCES report (id),
        version_id INTEGER NOT NULL REFERENCES report_version (id),
        author_id INTEGER REFERENCES person (id),
        withdrawn_at TEXT NOT NULL,
        UNIQUE (version_id)
    ) STRICT
    """,
    "CREATE INDEX report_withdrawal_report ON report_withdrawal (report_id)",
    # The versions that are in: newer than the last withdrawal of their report.
    """
    CREATE VIEW report_version_in AS
    SELECT v.* FROM report_version v WHERE v.id > coalesce(
        (SELECT max(w.version_id) FROM report_withdrawal w WHERE w.report_id = v.report_id), 0
    )
    """,
    """
    CREATE TRIGGER report_withdrawal_keeps_update BEFORE UPDATE ON report_withdrawal
    BEGIN SELECT RAISE(ABORT, 'report_withdrawal is history: add a row instead'); END
    """,
    """
    CREATE TRIGGER report_withdrawal_keeps_delete BEFORE DELETE ON report_withdrawal
    BEGIN SELECT RAISE(ABORT, 'report_withdrawal is history: add a row instead'); END
    """,
    """
    CREATE TABLE delivery_rebuilt (
        id INTEGER PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        message TEXT NOT NULL CHECK (message <> ''),
        person_id INTEGER NOT NULL REFERENCES person (id),
        address TEXT NOT NULL,
        summary_id INTEGER REFERENCES summary (id),
        reason TEXT NOT NULL,
        send_after TEXT NOT NULL,
        give_up_at TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'planned'
            CHECK (state IN ('planned', 'sending', 'sent', 'deferred', 'failed', 'cancelled', 'uncertain')),
        attempts INTEGER NOT NULL DEFAULT 0,
        next_attempt_at TEXT NOT NULL,
        lease_until TEXT,
        message_id TEXT NOT NULL UNIQUE,
        dated TEXT NOT NULL,
        words TEXT NOT NULL DEFAULT '',
        finished_at TEXT
    ) STRICT
    """,
    "INSERT INTO delivery_rebuilt SELECT * FROM delivery",
    "DROP TABLE delivery",
    "ALTER TABLE delivery_rebuilt RENAME TO delivery",
    "CREATE INDEX delivery_open ON delivery (next_attempt_at) "
    "WHERE state IN ('planned', 'deferred', 'sending', 'uncertain')",
    "CREATE INDEX delivery_person ON delivery (person_id, message, send_after)",
    # Whom a letter about somebody who leaves is about.
    """
    CREATE TABLE leaver_letter (
        delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id),
        person_id INTEGER NOT NULL REFERENCES person (id),
        committee_id INTEGER NOT NULL REFERENCES committee (id)
    ) STRICT
    """,
)


def up(db: Database) -> None:
    """Make the tables, and build the ledger anew with all its rows."""
    for statement in STATEMENTS:
        db.execute(statement)

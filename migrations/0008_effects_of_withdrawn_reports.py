"""Amounts that were taken back with the report they came with: they stay, and no longer count.

A row that gave the old amount back could not say that there was none before: it hid what was decided, and turned what
nobody had claimed into something unknown. Which effects go is settled when the report is taken back, and from which
(Stockholm) day, so that how a plan stood on an earlier date stays what people were shown then.
"""

from sqlite_utils import Database

STATEMENTS = (
    """
    CREATE TABLE withdrawn_effect (
        effect_id INTEGER PRIMARY KEY REFERENCES effect (id),
        withdrawal_id INTEGER NOT NULL REFERENCES report_withdrawal (id),
        withdrawn_on TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX withdrawn_effect_withdrawal ON withdrawn_effect (withdrawal_id)",
    # The effects that count now. Which of them counted on an earlier date is a question for tracker/store/effects.py.
    """
    CREATE VIEW effect_in AS
    SELECT e.* FROM effect e WHERE NOT EXISTS (SELECT 1 FROM withdrawn_effect w WHERE w.effect_id = e.id)
    """,
    """
    CREATE TRIGGER withdrawn_effect_keeps_update BEFORE UPDATE ON withdrawn_effect
    BEGIN SELECT RAISE(ABORT, 'withdrawn_effect is history: add a row instead'); END
    """,
    """
    CREATE TRIGGER withdrawn_effect_keeps_delete BEFORE DELETE ON withdrawn_effect
    BEGIN SELECT RAISE(ABORT, 'withdrawn_effect is history: add a row instead'); END
    """,
)


def up(db: Database) -> None:
    """Make the table and the view."""
    for statement in STATEMENTS:
        db.execute(statement)

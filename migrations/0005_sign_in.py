"""Signing in: sessions, passwords, identities at the municipality's own sign-in, and links that are asked for.

Of sessions and links only digests of their tokens are kept: whoever reads the file can sign in with none of them.
"""

from sqlite_utils import Database

STATEMENTS = (
    # user_agent: what the browser says that it is, shortened. way: how she signed in. ended_at: signed out.
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY,
        person_id INTEGER NOT NULL REFERENCES person (id),
        token_sha256 TEXT NOT NULL UNIQUE CHECK (length(token_sha256) = 64),
        way TEXT NOT NULL CHECK (way IN ('link', 'password', 'oidc', 'example')),
        user_agent TEXT NOT NULL DEFAULT '',
        made_at TEXT NOT NULL,
        last_seen_at TEXT NOT NULL,
        ends_at TEXT NOT NULL,
        ended_at TEXT
    ) STRICT
    """,
    "CREATE INDEX session_person ON session (person_id) WHERE ended_at IS NULL",
    """
    CREATE TABLE password (
        person_id INTEGER PRIMARY KEY REFERENCES person (id),
        hash TEXT NOT NULL CHECK (hash LIKE '$argon2id$%'),
        set_at TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE oidc_identity (
        issuer TEXT NOT NULL CHECK (issuer <> ''),
        subject TEXT NOT NULL CHECK (subject <> ''),
        person_id INTEGER NOT NULL REFERENCES person (id),
        PRIMARY KEY (issuer, subject)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX oidc_identity_person ON oidc_identity (person_id)",
    # What a page takes down of whoever asks for a link, known or not; the clock's next poll makes letters of it.
    """
    CREATE TABLE sign_in_request (
        id INTEGER PRIMARY KEY,
        email TEXT NOT NULL,
        next_path TEXT NOT NULL,
        asked_at TEXT NOT NULL
    ) STRICT
    """,
    # Where she was on her way to.
    "ALTER TABLE sign_in_link ADD COLUMN next_path TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX sign_in_link_person ON sign_in_link (person_id, made_at)",
    # Sign-in letters go before all others, so they are looked for apart at every claim.
    "CREATE INDEX delivery_urgent ON delivery (next_attempt_at) WHERE message = 'sign_in' "
    "AND state IN ('planned', 'deferred', 'sending', 'uncertain')",
    # Since when the plan's frozen follow-ups are public; NULL while they are not.
    "ALTER TABLE plan ADD COLUMN published_at TEXT",
)


def up(db: Database) -> None:
    """Make the tables."""
    for statement in STATEMENTS:
        db.execute(statement)

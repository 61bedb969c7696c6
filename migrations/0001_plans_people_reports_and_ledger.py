"""The first tables: committees and people, plans and their sums, reports, the ledger of mails, and what happened.

Amounts are INTEGER kronor, low to high; both NULL is "not yet known". Dates are ISO, instants ISO in UTC ending in Z.
Tables of history refuse UPDATE and DELETE by trigger: nothing that was reported is ever rewritten.
"""

from sqlite_utils import Database

TABLES = """
CREATE TABLE committee (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
) STRICT;

CREATE TABLE person (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (name <> ''),
    email TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (email LIKE '%_@_%'),
    unit TEXT NOT NULL DEFAULT '',
    manager_id INTEGER REFERENCES person (id),
    left_on TEXT
) STRICT;

-- committee_id NULL: in every committee.
CREATE TABLE person_role (
    person_id INTEGER NOT NULL REFERENCES person (id),
    role TEXT NOT NULL CHECK (role IN ('administrator', 'controller', 'secretary', 'manager', 'member')),
    committee_id INTEGER REFERENCES committee (id)
) STRICT;
CREATE UNIQUE INDEX person_role_once ON person_role (person_id, role, coalesce(committee_id, 0));

-- report_by_hand and dispatch_by_hand are set where the rule of the config does not hold for this one meeting.
CREATE TABLE meeting (
    id INTEGER PRIMARY KEY,
    committee_id INTEGER NOT NULL REFERENCES committee (id),
    held_on TEXT NOT NULL,
    report_by_hand TEXT,
    dispatch_by_hand TEXT,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
    UNIQUE (committee_id, held_on)
) STRICT;

CREATE TABLE plan (
    id INTEGER PRIMARY KEY,
    committee_id INTEGER NOT NULL REFERENCES committee (id),
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    title TEXT NOT NULL CHECK (title <> ''),
    reference TEXT NOT NULL DEFAULT '',
    year INTEGER NOT NULL CHECK (year BETWEEN 1990 AND 2200),
    kind TEXT NOT NULL,
    unit TEXT NOT NULL CHECK (unit IN ('kr', 'tkr', 'mnkr')),
    summary TEXT NOT NULL DEFAULT '',
    controller_id INTEGER REFERENCES person (id)
) STRICT;
CREATE INDEX plan_committee ON plan (committee_id);

-- The document that a plan was read from. The same bytes are recognised by their digest.
CREATE TABLE document (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL UNIQUE,
    content BLOB NOT NULL,
    read_at TEXT NOT NULL
) STRICT;

CREATE TABLE measure (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    parent_id INTEGER REFERENCES measure (id),
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL CHECK (title <> ''),
    description TEXT NOT NULL DEFAULT '',
    owner_id INTEGER REFERENCES person (id),
    unit TEXT NOT NULL DEFAULT '',
    UNIQUE (plan_id, position)
) STRICT;
CREATE UNIQUE INDEX measure_number ON measure (plan_id, number) WHERE number <> '';
CREATE INDEX measure_owner ON measure (owner_id);

CREATE TABLE measure_status (
    id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES measure (id),
    status TEXT NOT NULL,
    replaced_by_id INTEGER REFERENCES measure (id),
    as_of TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX measure_status_measure ON measure_status (measure_id, as_of);

CREATE TABLE target (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    year INTEGER NOT NULL,
    full_year INTEGER NOT NULL DEFAULT 0 CHECK (full_year IN (0, 1)),
    label TEXT NOT NULL DEFAULT '',
    as_of TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    low_kr INTEGER, high_kr INTEGER, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    unit TEXT NOT NULL, decimals INTEGER NOT NULL, words TEXT NOT NULL,
    CHECK ((low_kr IS NULL) = (high_kr IS NULL) AND (low_kr IS NULL OR low_kr <= high_kr))
) STRICT;
CREATE INDEX target_plan ON target (plan_id, as_of);

CREATE TABLE presupposition (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    measure_id INTEGER REFERENCES measure (id),
    label TEXT NOT NULL,
    low_kr INTEGER, high_kr INTEGER, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    unit TEXT NOT NULL, decimals INTEGER NOT NULL, words TEXT NOT NULL,
    CHECK ((low_kr IS NULL) = (high_kr IS NULL) AND (low_kr IS NULL OR low_kr <= high_kr))
) STRICT;
CREATE INDEX presupposition_plan ON presupposition (plan_id);

CREATE TABLE effect (
    id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES measure (id),
    kind TEXT NOT NULL CHECK (kind IN ('decided', 'forecast', 'outcome', 'confirmed')),
    year INTEGER NOT NULL,
    full_year INTEGER NOT NULL DEFAULT 0 CHECK (full_year IN (0, 1)),
    label TEXT NOT NULL DEFAULT '',
    as_of TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    low_kr INTEGER, high_kr INTEGER, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    unit TEXT NOT NULL, decimals INTEGER NOT NULL, words TEXT NOT NULL,
    CHECK ((low_kr IS NULL) = (high_kr IS NULL) AND (low_kr IS NULL OR low_kr <= high_kr))
) STRICT;
CREATE INDEX effect_measure ON effect (measure_id, as_of);

CREATE TABLE stated_total (
    id INTEGER PRIMARY KEY,
    plan_id INTEGER NOT NULL REFERENCES plan (id),
    label TEXT NOT NULL,
    low_kr INTEGER, high_kr INTEGER, provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
    unit TEXT NOT NULL, decimals INTEGER NOT NULL, words TEXT NOT NULL,
    CHECK ((low_kr IS NULL) = (high_kr IS NULL) AND (low_kr IS NULL OR low_kr <= high_kr))
) STRICT;
CREATE INDEX stated_total_plan ON stated_total (plan_id);

CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    measure_id INTEGER NOT NULL REFERENCES measure (id),
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    UNIQUE (measure_id, meeting_id)
) STRICT;
CREATE INDEX report_meeting ON report (meeting_id);

CREATE TABLE report_version (
    id INTEGER PRIMARY KEY,
    report_id INTEGER NOT NULL REFERENCES report (id),
    status TEXT NOT NULL,
    text TEXT NOT NULL,
    unchanged INTEGER NOT NULL CHECK (unchanged IN (0, 1)),
    forecast_id INTEGER REFERENCES effect (id),
    outcome_id INTEGER REFERENCES effect (id),
    author_id INTEGER NOT NULL REFERENCES person (id),
    submitted_at TEXT NOT NULL
) STRICT;
CREATE INDEX report_version_report ON report_version (report_id);

-- Links are signed, not stored; a row is made when one is revoked, and only newer generations hold from then on.
CREATE TABLE report_link (
    person_id INTEGER NOT NULL REFERENCES person (id),
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    generation INTEGER NOT NULL,
    PRIMARY KEY (person_id, meeting_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sign_in_link (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    token_sha256 TEXT NOT NULL UNIQUE,
    made_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    used_at TEXT
) STRICT;

CREATE TABLE summary (
    id INTEGER PRIMARY KEY,
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    version INTEGER NOT NULL,
    frozen_at TEXT NOT NULL,
    content TEXT NOT NULL CHECK (json_valid(content)),
    UNIQUE (meeting_id, version)
) STRICT;

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    message TEXT NOT NULL CHECK (message IN ('reminder', 'escalation', 'summary')),
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
) STRICT;
CREATE INDEX delivery_open ON delivery (next_attempt_at) WHERE state IN ('planned', 'deferred', 'sending', 'uncertain');
CREATE INDEX delivery_person ON delivery (person_id, message, send_after);

CREATE TABLE delivery_attempt (
    id INTEGER PRIMARY KEY,
    delivery_id INTEGER NOT NULL REFERENCES delivery (id),
    at TEXT NOT NULL,
    state TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX delivery_attempt_delivery ON delivery_attempt (delivery_id);

-- What was handed to the mail server, compressed, in the bytes that were sent.
CREATE TABLE sent_copy (
    delivery_id INTEGER PRIMARY KEY REFERENCES delivery (id),
    subject TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

CREATE TABLE reminder (
    id INTEGER PRIMARY KEY,
    person_id INTEGER NOT NULL REFERENCES person (id),
    meeting_id INTEGER NOT NULL REFERENCES meeting (id),
    audience TEXT NOT NULL CHECK (audience IN ('owner', 'supervisor')),
    step INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    delivery_id INTEGER NOT NULL REFERENCES delivery (id),
    UNIQUE (person_id, meeting_id, audience, step, due_on)
) STRICT;
CREATE INDEX reminder_delivery ON reminder (delivery_id);

CREATE TABLE run (
    id INTEGER PRIMARY KEY,
    job TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    error TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE event (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor_id INTEGER REFERENCES person (id),
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    noun TEXT NOT NULL,
    noun_id INTEGER NOT NULL,
    before TEXT,
    after TEXT
) STRICT;
CREATE INDEX event_noun ON event (noun, noun_id);

-- One row while the program shows an example: the instant that its clock stands at.
CREATE TABLE example_clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    stands_at TEXT NOT NULL
) STRICT;
"""

HISTORY = (
    "measure_status",
    "target",
    "effect",
    "stated_total",
    "document",
    "report_version",
    "summary",
    "delivery_attempt",
    "event",
)


def up(db: Database) -> None:
    """Make the tables, one statement at a time so that the migration's transaction holds them all."""
    statement = ""
    for line in TABLES.splitlines():
        statement += line + "\n"
        if line.endswith(";"):
            db.execute(statement)
            statement = ""
    for table in HISTORY:
        for action in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_keeps_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is history: add a row instead'); END"
            )

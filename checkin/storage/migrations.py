"""The steps that make an event file, and bring an older one up to date. A step is never changed once released."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

APPLICATION_ID = 0x43484B49
"""«CHKI» in the file's header: how one of our files is told from any other SQLite file."""

_FIRST = """
CREATE TABLE event (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE session (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, starts_at TEXT NOT NULL, ends_at TEXT NOT NULL, timezone TEXT NOT NULL,
    room TEXT NOT NULL, seats INTEGER) WITHOUT ROWID;
CREATE TABLE registrant (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, given_name TEXT NOT NULL,
    family_name TEXT NOT NULL, email TEXT NOT NULL, organisation TEXT NOT NULL, role TEXT NOT NULL,
    country TEXT NOT NULL, phone TEXT NOT NULL, category TEXT NOT NULL, status TEXT NOT NULL, mode TEXT NOT NULL,
    joining TEXT NOT NULL, listed TEXT NOT NULL, registered_at TEXT NOT NULL, other JSON NOT NULL,
    walk_in BOOLEAN NOT NULL, added_at TEXT NOT NULL, search_key TEXT NOT NULL);
CREATE TABLE code (
    folded TEXT PRIMARY KEY, text TEXT NOT NULL, registrant_id TEXT NOT NULL REFERENCES registrant (id),
    own BOOLEAN NOT NULL, replaced_at TEXT) WITHOUT ROWID;
CREATE INDEX code_registrant ON code (registrant_id);
CREATE TABLE registration (
    registrant_id TEXT NOT NULL REFERENCES registrant (id), session_id TEXT NOT NULL REFERENCES session (id),
    PRIMARY KEY (registrant_id, session_id)) WITHOUT ROWID;
CREATE TABLE fact (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
    session_id TEXT NOT NULL REFERENCES session (id), registrant_id TEXT REFERENCES registrant (id),
    station TEXT NOT NULL, operator TEXT NOT NULL, method TEXT, at TEXT NOT NULL, utc_offset INTEGER NOT NULL,
    reason TEXT NOT NULL, raw TEXT NOT NULL, lifts TEXT, note TEXT NOT NULL);
CREATE INDEX fact_registrant ON fact (registrant_id) WHERE registrant_id IS NOT NULL;
CREATE TRIGGER fact_is_never_changed BEFORE UPDATE ON fact BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE TRIGGER fact_is_never_deleted BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts are never deleted'); END;
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY REFERENCES fact (seq), session_id TEXT NOT NULL REFERENCES session (id),
    registrant_id TEXT NOT NULL REFERENCES registrant (id), lifted BOOLEAN NOT NULL);
-- The last judge: whatever the program believes, nobody stands twice in the same session.
CREATE UNIQUE INDEX one_standing_entry ON entry (registrant_id, session_id) WHERE NOT lifted;
CREATE VIRTUAL TABLE search USING fts5 (
    key, content='', detail='none', columnsize=0, prefix='1 2 3',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N* M* Co'");
CREATE VIRTUAL TABLE search_word USING fts5vocab (search, row);
CREATE TRIGGER registrant_found AFTER INSERT ON registrant BEGIN
    INSERT INTO search (rowid, key) VALUES (new.number, new.search_key); END;
CREATE TRIGGER registrant_refound AFTER UPDATE OF search_key ON registrant BEGIN
    INSERT INTO search (search, rowid, key) VALUES ('delete', old.number, old.search_key);
    INSERT INTO search (rowid, key) VALUES (new.number, new.search_key); END;
"""

_LIST_IMPORTS = """
CREATE TABLE list_import (id TEXT PRIMARY KEY, at TEXT NOT NULL, file TEXT NOT NULL, account JSON NOT NULL)
    WITHOUT ROWID;
"""

# What the list says of the registrants whom the desk has corrected: the difference is the desk's word.
_AS_LISTED = """
CREATE TABLE as_listed (registrant_id TEXT PRIMARY KEY REFERENCES registrant (id), details JSON NOT NULL)
    WITHOUT ROWID;
"""

# What a list did, so that it can be taken back: the people it added are told by their numbers, which follow each other;
# everything else is a step. A registrant who goes is no longer found.
_LIST_STEPS = """
ALTER TABLE list_import ADD COLUMN number INTEGER;
ALTER TABLE list_import ADD COLUMN session_id TEXT REFERENCES session (id);
ALTER TABLE list_import ADD COLUMN added_from INTEGER;
ALTER TABLE list_import ADD COLUMN added_to INTEGER;
ALTER TABLE list_import ADD COLUMN taken_back_at TEXT;
CREATE TABLE list_step (
    import_id TEXT NOT NULL REFERENCES list_import (id), place INTEGER NOT NULL, kind TEXT NOT NULL,
    registrant_id TEXT NOT NULL REFERENCES registrant (id), was JSON NOT NULL,
    PRIMARY KEY (import_id, place)) WITHOUT ROWID;
CREATE INDEX list_step_registrant ON list_step (registrant_id);
CREATE TRIGGER registrant_gone AFTER DELETE ON registrant BEGIN
    INSERT INTO search (search, rowid, key) VALUES ('delete', old.number, old.search_key); END;
"""

# Two entries that are one person: the one that is given up keeps its row, so that the journal stays true and the two
# can be parted again; `was` says what went over. And pairs of whom somebody has said that they are different people.
_SAME_OR_NOT = """
CREATE TABLE united (
    registrant_id TEXT PRIMARY KEY REFERENCES registrant (id), into_id TEXT NOT NULL REFERENCES registrant (id),
    was JSON NOT NULL) WITHOUT ROWID;
CREATE INDEX united_into ON united (into_id);
CREATE TABLE apart (
    first_id TEXT NOT NULL REFERENCES registrant (id), second_id TEXT NOT NULL REFERENCES registrant (id),
    PRIMARY KEY (first_id, second_id)) WITHOUT ROWID;
CREATE INDEX apart_second ON apart (second_id);
"""

# When check-in opens and ends, where a session says so.
_DOOR_HOURS = """
ALTER TABLE session ADD COLUMN opens_at TEXT;
ALTER TABLE session ADD COLUMN closes_at TEXT;
"""

# What the door says when a person comes: the newest note of the journal.
_DOOR_NOTES = """
CREATE TABLE door_note (registrant_id TEXT PRIMARY KEY REFERENCES registrant (id), note TEXT NOT NULL) WITHOUT ROWID;
"""

# What was read of online meetings. The rows are material: what was decided about them stands in the journal. A contact
# is somebody whom the list did not know, and who came online only.
_ONLINE = """
CREATE TABLE online_report (
    id TEXT PRIMARY KEY, session_id TEXT NOT NULL REFERENCES session (id), at TEXT NOT NULL, file TEXT NOT NULL,
    digest TEXT NOT NULL, meeting TEXT NOT NULL, topic TEXT NOT NULL, starts_at TEXT, ends_at TEXT,
    doubts JSON NOT NULL, UNIQUE (session_id, digest)) WITHOUT ROWID;
CREATE TABLE online_row (
    report_id TEXT NOT NULL REFERENCES online_report (id), place INTEGER NOT NULL, number INTEGER NOT NULL,
    name TEXT NOT NULL, email TEXT NOT NULL, registered_name TEXT NOT NULL, joined_at TEXT, left_at TEXT, minutes FLOAT,
    waiting BOOLEAN NOT NULL, part TEXT NOT NULL, PRIMARY KEY (report_id, place)) WITHOUT ROWID;
CREATE TABLE online_contact (registrant_id TEXT PRIMARY KEY REFERENCES registrant (id)) WITHOUT ROWID;
CREATE INDEX fact_online ON fact (seq) WHERE kind IN ('online_matched', 'online_ignored', 'online_lifted');
"""

# Whether a person agreed to be written to afterwards, as the list or the desk says.
_MAILING = """
ALTER TABLE registrant ADD COLUMN mailing TEXT NOT NULL DEFAULT '';
"""

# What a list said when loading it once more would change nothing, and the state in which it left the event.
_LIST_SETTLED = """
ALTER TABLE list_import ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE list_import ADD COLUMN state TEXT NOT NULL DEFAULT '';
"""

# Who is at the door is asked each time that an event is opened.
_SHIFTS = """
CREATE INDEX fact_shift ON fact (seq) WHERE kind IN ('shift_began', 'shift_ended', 'shift_note');
"""

# Who was erased. Their registrant and their facts stay, emptied, so that the counts stay: this is the one exception to
# «facts are never changed». It holds inside a transaction that has put its row into `erasing` (and takes it out again),
# and it can only empty what says who it was: `raw`, `note`, the operator, a reason in a person's own words. A key of
# somebody online may become another key that says nothing. Marks are hashes, by which a badge or a row of a list is
# recognised.
_ERASING = """
CREATE TABLE erased (
    registrant_id TEXT PRIMARY KEY REFERENCES registrant (id), at TEXT NOT NULL, cleaned BOOLEAN NOT NULL)
    WITHOUT ROWID;
CREATE TABLE erased_mark (mark TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE erasing (only_one INTEGER PRIMARY KEY);
DROP TRIGGER fact_is_never_changed;
CREATE TRIGGER fact_is_never_changed BEFORE UPDATE ON fact
WHEN NOT EXISTS (SELECT 1 FROM erasing)
    OR (new.seq, new.id, new.kind, new.session_id, new.registrant_id, new.station, new.method, new.at, new.utc_offset,
        new.lifts)
    IS NOT (old.seq, old.id, old.kind, old.session_id, old.registrant_id, old.station, old.method, old.at,
        old.utc_offset, old.lifts)
    OR new.reason NOT IN (old.reason, '') OR new.note NOT IN (old.note, '') OR new.operator NOT IN (old.operator, '')
    OR NOT (new.raw IN (old.raw, '') OR new.raw GLOB 'mail erased-*' OR new.raw GLOB '*name erased *')
BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
CREATE INDEX fact_of_an_erasure ON fact (seq)
    WHERE kind IN ('erased', 'event_erased', 'erasure_planned', 'closed');
"""

# What guests read in front of the door: the link by which they register, and the languages, one word each.
_GUESTS = """
ALTER TABLE event ADD COLUMN registration_link TEXT NOT NULL DEFAULT '';
ALTER TABLE event ADD COLUMN languages TEXT NOT NULL DEFAULT 'en';
"""

# What an organiser has chosen for the event, such as the columns of the attendance file.
_CHOICES = """
CREATE TABLE choice (name TEXT PRIMARY KEY, value JSON NOT NULL) WITHOUT ROWID;
"""

# Leaving and coming back, where a session records it, and guests who come with somebody. `last_seq` is the newest fact
# of coming or leaving, where it is not the one that admitted.
_EXITS = """
ALTER TABLE session ADD COLUMN exits BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE fact ADD COLUMN guests INTEGER NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN last_seq INTEGER REFERENCES fact (seq);
ALTER TABLE entry ADD COLUMN is_out BOOLEAN NOT NULL DEFAULT 0;
ALTER TABLE entry ADD COLUMN guests INTEGER NOT NULL DEFAULT 0;
CREATE INDEX entry_inside ON entry (session_id, guests) WHERE NOT lifted AND NOT is_out;
CREATE INDEX fact_scanned ON fact (session_id) WHERE method = 'scan';
DROP TRIGGER fact_is_never_changed;
CREATE TRIGGER fact_is_never_changed BEFORE UPDATE ON fact
WHEN NOT EXISTS (SELECT 1 FROM erasing)
    OR (new.seq, new.id, new.kind, new.session_id, new.registrant_id, new.station, new.method, new.at, new.utc_offset,
        new.lifts, new.guests)
    IS NOT (old.seq, old.id, old.kind, old.session_id, old.registrant_id, old.station, old.method, old.at,
        old.utc_offset, old.lifts, old.guests)
    OR new.reason NOT IN (old.reason, '') OR new.note NOT IN (old.note, '') OR new.operator NOT IN (old.operator, '')
    OR NOT (new.raw IN (old.raw, '') OR new.raw GLOB 'mail erased-*' OR new.raw GLOB '*name erased *')
BEGIN SELECT RAISE(ABORT, 'facts are never changed'); END;
"""

# Badge designs that were made for this event, as JSON; what they may say is the business of those who paint them.
_BADGE_DESIGNS = """
CREATE TABLE badge_design (id TEXT PRIMARY KEY, changed_at TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
"""

# Sessions that were closed: each scan asks whether its own one is.
_CLOSING = """
CREATE INDEX fact_of_closing ON fact (session_id) WHERE kind IN ('closed', 'opened_again');
"""

# Where people join a session who are not in the room.
_ONLINE_LINK = """
ALTER TABLE session ADD COLUMN online_link TEXT NOT NULL DEFAULT '';
"""

# A camera reads badges as a scanner does, and the scans of both are counted together.
_READ_BY_CAMERA = """
DROP INDEX fact_scanned;
CREATE INDEX fact_scanned ON fact (session_id) WHERE method IN ('scan', 'camera');
"""

# How many guests the desk expects with somebody; the list's own column for them stays among the others.
_GUESTS_OF_THE_DESK = """
ALTER TABLE registrant ADD COLUMN guests TEXT NOT NULL DEFAULT '';
"""

# Where somebody's printed badge lies: the fold of the facts that say so, read with the person at every scan.
_RACK = """
ALTER TABLE registrant ADD COLUMN slot TEXT NOT NULL DEFAULT '';
"""

# How often codes were read is counted on from the last time, and a check-in writes a page less.
_SCANS_COUNTED_ON = """
DROP INDEX fact_scanned;
"""

# The few of a list whom the door's counts tell apart: without these, each scan looked at everybody for them.
_FEW_OF_MANY = """
CREATE INDEX registrant_walked_in ON registrant (id) WHERE walk_in;
CREATE INDEX registrant_cancelled ON registrant (id) WHERE status = 'cancelled';
"""

# By the same bytes, read in the same way, a list is known before it is read.
_FILE_OF_A_LIST = """
ALTER TABLE list_import ADD COLUMN file_digest TEXT NOT NULL DEFAULT '';
"""

STEPS: tuple[str, ...] = (
    _FIRST,
    _LIST_IMPORTS,
    _AS_LISTED,
    _LIST_STEPS,
    _SAME_OR_NOT,
    _DOOR_HOURS,
    _DOOR_NOTES,
    _ONLINE,
    _MAILING,
    _LIST_SETTLED,
    _SHIFTS,
    _ERASING,
    _GUESTS,
    _CHOICES,
    _EXITS,
    _BADGE_DESIGNS,
    _CLOSING,
    _ONLINE_LINK,
    _READ_BY_CAMERA,
    _GUESTS_OF_THE_DESK,
    _RACK,
    _SCANS_COUNTED_ON,
    _FEW_OF_MANY,
    _FILE_OF_A_LIST,
)
"""Step n brings a file of version n to version n + 1; an empty file has version 0."""

CURRENT = len(STEPS)


def migrate(connection: sqlite3.Connection, to: int = CURRENT) -> None:
    """Bring the file from its version (`PRAGMA user_version`) to version `to`, in one transaction: all or nothing."""
    try:
        connection.execute("BEGIN EXCLUSIVE")
        # Asked once nobody else can write: another station may have opened the same old file a moment ago.
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        for statement in _statements("".join(STEPS[version:to])):
            connection.execute(statement)
        if version < to:
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={to}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.rollback()
        raise


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would end our transaction before it begins."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""

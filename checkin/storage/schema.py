"""The tables of an event file, as SQLAlchemy Core sees them. `migrations` makes them; a test holds the two together.

Instants are ISO 8601 text in UTC. `registrant.number` gives the order of the list and is the row of the search index.
"""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, ForeignKey, Integer, MetaData, Table, Text

metadata = MetaData()

event = Table(
    "event",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created_at", Text, nullable=False),
    Column("registration_link", Text, nullable=False),
    Column("languages", Text, nullable=False),
)

session = Table(
    "session",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("starts_at", Text, nullable=False),
    Column("ends_at", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("seats", Integer),
    Column("opens_at", Text),
    Column("closes_at", Text),
    Column("exits", Boolean, nullable=False),
    Column("online_link", Text, nullable=False),
)

registrant = Table(
    "registrant",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("given_name", Text, nullable=False),
    Column("family_name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("organisation", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("category", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("mode", Text, nullable=False),
    Column("joining", Text, nullable=False),
    Column("listed", Text, nullable=False),
    Column("registered_at", Text, nullable=False),
    Column("other", JSON, nullable=False),
    Column("walk_in", Boolean, nullable=False),
    Column("added_at", Text, nullable=False),
    Column("search_key", Text, nullable=False),
    Column("mailing", Text, nullable=False),
    Column("guests", Text, nullable=False),
    Column("slot", Text, nullable=False),
)

code = Table(
    "code",
    metadata,
    Column("folded", Text, primary_key=True),
    Column("text", Text, nullable=False),
    Column("registrant_id", ForeignKey("registrant.id"), nullable=False, index=True),
    Column("own", Boolean, nullable=False),
    Column("replaced_at", Text),
)

registration = Table(
    "registration",
    metadata,
    Column("registrant_id", ForeignKey("registrant.id"), primary_key=True),
    Column("session_id", ForeignKey("session.id"), primary_key=True),
)

fact = Table(
    "fact",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("registrant_id", ForeignKey("registrant.id"), index=True),
    Column("station", Text, nullable=False),
    Column("operator", Text, nullable=False),
    Column("method", Text),
    Column("at", Text, nullable=False),
    Column("utc_offset", Integer, nullable=False),
    Column("reason", Text, nullable=False),
    Column("raw", Text, nullable=False),
    Column("lifts", Text),
    Column("note", Text, nullable=False),
    Column("guests", Integer, nullable=False),
)

entry = Table(
    "entry",
    metadata,
    Column("seq", ForeignKey("fact.seq"), primary_key=True),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("registrant_id", ForeignKey("registrant.id"), nullable=False),
    Column("lifted", Boolean, nullable=False),
    Column("last_seq", ForeignKey("fact.seq")),
    Column("is_out", Boolean, nullable=False),
    Column("guests", Integer, nullable=False),
)

door_note = Table(
    "door_note",
    metadata,
    Column("registrant_id", ForeignKey("registrant.id"), primary_key=True),
    Column("note", Text, nullable=False),
)

as_listed = Table(
    "as_listed",
    metadata,
    Column("registrant_id", ForeignKey("registrant.id"), primary_key=True),
    Column("details", JSON, nullable=False),
)

list_import = Table(
    "list_import",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("account", JSON, nullable=False),
    Column("number", Integer),
    Column("session_id", ForeignKey("session.id")),
    Column("added_from", Integer),
    Column("added_to", Integer),
    Column("taken_back_at", Text),
    Column("digest", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("file_digest", Text, nullable=False),
)

list_step = Table(
    "list_step",
    metadata,
    Column("import_id", ForeignKey("list_import.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("registrant_id", ForeignKey("registrant.id"), nullable=False, index=True),
    Column("was", JSON, nullable=False),
)

united = Table(
    "united",
    metadata,
    Column("registrant_id", ForeignKey("registrant.id"), primary_key=True),
    Column("into_id", ForeignKey("registrant.id"), nullable=False, index=True),
    Column("was", JSON, nullable=False),
)

apart = Table(
    "apart",
    metadata,
    Column("first_id", ForeignKey("registrant.id"), primary_key=True),
    Column("second_id", ForeignKey("registrant.id"), primary_key=True, index=True),
)

online_report = Table(
    "online_report",
    metadata,
    Column("id", Text, primary_key=True),
    Column("session_id", ForeignKey("session.id"), nullable=False),
    Column("at", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("meeting", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("starts_at", Text),
    Column("ends_at", Text),
    Column("doubts", JSON, nullable=False),
)

online_row = Table(
    "online_row",
    metadata,
    Column("report_id", ForeignKey("online_report.id"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),
    Column("registered_name", Text, nullable=False),
    Column("joined_at", Text),
    Column("left_at", Text),
    Column("minutes", Float),
    Column("waiting", Boolean, nullable=False),
    Column("part", Text, nullable=False),
)

online_contact = Table(
    "online_contact",
    metadata,
    Column("registrant_id", ForeignKey("registrant.id"), primary_key=True),
)

erased = Table(
    "erased",
    metadata,
    Column("registrant_id", ForeignKey("registrant.id"), primary_key=True),
    Column("at", Text, nullable=False),
    Column("cleaned", Boolean, nullable=False),
)

erased_mark = Table("erased_mark", metadata, Column("mark", Text, primary_key=True))

erasing = Table("erasing", metadata, Column("only_one", Integer, primary_key=True))

choice = Table(
    "choice",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", JSON, nullable=False),
)

badge_design = Table(
    "badge_design",
    metadata,
    Column("id", Text, primary_key=True),
    Column("changed_at", Text, nullable=False),
    Column("text", Text, nullable=False),
)

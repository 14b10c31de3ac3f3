"""A registrant list on the command line."""

from __future__ import annotations

import argparse
from contextlib import closing
from pathlib import Path

from checkin.cli.terminal import now, place_in, say
from checkin.domain.errors import DeskError
from checkin.services import first_list, lists
from checkin.storage.event_file import open_event

_OF_A_COLUMN = "which column is which field: its heading, number or letter, such as name=2; after = nothing for none"


def how_it_is_read(deed: argparse.ArgumentParser) -> None:
    """The words of the command."""
    deed.add_argument("list", type=Path, metavar="LIST")
    deed.add_argument("--column", action="append", default=[], metavar="FIELD=HEADER", help=_OF_A_COLUMN)
    deed.add_argument("--sheet", metavar="NAME", help="the sheet of a workbook, where the one chosen is not the list")
    deed.add_argument("--dry-run", action="store_true", help="say what it would do, and do nothing")


def load(asked: argparse.Namespace) -> int:
    """Load the list, or say what loading it would do."""
    columns = dict(_assignment(text) for text in asked.column)
    with closing(open_event(asked.event)) as event:
        place = place_in(event, asked.session)
        if asked.dry_run:
            source = lists.read(asked.list, columns or None, sheet=asked.sheet)
            account = lists.account(lists.plan(event, source, session_id=place.session.id))
        else:
            account = first_list.load_file(
                event, asked.list, place.session.id, now(), columns or None, sheet=asked.sheet
            )
    sentence = (
        f"{account['rows']} rows: {account['people']} people ({account['added']} new, {account['changed']} changed, "
        f"{account['unchanged']} unchanged), {account['merged']} merged, {len(account['skipped'])} skipped, "
        f"{len(account['doubtful'])} doubtful."
    )
    say(account, sentence, as_json=asked.json)
    return 0


def _assignment(text: str) -> tuple[str, str]:
    field, equals, header = text.partition("=")
    if not equals:
        raise DeskError("{text} is not FIELD=HEADER.", 'Write it like --column "email=Your e-mail".', text=text)
    return field.strip(), header

"""The same deeds without a window, for scripts: one sentence on stderr and status 1 when refused, never a traceback."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path

from checkin.cli import sessions
from checkin.cli.terminal import now, tell
from checkin.domain.errors import DeskError
from checkin.services import events
from checkin.with_qt import imported


def main(words: Sequence[str]) -> int:
    """Run one command; `words` without the program's name. Returns the exit status."""
    if isinstance(sys.stdout, TextIOWrapper):
        # A name or a path may hold what the terminal's encoding lacks: say it with escapes, rather than not at all.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        asked = _parser(words[0] if words else "").parse_args(words)
    except SystemExit as wrong_usage:
        return int(wrong_usage.code or 0)
    try:
        return _DEEDS[asked.deed](asked)
    except DeskError as problem:
        print(problem, file=sys.stderr)  # noqa: T201
        return 1


def _parser(asked: str) -> argparse.ArgumentParser:
    """What can be asked for; of the larger deeds only the one that is `asked` says what it wants to know."""
    parser = argparse.ArgumentParser(prog="checkin", description="The check-in desk. Without a command: the window.")
    deeds = parser.add_subparsers(dest="deed", required=True, metavar="COMMAND")

    def deed(name: str, sentence: str, *, event: bool = True, as_json: bool = False) -> argparse.ArgumentParser:
        made = deeds.add_parser(name, help=sentence, description=sentence)
        if event:
            made.add_argument("event", type=Path, metavar="EVENT", help="the event file (*.checkin)")
        if as_json:
            made.add_argument("--json", action="store_true", help="print one JSON object")
        return made

    def told(made: argparse.ArgumentParser, name: str, module: str, words: str) -> argparse.ArgumentParser:
        if asked == name:
            getattr(import_module(f"checkin.cli.{module}"), words)(made)
        return made

    deed("demo", "open a private copy of the demo event in the window", event=False)
    tour = deed("tour", "play the main job through the real windows; pictures and files into DIR", event=False)
    tour.add_argument("folder", type=Path, metavar="DIR")
    tour.add_argument("--theme", choices=("light", "dark"), default="light")
    tour.add_argument("--size", default="1366x768", help="size of the window, such as 1920x1080")
    new = deed("new", "make an event file with one session; TIME is like 2024-05-10T12:30")
    new.add_argument("--name", required=True)
    new.add_argument("--session", required=True)
    new.add_argument("--timezone", required=True, metavar="Africa/Nairobi")
    sessions.when_and_where(new)
    leave = sessions.deeds(deed)
    load = deed("import", "load a registrant list", as_json=True)
    told(load, "import", "lists", "how_it_is_read")
    people = deed("people", "the registrants, with codes and state", as_json=True)
    admit = deed("admit", "the verdict on a code, recorded as a scan", as_json=True)
    search = deed("search", "the people found, best first", as_json=True)
    undo = deed("undo", "lift the check-in of a code")
    for of_a_code in (admit, leave, undo):
        of_a_code.add_argument("code", metavar="CODE")
    search.add_argument("text", metavar="TEXT")
    *painted, badges = _what_is_painted(deed)
    told(badges, "badges", "badge_words", "how_they_are_made")
    afterwards = _what_comes_afterwards(deed, told)
    for of_a_session in (load, people, admit, leave, search, undo, *painted, badges, *afterwards):
        of_a_session.add_argument("--session", help="its name or id, where it is not the first one")
    erase = deed("erase", "erase one person, or everybody after the event; the counts stay", as_json=True)
    told(erase, "erase", "afterwards", "whom_to_erase")
    deed("check", "is the file whole; do the numbers add up")
    return parser


def _what_comes_afterwards(
    deed: Callable[..., argparse.ArgumentParser], told: Callable[..., argparse.ArgumentParser]
) -> tuple[argparse.ArgumentParser, ...]:
    rack = deed("rack", "give printed badges their slots in boxes, such as C-14", as_json=True)
    told(rack, "rack", "rack", "how_it_is_filled")
    report = deed("online", "load Zoom's reports: who is recognised, and who needs a person", as_json=True)
    report.add_argument("reports", type=Path, nargs="+", metavar="REPORT")
    told(report, "online", "afterwards", "ask_for_dates")
    export = deed("export", "the attendance file", as_json=True)
    export.add_argument("out", type=Path, metavar="OUT.xlsx|OUT.csv|OUT.pdf")
    told(export, "export", "afterwards", "ask_for_choice")
    letters = deed("followup", "the lists for writing to people afterwards, as CSV and vCard, into DIR", as_json=True)
    told(letters, "followup", "afterwards", "ask_for_lists")
    close = deed("close", "close a session: what still stands open; the day of the erasing", as_json=True)
    told(close, "close", "close", "how_it_is_closed")
    return report, export, letters, close


def _what_is_painted(deed: Callable[..., argparse.ArgumentParser]) -> tuple[argparse.ArgumentParser, ...]:
    codes = deed("codes", "each person's code as a picture, and a table for mail merge, into DIR", as_json=True)
    codes.add_argument("folder", type=Path, metavar="DIR")
    codes.add_argument("--tickets", action="store_true", help="a ticket for each person too, a PDF for a phone")
    poster = deed("poster", "a poster for the corridor: the session, and its links as QR codes", as_json=True)
    poster.add_argument("out", type=Path, metavar="OUT.pdf")
    poster.add_argument("--paper", choices=("A4", "A3"), default="A4")
    badges = deed("badges", "a PDF with a badge for each person", as_json=True)
    return codes, poster, badges


def _new(asked: argparse.Namespace) -> int:
    events.new_event(asked.event, asked.name, sessions.facts(asked, asked.session, asked.timezone), now()).close()
    tell(f"{asked.event} is ready. Next: checkin import {asked.event} LIST")
    return 0


def _later(module: str, name: str) -> Callable[[argparse.Namespace], int]:
    """A deed with what it needs to be read from the disk, which the others do not wait for."""

    def deed(asked: argparse.Namespace) -> int:
        done: int = getattr(import_module(f"checkin.cli.{module}"), name)(asked)
        return done

    return deed


def _with_qt(name: str, module: str = "painted") -> Callable[[argparse.Namespace], int]:
    """One of the deeds that need Qt; the others do not wait for it."""

    def deed(asked: argparse.Namespace) -> int:
        done: int = getattr(imported(f"checkin.cli.{module}"), name)(asked)
        return done

    return deed


_DEEDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": _with_qt("demo", "windows"),
    "tour": _with_qt("tour", "windows"),
    "new": _new,
    "sessions": sessions.tell_all,
    "add-session": sessions.add,
    "links": sessions.links,
    "import": _later("lists", "load"),
    "people": _later("door", "people"),
    "admit": _later("door", "admit"),
    "leave": _later("door", "admit"),
    "search": _later("door", "search"),
    "undo": _later("door", "undo"),
    "badges": _with_qt("badges"),
    "rack": _later("rack", "fill"),
    "codes": _with_qt("codes"),
    "poster": _with_qt("poster"),
    "online": _later("afterwards", "load_online"),
    "export": _later("afterwards", "export"),
    "followup": _later("afterwards", "follow_up"),
    "close": _later("close", "close"),
    "erase": _later("afterwards", "erase_people"),
    "check": _later("checking", "check"),
}

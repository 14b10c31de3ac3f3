"""The lines of the check before a shift in words: what was found, and what to do."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from checkin.domain.desk_check import Found, Item, Line
from checkin.domain.session import Session
from checkin.ui.parts.wording import clock, day

translate = QCoreApplication.translate

_GIGABYTE = 1_000_000_000


def title(item: Item) -> str:
    """What is looked at."""
    return {
        Item.SCANNER: translate("DeskCheck", "Scanner"),
        Item.CAMERA: translate("DeskCheck", "Camera"),
        Item.SOUND: translate("DeskCheck", "Sound"),
        Item.PRINTER: translate("DeskCheck", "Printer"),
        Item.CLOCK: translate("DeskCheck", "Clock"),
        Item.ZONE: translate("DeskCheck", "Time zone"),
        Item.DISK: translate("DeskCheck", "Free disk"),
        Item.LIST: translate("DeskCheck", "Registrant list"),
    }[item]


def words(line: Line, session: Session) -> str:
    """What was found, and what to do about it; times on the session's clock."""
    return _all()[line.item, line.found].format(
        **{name: _said(name, value, session) for name, value in line.about.items()}
    )


def _said(name: str, value: object, session: Session) -> str:
    if isinstance(value, datetime):
        return f"{day(value, session)} {clock(value, session)}"
    if name == "free" and isinstance(value, int):
        return f"{value / _GIGABYTE:.1f} GB" if value >= _GIGABYTE else f"{value // 1_000_000} MB"
    return str(value)


def _all() -> dict[tuple[Item, Found], str]:
    return {
        (Item.SCANNER, Found.TO_TRY): translate(
            "DeskCheck", "Scan the trial badge here on the screen. If nothing comes, F9 says why."
        ),
        (Item.SCANNER, Found.GOOD): translate("DeskCheck", "It reads badges."),
        (Item.CAMERA, Found.TO_TRY): translate("DeskCheck", "{name} is starting…"),
        (Item.CAMERA, Found.TROUBLE): translate(
            "DeskCheck", "{name} is in use elsewhere. Turn the video off there; it comes back here by itself."
        ),
        (Item.CAMERA, Found.MISSING): translate(
            "DeskCheck", "{name} is not there. Plug it in, or choose another one with F2."
        ),
        (Item.CAMERA, Found.GOOD): translate("DeskCheck", "{name} is there."),
        (Item.SOUND, Found.TO_TRY): translate("DeskCheck", "Play it, and say whether it is heard at the door."),
        (Item.SOUND, Found.TROUBLE): translate(
            "DeskCheck", "Not heard. Turn it up, and play it again; colours and words say the same."
        ),
        (Item.SOUND, Found.MISSING): translate(
            "DeskCheck", "This laptop has no loudspeaker. Colours and words say the same."
        ),
        (Item.SOUND, Found.GOOD): translate("DeskCheck", "Heard at the door."),
        (Item.PRINTER, Found.TO_TRY): translate("DeskCheck", "Being asked…"),
        (Item.PRINTER, Found.MISSING): translate(
            "DeskCheck", "There is no printer. Without one, badges are printed elsewhere."
        ),
        (Item.PRINTER, Found.TROUBLE): translate("DeskCheck", "{name}: {state}"),
        (Item.PRINTER, Found.GOOD): translate("DeskCheck", "{name} is ready."),
        (Item.CLOCK, Found.GOOD): translate("DeskCheck", "{now}. Compare it with your own."),
        (Item.CLOCK, Found.BEHIND): translate(
            "DeskCheck", "It says {now}, but the last entry here is of {newest}. Set the laptop's clock."
        ),
        (Item.CLOCK, Found.OTHER_DAY): translate(
            "DeskCheck", "It says {now}, and that is not the day of the session. Set the clock, or choose the session."
        ),
        (Item.ZONE, Found.GOOD): translate("DeskCheck", "{zone}, as the session."),
        (Item.ZONE, Found.OTHER): translate(
            "DeskCheck",
            "The laptop has another zone than {zone}. Set it, or go on: times are shown in {zone} all the same.",
        ),
        (Item.DISK, Found.GOOD): translate("DeskCheck", "{free}"),
        (Item.DISK, Found.LOW): translate(
            "DeskCheck", "Only {free}. Delete what is not needed, before the doors open."
        ),
        (Item.LIST, Found.GOOD): translate("DeskCheck", "{people} people."),
        (Item.LIST, Found.OLD): translate(
            "DeskCheck", "{people} people, loaded {at}. Ask for a newer list, and load it."
        ),
        (Item.LIST, Found.MISSING): translate("DeskCheck", "Nobody is on it. Load the list: Registrants, Load a list."),
    }

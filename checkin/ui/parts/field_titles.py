"""What the fields of a registrant are called, and what stands in those with a few answers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from checkin.domain.registrant import Answer, Mode, Status

translate = QCoreApplication.translate


def field_titles() -> dict[str, str]:
    """The titles by the field's name, as `files.column_choice.FIELDS` has them, in the language of the window."""
    return {
        "name": translate("Field", "Full name"),
        "given_name": translate("Field", "Given name"),
        "family_name": translate("Field", "Family name"),
        "email": translate("Field", "E-mail"),
        "organisation": translate("Field", "Organisation"),
        "role": translate("Field", "Role"),
        "country": translate("Field", "Country"),
        "phone": translate("Field", "Phone"),
        "category": translate("Field", "Category or ticket"),
        "status": translate("Field", "Status of the registration"),
        "mode": translate("Field", "In the room or online"),
        "joining": translate("Field", "Joining the coalition"),
        "listed": translate("Field", "May be listed"),
        "mailing": translate("Field", "May be written to"),
        "guests": translate("Field", "Guests with them"),
        "registered_at": translate("Field", "Registered at"),
        "code": translate("Field", "Code of the other tool"),
        "secret": translate("Field", "Second code"),
    }


def person_titles() -> dict[str, str]:
    """The titles of the texts beside a person's details, shorter than those of a list's columns."""
    return {
        "name": translate("Field", "Name"),
        "organisation": translate("Field", "Organisation"),
        "email": translate("Field", "E-mail"),
        "role": translate("Field", "Role"),
        "country": translate("Field", "Country"),
        "phone": translate("Field", "Phone"),
    }


def statuses() -> list[tuple[Status, str]]:
    """The words for the status of a registration, the usual one first."""
    return [
        (Status.CONFIRMED, translate("Field", "Confirmed")),
        (Status.PENDING, translate("Field", "Not confirmed yet")),
        (Status.WAITLISTED, translate("Field", "On the waiting list")),
        (Status.CANCELLED, translate("Field", "Cancelled")),
    ]


def modes() -> list[tuple[Mode, str]]:
    """The words for how a person takes part."""
    return [
        (Mode.NOT_SAID, translate("Field", "not said")),
        (Mode.ROOM, translate("Field", "in the room")),
        (Mode.ONLINE, translate("Field", "online")),
        (Mode.CANNOT_COME, translate("Field", "cannot come")),
    ]


def answers() -> list[tuple[Answer, str]]:
    """The words for an answer on the form."""
    return [
        (Answer.NOT_SAID, translate("Field", "not said")),
        (Answer.YES, translate("Field", "yes")),
        (Answer.KNOW_MORE, translate("Field", "wants to know more")),
        (Answer.NO, translate("Field", "no")),
    ]


def in_words(value: object) -> str:
    """What stands in a field of a registrant as people read it; "—" for nothing."""
    words: dict[object, str] = {**dict(statuses()), **dict(modes()), **dict(answers())} if value else {}
    return words.get(value, str(value)) or "—"

"""What the scanner check says: one sentence for each finding, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from checkin.domain.calibration import TEXT
from checkin.scanning.examination import Examination, Finding, Layout

translate = QCoreApplication.translate

_LONGEST = 160
"""Letters of what arrived that are shown; a flood is cut."""

_CHUNK = 20


@dataclass(frozen=True, slots=True)
class Advice:
    """One sentence, what to do, and the look of the label that says it ("good", "notice", "problem")."""

    look: str
    sentence: str
    remedy: str


def waiting() -> Advice:
    """Before anything has come."""
    return Advice(
        "quiet",
        translate("Doctor", "Waiting for the scanner."),
        translate(
            "Doctor",
            "Scan the code shown here, or the printed page. When nothing arrives, look whether the scanner has light,"
            " and whether its cable or its radio receiver is plugged in.",
        ),
    )


def advice(found: Examination) -> Advice:
    """The sentence and the remedy of a finding."""
    nothing = translate("Doctor", "There is nothing to do.")
    match found.finding:
        case Finding.WELL:
            caps = translate("Doctor", "Caps Lock is on, or the scanner exchanges large and small letters: no harm.")
            return Advice("good", translate("Doctor", "The scanner is read right."), caps if found.caps else nothing)
        case Finding.KEYS_TELL:
            said = translate(
                "Doctor", "The laptop's keyboard is set to {layout}; codes are read from the keys instead."
            )
            return Advice("good", said.format(layout=layout_name(found.layout)), nothing)
        case Finding.LEARNED:
            said = translate("Doctor", "The scanner and the laptop are set to different keyboards ({layout}).")
            learned = translate("Doctor", "That has been learned on this laptop: codes are read from now on.")
            return Advice("good", said.format(layout=layout_name(found.layout)), learned)
        case Finding.LOST:
            said = translate("Doctor", "Letters are lost on the way: {came} of {all} came.")
            slower = translate(
                "Doctor",
                "Set a longer pause between letters by the scanner's manual (inter-character delay 5 ms or more), or"
                " use another USB port; then scan again.",
            )
            return Advice("problem", said.format(came=len(found.us or found.text), all=len(TEXT)), slower)
        case Finding.UNCLEAR:
            said = translate("Doctor", "Different letters arrive as the same on this keyboard ({layout}).")
            english = translate("Doctor", "Set the laptop's keyboard to English (US), then scan again.")
            return Advice("problem", said.format(layout=layout_name(found.layout)), english)
        case _:
            return _other(found.finding)


def _other(finding: Finding) -> Advice:
    scan = translate("Doctor", "Scan the code shown here, to have the scanner examined.")
    if finding is Finding.BADGE:
        return Advice(
            "good",
            translate("Doctor", "That is a badge, and it was read right. Nobody was checked in."),
            translate("Doctor", "Press Esc, and scan it at the door."),
        )
    if finding is Finding.HALF:
        return Advice("notice", translate("Doctor", "Only a part of a code came."), scan)
    if finding is Finding.BY_HAND:
        return Advice("notice", translate("Doctor", "That was typed by hand, or by a very slow scanner."), scan)
    return Advice("notice", translate("Doctor", "Another code was scanned; it arrived as it is shown."), scan)


def layout_name(layout: Layout) -> str:
    """The name of a layout in the window's language."""
    return {
        Layout.US: translate("Layout", "English (US)"),
        Layout.GERMAN: translate("Layout", "German (QWERTZ)"),
        Layout.FRENCH: translate("Layout", "French or Belgian (AZERTY)"),
        Layout.CZECH: translate("Layout", "Czech"),
        Layout.HUNGARIAN: translate("Layout", "Hungarian"),
        Layout.LITHUANIAN: translate("Layout", "Lithuanian"),
        Layout.TURKISH_Q: translate("Layout", "Turkish (Q)"),
        Layout.TURKISH_F: translate("Layout", "Turkish (F)"),
        Layout.DVORAK: translate("Layout", "Dvorak"),
        Layout.LATIN: translate("Layout", "another layout of Latin letters"),
        Layout.CYRILLIC: translate("Layout", "Cyrillic"),
        Layout.GREEK: translate("Layout", "Greek"),
        Layout.ARABIC: translate("Layout", "Arabic"),
        Layout.HEBREW: translate("Layout", "Hebrew"),
        Layout.THAI: translate("Layout", "Thai"),
        Layout.DEVANAGARI: translate("Layout", "Hindi"),
        Layout.GEORGIAN: translate("Layout", "Georgian"),
        Layout.ARMENIAN: translate("Layout", "Armenian"),
        Layout.UNKNOWN: translate("Layout", "an unknown layout"),
    }[layout]


def facts(found: Examination) -> tuple[tuple[str, str], ...]:
    """What arrived, line by line: a title and its value. Text of the outside is kept apart from our own direction."""
    speed = translate("Doctor", "it came whole")
    if found.gap is not None and found.longest is not None:
        speed = translate("Doctor", "{each} ms from key to key, {longest} ms at most").format(
            each=round(found.gap * 1000), longest=round(found.longest * 1000)
        )
    nothing = translate("Doctor", "nothing")
    typed = found.gap is not None
    us = (_apart(found.us) or translate("Doctor", "the system does not tell")) if typed else "—"
    layout = layout_name(found.layout)
    if found.layout is Layout.UNKNOWN and not found.teaches:
        # A badge has hardly a letter by which layouts differ: that would alarm whoever has just read it right.
        layout = translate("Doctor", "the test code tells")
    end = " ".join((*filter(None, (found.learned.suffix,)), *found.ends[-3:]))
    return (
        (translate("Doctor", "Text"), _apart(found.text) or nothing),
        (translate("Doctor", "On a US keyboard"), us),
        (translate("Doctor", "Keys"), str(found.count)),
        (translate("Doctor", "Speed"), speed),
        (translate("Doctor", "Before the code"), _apart(found.learned.prefix) if found.learned.prefix else nothing),
        (translate("Doctor", "At the end"), end or nothing),
        (translate("Doctor", "Keyboard"), layout if typed else "—"),
    )


def _apart(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:_LONGEST])
    # Signs without a space among them may be broken into lines all the same.
    shown = "\u200b".join(shown[start : start + _CHUNK] for start in range(0, len(shown), _CHUNK))
    return f"\u2068{shown}{'…' if len(text) > _LONGEST else ''}\u2069" if shown else ""

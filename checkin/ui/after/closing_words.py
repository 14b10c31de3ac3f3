"""The steps of closing a session in words: what is looked at, how it stands, and each line that was found."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from checkin.domain.admission import Reason
from checkin.domain.closing import Finding, Found, Stands, Step, StepFound
from checkin.domain.session import Session
from checkin.services.closing import Standing
from checkin.ui.parts.wording import clock, date_said, day, heads

translate = QCoreApplication.translate


def title(step: Step) -> str:
    """What is looked at."""
    return {
        Step.DOORS: translate("Closing", "Have all doors reported?"),
        Step.STOPPED: translate("Closing", "Stopped at the door, and not in"),
        Step.SAME_PEOPLE: translate("Closing", "One person, or two?"),
        Step.WALK_INS: translate("Closing", "Names of walk-ins"),
        Step.BADGES: translate("Closing", "Badges and people"),
        Step.ONLINE: translate("Closing", "Those online"),
        Step.EXPORT: translate("Closing", "The attendance file"),
        Step.COPY: translate("Closing", "A copy on another disk"),
        Step.ERASURE: translate("Closing", "The day of the erasing"),
    }[step]


def why(step: Step) -> str:
    """What a person does about it."""
    return {
        Step.DOORS: translate(
            "Closing", "Ask at each door: does anybody still wait, and are there names on paper? Type those in first."
        ),
        Step.STOPPED: translate(
            "Closing", "If one of them was in the room, check them in. A code alone is somebody who was not found."
        ),
        Step.SAME_PEOPLE: translate(
            "Closing",
            "A walk-in who stands on the list too would be counted twice. Nothing is lost when you unite them.",
        ),
        Step.WALK_INS: translate(
            "Closing", "They were typed in a hurry, and go into the file and into letters as they stand here."
        ),
        Step.BADGES: translate(
            "Closing", "A badge that nobody fetched is a no-show. A person without one may have worn somebody else's."
        ),
        Step.ONLINE: translate(
            "Closing", "Who was in the call and is not recognised is in no figure and gets no letter until you say who."
        ),
        Step.EXPORT: translate("Closing", "Write it now, so that it holds everybody who came."),
        Step.COPY: translate(
            "Closing",
            "On a stick or a shared folder, in case this laptop is lost. It holds everything, like the event.",
        ),
        Step.ERASURE: translate(
            "Closing", "Then the desk reminds you to erase everybody; every count stays. It never erases by itself."
        ),
    }[step]


def stands(found: StepFound) -> str:
    """How a step stands, in a few words below its title."""
    if found.step is Step.ERASURE:
        return _day_stands(found.findings[0])
    if found.stands is Stands.LOOKED_AT and found.step in {Step.EXPORT, Step.COPY}:
        return translate("Closing", "Not needed")
    if found.stands is Stands.LOOKED_AT:
        return translate("Closing", "Looked at")
    if found.stands is Stands.IN_ORDER:
        return translate("Closing", "In order")
    count = len(found.to_look_at)
    if found.step in {Step.EXPORT, Step.COPY}:
        return translate("Closing", "To do")
    return translate("Closing", "To look at: {count}").format(count=count)


def _day_stands(finding: Finding) -> str:
    chosen = finding.about.get("day")
    written = date_said(chosen, "d MMM yyyy") if isinstance(chosen, date) else ""
    return {
        Found.PLANNED: written,
        Found.PROPOSED: translate("Closing", "Proposed: {day}").format(day=written),
        Found.NEVER: translate("Closing", "Never"),
        Found.ERASED: translate("Closing", "Erased already"),
    }[finding.found]


def summary(standing: Standing) -> str:
    """How the session stands as a whole."""
    closed, session = standing.closed, standing.session
    if closed is None and not standing.open:
        return translate("Closing", "Everything is in order. The session can be closed.")
    if closed is None:
        return translate("Closing", "Steps to look at: {count} of {steps}").format(
            count=len(standing.open), steps=len(standing.steps)
        )
    text = translate("Closing", "● Closed {when} by {who}. The door asks before it lets anybody in.")
    text = text.format(when=said(closed.at, session), who=closed.operator or closed.station)
    if standing.let_in_since:
        since = translate("Closing", "People let in since then: {count}")
        text += " " + since.format(count=standing.let_in_since)
    return text


def line(finding: Finding, session: Session) -> str:
    """One line that was found; times on the session's clock."""
    about = {name: said(value, session) for name, value in finding.about.items()}
    who = " · ".join(part for part in (about.get("name", ""), about.get("organisation", "")) if part)
    other = " · ".join(part for part in (about.get("other", ""), about.get("other_organisation", "")) if part)
    return _lines(finding)[finding.found].format(**about | {"who": who, "second": other})


def said(value: object, session: Session) -> str:
    """A value of a line as it is read."""
    if isinstance(value, datetime):
        return f"{day(value, session)} {clock(value, session)}"
    if isinstance(value, date):
        return date_said(value)
    if isinstance(value, Reason):
        return heads()[value].format(seats=session.seats, opens=clock(session.opens_at or session.starts_at, session))
    return "" if value is None else str(value)


def _lines(finding: Finding) -> dict[Found, str]:
    file = finding.step is Step.EXPORT
    return {
        Found.RUNS_STILL: translate("Closing", "The session runs until {at}"),
        Found.ON_DUTY: translate(
            "Closing", "{station}: {operator} is still at the door · checked in {came} · last {at}"
        ),
        Found.REPORTED: translate(
            "Closing", "{station}: nobody is at the door any more · checked in {came} · last {at}"
        ),
        Found.THIS_DESK: translate("Closing", "{station}: this desk · checked in {came} · last {at}"),
        Found.STOPPED: translate("Closing", "{at}: {name} — {reason}"),
        Found.SAME: translate("Closing", "{who}  and  {second}"),
        Found.WALK_IN: translate("Closing", "{who}"),
        Found.ODD_NAME: translate("Closing", "{who} — looks as if typed in a hurry"),
        Found.PRINTED_NOT_HERE: translate("Closing", "Badge, did not come: {who}"),
        Found.HERE_NOT_PRINTED: translate("Closing", "Came, without a badge: {who}"),
        Found.NOTHING_PRINTED: translate("Closing", "No badges were printed for this event"),
        Found.NO_REPORT: translate("Closing", "There is a link to join online, and no report of the call was loaded"),
        Found.UNDECIDED: translate("Closing", "Online, and nobody said who: {name}"),
        Found.NOT_DONE: translate("Closing", "The attendance file was not written yet")
        if file
        else translate("Closing", "There is no copy on another disk yet"),
        Found.DONE: translate("Closing", "Written {at}: {name}. Nothing has changed since."),
        Found.CHANGED_SINCE: translate(
            "Closing", "Written {at}: {name}. Since then something has changed: do it again."
        ),
        Found.PLANNED: translate("Closing", "Everybody is to be erased from {day} on"),
        Found.PROPOSED: translate("Closing", "Nobody has chosen a day yet; proposed is {day}"),
        Found.NEVER: translate("Closing", "Nobody is erased by date"),
        Found.ERASED: translate("Closing", "Everybody was erased already"),
    }

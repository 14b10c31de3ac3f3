"""What the volunteer can do about an answer of the door: one step for each reason."""

from __future__ import annotations

from enum import StrEnum

from checkin.domain.admission import Reason


class NextStep(StrEnum):
    """What the volunteer can do about an answer; `ui.door.next_steps` has the key of each."""

    NEXT_PERSON = "next_person"
    DIFFERENT_PERSON = "different_person"
    SCAN_AGAIN = "scan_again"
    SEARCH_OR_WALK_IN = "search_or_walk_in"
    CHECK_IN_BY_NAME = "check_in_by_name"
    ADD_TO_SESSION = "add_to_session"
    ADD_AS_WALK_IN = "add_as_walk_in"
    LET_IN_ANYWAY = "let_in_anyway"
    ASK_THE_NAME = "ask_the_name"
    WRITE_ON_PAPER = "write_on_paper"
    LEAVE_PRACTICE = "leave_practice"


NEXT_STEP: dict[Reason, NextStep] = {
    Reason.WELCOME: NextStep.NEXT_PERSON,
    Reason.WELCOME_NOTE: NextStep.NEXT_PERSON,
    Reason.GROUP: NextStep.NEXT_PERSON,
    Reason.CAME_BACK: NextStep.NEXT_PERSON,
    Reason.ALREADY_IN: NextStep.DIFFERENT_PERSON,
    Reason.DOUBLE_READ: NextStep.NEXT_PERSON,
    Reason.NOT_FOUND: NextStep.SEARCH_OR_WALK_IN,
    Reason.FOREIGN_CODE: NextStep.SEARCH_OR_WALK_IN,
    Reason.BAD_READ: NextStep.SCAN_AGAIN,
    Reason.CANCELLED: NextStep.ADD_AS_WALK_IN,
    Reason.NOT_CONFIRMED: NextStep.LET_IN_ANYWAY,
    Reason.REPLACED_BADGE: NextStep.CHECK_IN_BY_NAME,
    Reason.ERASED: NextStep.SEARCH_OR_WALK_IN,
    Reason.OTHER_SESSION: NextStep.ADD_TO_SESSION,
    Reason.TOO_EARLY: NextStep.LET_IN_ANYWAY,
    Reason.OVER: NextStep.LET_IN_ANYWAY,
    Reason.CLOSED: NextStep.LET_IN_ANYWAY,
    Reason.DIFFERENT_PERSON: NextStep.ASK_THE_NAME,
    Reason.FULL: NextStep.LET_IN_ANYWAY,
    Reason.REAL_BADGE: NextStep.LEAVE_PRACTICE,
    Reason.PRACTICE_BADGE: NextStep.SEARCH_OR_WALK_IN,
    Reason.TRIAL: NextStep.NEXT_PERSON,
    Reason.LEFT: NextStep.NEXT_PERSON,
    Reason.LEFT_BEFORE: NextStep.NEXT_PERSON,
    Reason.NOT_INSIDE: NextStep.LET_IN_ANYWAY,
    Reason.NOT_SAVED: NextStep.WRITE_ON_PAPER,
}

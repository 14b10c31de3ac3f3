"""What people answered, and what tools say of a registration, in few words."""

from __future__ import annotations

import pytest

from checkin.domain.registrant import Answer, Mode, Status
from checkin.files.answers import answer_of, mode_of, status_of


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("In person (Nairobi, Room CR-8)", Mode.ROOM),
        ("Online (Zoom)", Mode.ONLINE),
        ("I cannot attend, but want to contribute", Mode.CANNOT_COME),
        ("I cannot come in person, I will join online", Mode.ONLINE),
        ("En présentiel", Mode.ROOM),
        ("En ligne", Mode.ONLINE),
        ("Presencial", Mode.ROOM),
        ("عن بعد", Mode.ONLINE),
        ("Ana kwa ana", Mode.ROOM),
        ("线上", Mode.ONLINE),
        ("Очно", Mode.ROOM),
        ("Je ne pourrai pas venir", Mode.CANNOT_COME),
        ("In person or online", Mode.NOT_SAID),
        ("I can attend but not in person", Mode.ONLINE),
        ("In person (I cannot attend online)", Mode.ROOM),
        ("I will attend online, not in person", Mode.ONLINE),
        ("In person, not online", Mode.ROOM),
        ("Si online", Mode.ONLINE),
        ("I cannot attend in person or online", Mode.CANNOT_COME),
        ("I cannot come in person but will be online", Mode.ONLINE),
        ("I cannot attend in person", Mode.CANNOT_COME),
        ("Not in person", Mode.NOT_SAID),
        ("Удалённо", Mode.ONLINE),
        ("عبر زووم", Mode.ONLINE),
        ("على الإنترنت", Mode.ONLINE),
        ("Zoom会议", Mode.ONLINE),
        ("到场", Mode.ROOM),
        ("Persönlich", Mode.ROOM),
        ("En salle", Mode.ROOM),
        ("Nicht dabei", Mode.CANNOT_COME),
        ("لن أشارك", Mode.CANNOT_COME),
        ("Perhaps", Mode.NOT_SAID),
        ("", Mode.NOT_SAID),
    ],
)
def test_how_people_take_part_is_told_from_their_words(answer: str, value: Mode) -> None:
    assert mode_of(answer) is value


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("Yes", Answer.YES),
        ("No", Answer.NO),
        ("I would like to know more", Answer.KNOW_MORE),
        ("", Answer.NOT_SAID),
        ("Yes, but I do not have much time", Answer.YES),
        ("No, but I would like to know more", Answer.KNOW_MORE),
        ("I do not agree", Answer.NO),
        ("I agree;", Answer.YES),
        ("Oui", Answer.YES),
        ("不同意", Answer.NO),
        ("同意", Answer.YES),
        ("Hapana", Answer.NO),
        ("Blue", Answer.NOT_SAID),
        ("I consent", Answer.YES),
        ("I do not consent", Answer.NO),
        ("OK", Answer.YES),
        ("Agreed", Answer.YES),
        ("x", Answer.YES),
        ("✓", Answer.YES),
        ("Opt out", Answer.NO),
        ("Already a member", Answer.YES),
        ("No objection", Answer.YES),
        ("I do not mind", Answer.YES),
        ("Yes, I'd like to know more", Answer.KNOW_MORE),
        ("Yes, maybe in June", Answer.YES),
        ("Not sure", Answer.KNOW_MORE),
        ("Not agreed", Answer.NO),
    ],
)
def test_yes_no_and_know_more_are_told_from_the_words(answer: str, value: Answer) -> None:
    assert answer_of(answer) is value


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("Attending", Status.CONFIRMED),
        ("Checked In", Status.CONFIRMED),
        ("Not Attending", Status.CANCELLED),
        ("Refunded", Status.CANCELLED),
        ("pending_approval", Status.PENDING),
        ("Awaiting payment", Status.PENDING),
        ("invited", Status.PENDING),
        ("waitlist", Status.WAITLISTED),
        ("cancelled by self", Status.CANCELLED),
        ("Withdrawn", Status.CANCELLED),
        ("Expired", Status.CANCELLED),
        ("", Status.CONFIRMED),
        ("Purple", None),
        ("-", Status.CONFIRMED),
        ("Paid (card)", Status.CONFIRMED),
        ("Confirmed by host", Status.CONFIRMED),
        ("Cancelled by attendee", Status.CANCELLED),
        ("Canceled by organizer", Status.CANCELLED),
        ("Cancelled (refund)", Status.CANCELLED),
        ("Annulé(e)", Status.CANCELLED),
        ("No asiste", Status.CANCELLED),
        ("Desistiu", Status.CANCELLED),
        ("abgemeldet", Status.CANCELLED),
        ("ملغاة", Status.CANCELLED),
        ("Imefutwa", Status.CANCELLED),
        ("未通过", Status.CANCELLED),
        ("已退票", Status.CANCELLED),
        ("Waitlisted (2)", Status.WAITLISTED),
        ("En liste d'attente", Status.WAITLISTED),
        ("Em lista de espera", Status.WAITLISTED),
        ("غير مؤكد", Status.PENDING),
        ("Неоплачено", Status.PENDING),
        ("не подтверждено", Status.PENDING),
        ("Not approved", Status.PENDING),
        ("Non confirmé", Status.PENDING),
        ("Unconfirmed", Status.PENDING),
        ("To be confirmed", Status.PENDING),
        ("Partially paid", Status.PENDING),
        ("Pendiente de aprobación", Status.PENDING),
    ],
)
def test_what_tools_say_of_a_registration_is_known(word: str, value: Status | None) -> None:
    assert status_of(word) is value


def test_void_status_true_means_cancelled() -> None:
    assert status_of("true", "Void Status") is Status.CANCELLED
    assert status_of("false", "Void Status") is Status.CONFIRMED

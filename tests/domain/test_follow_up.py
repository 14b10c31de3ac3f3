"""The follow-up lists: whom each one is for, who may not be written to, and who shares an address."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from checkin.domain.attendance import Attendance, Presence
from checkin.domain.follow_up import FollowUp, FollowUpList, Why, follow_ups
from checkin.domain.online_presence import Online, Stranger
from checkin.domain.registrant import ERASED, Answer, Registrant
from tests.attendances import AFTER, DURING, STARTS, attendance, here, person


def ann(name: str = "Ann Otieno", email: str = "ann@x.example", **details: str) -> Registrant:
    """Somebody with an address; `joining`, `listed` and `mailing` as the words of `Answer`."""
    answers = {key: Answer(details.pop(key)) for key in ("joining", "listed", "mailing") if key in details}
    made = person(name, email=email, **details)
    return replace(made, details=replace(made.details, **answers))


def online(registrant: Registrant, *, newcomer: bool = False) -> Presence:
    return Presence(registrant, online=Online(60.0, STARTS, AFTER, 1, (registrant.name,), ()), newcomer=newcomer)


def lists(found: Attendance, now: datetime = AFTER, *, only_agreed: bool = False) -> dict[FollowUp, FollowUpList]:
    return {one.which: one for one in follow_ups(found, now, only_agreed=only_agreed)}


def names(found: FollowUpList) -> list[str]:
    return [contact.details.name for contact in found.people]


def reasons(found: FollowUpList) -> dict[str, Why]:
    return {left.contact.details.name: left.why for left in found.left_out}


def test_each_list_has_those_whom_it_is_for() -> None:
    both = replace(online(ann("In Both", "both@x.example")), entry=here(ann()).entry)
    made = lists(
        attendance(
            [
                here(ann("In Room", "room@x.example")),
                both,
                online(ann("On Call", "call@x.example", joining="yes")),
                Presence(ann("Not Here", "absent@x.example", joining="know_more")),
                Presence(ann("Gave Up", "gone@x.example", status="cancelled", joining="yes")),
                here(replace(ann("Walked In", "walk@x.example"), walk_in=True)),
                online(ann("New Online", "new@x.example"), newcomer=True),
            ]
        )
    )
    assert {which: names(found) for which, found in made.items()} == {
        FollowUp.THANK_YOU_ROOM: ["In Room", "In Both", "Walked In"],
        FollowUp.THANK_YOU_ONLINE: ["On Call", "New Online"],
        FollowUp.MISSED_YOU: ["Not Here"],
        FollowUp.JOINING: ["On Call", "Gave Up"],
        FollowUp.KNOW_MORE: ["Not Here"],
        FollowUp.NEW_CONTACTS: ["Walked In", "New Online"],
        FollowUp.PUBLIC: [],
    }


def test_people_who_share_an_address_share_a_letter() -> None:
    found = lists(
        attendance(
            [
                here(ann("Ann Otieno", "Office@X.example ")),
                here(ann("Ben Kip", "office@x.example")),
                here(ann("Cy Mwangi", "cy@x.example")),
            ]
        )
    )[FollowUp.THANK_YOU_ROOM]
    assert [letter.email for letter in found.letters] == ["Office@X.example", "cy@x.example"]
    assert [len(letter.people) for letter in found.letters] == [2, 1]


def test_who_cannot_be_written_to_is_told_with_the_reason() -> None:
    found = lists(
        attendance(
            [
                here(ann("No Address", "")),
                here(ann("Bad Address", "n/a")),
                here(ann("Two Addresses", "a@x.example, b@x.example")),
                here(ann("Says No", "no@x.example", mailing="no")),
                here(ann("Says Yes", "yes@x.example", mailing="yes")),
                here(ann("Says Nothing", "silent@x.example")),
            ]
        )
    )[FollowUp.THANK_YOU_ROOM]
    assert names(found) == ["Says Yes", "Says Nothing"]
    assert reasons(found) == {
        "No Address": Why.NO_ADDRESS,
        "Bad Address": Why.UNREADABLE_ADDRESS,
        "Two Addresses": Why.UNREADABLE_ADDRESS,
        "Says No": Why.REFUSED,
    }


@pytest.mark.parametrize("which", [which for which in FollowUp if which is not FollowUp.PUBLIC])
@pytest.mark.parametrize("only_agreed", [False, True])
def test_nobody_who_said_no_is_written_to_from_any_list(which: FollowUp, only_agreed: bool) -> None:
    everyone = [
        make(replace(ann(f"{name} {number}", f"{number}{name}@x.example", mailing=word, joining=joining), walk_in=new))
        for number, (make, new) in enumerate([(here, False), (here, True), (online, False), (Presence, False)])
        for name, word in (("No", "no"), ("Yes", "yes"), ("Silent", ""))
        for joining in ("yes", "know_more")
    ]
    found = lists(attendance(everyone), only_agreed=only_agreed)[which]
    said = {name.split()[0] for name in names(found)}
    assert said == ({"Yes"} if only_agreed else {"Yes", "Silent"})
    assert {Why.REFUSED} <= set(reasons(found).values()) <= {Why.REFUSED, Why.NOT_AGREED}


def test_whoever_was_erased_is_on_no_list_and_not_among_those_left_out() -> None:
    gone = [
        here(person(ERASED)),
        Presence(replace(person(ERASED), id="2")),
        here(replace(person(ERASED), walk_in=True)),
    ]
    for found in lists(attendance(gone)).values():
        assert (found.letters, found.left_out) == ((), ())


def test_nobody_has_been_missed_while_the_session_runs() -> None:
    assert names(lists(attendance([Presence(ann())]), DURING)[FollowUp.MISSED_YOU]) == []
    assert names(lists(attendance([Presence(ann())]), AFTER)[FollowUp.MISSED_YOU]) == ["Ann Otieno"]


def test_who_may_have_come_under_another_entry_is_not_told_that_they_were_missed() -> None:
    everyone = attendance(
        [
            here(ann("OTIENO Ann", "work@x.example")),
            Presence(ann("Ann Otieno", "home@x.example")),
            here(replace(ann("Wanjiru Kamao", ""), walk_in=True)),
            Presence(ann("Wanjiru Kamau", "w@x.example")),
            Presence(ann("Mary Wanjiru", "m@x.example")),
            Presence(ann("Li", "li1@x.example")),
            here(ann("Li", "li2@x.example")),
        ]
    )
    undecided = Stranger("Mary W.", "", 60, "person", ("Mary Wanjiru",), left=False)
    found = lists(replace(everyone, strangers=(undecided,)))[FollowUp.MISSED_YOU]
    assert names(found) == ["Li"]
    assert reasons(found) == dict.fromkeys(("Ann Otieno", "Wanjiru Kamau", "Mary Wanjiru"), Why.MAY_HAVE_COME)
    settled = lists(replace(everyone, strangers=(replace(undecided, left=True),)))[FollowUp.MISSED_YOU]
    assert names(settled) == ["Mary Wanjiru", "Li"]


def test_who_has_one_name_and_may_be_somebody_online_is_not_told_that_they_were_missed() -> None:
    undecided = Stranger("Ali 🇰🇪", "", 60, "person", ("Ali",), left=False)
    everyone = replace(attendance([Presence(ann("Ali", "ali@x.example")), Presence(ann("Li"))]), strangers=(undecided,))
    found = lists(everyone)[FollowUp.MISSED_YOU]
    assert (names(found), reasons(found)) == (["Li"], {"Ali": Why.MAY_HAVE_COME})
    undecided = Stranger("🌊🐟", "", 60, "person", ("🌊🐟",), left=False)
    everyone = replace(attendance([Presence(ann("🌊🐟", "f@x.example")), Presence(ann("🐟"))]), strangers=(undecided,))
    found = lists(everyone)[FollowUp.MISSED_YOU]
    assert (names(found), reasons(found)) == (["🐟"], {"🌊🐟": Why.MAY_HAVE_COME})


def test_of_those_online_whom_nobody_knows_only_people_are_new_contacts() -> None:
    strangers = (
        Stranger("Beatrice Lalonde (she/her) - UNEP", "b@unep.example", 60, "person", (), left=False),
        Stranger("Conference Room 4", "room@x.example", 60, "room", (), left=False),
        Stranger("Otter.ai", "otter@x.example", 60, "bot", (), left=False),
        Stranger("Left Aside", "left@x.example", 60, "person", (), left=True),
        Stranger("Maybe Ann", "maybe@x.example", 60, "person", ("Ann Otieno",), left=False),
    )
    found = lists(replace(attendance([]), strangers=strangers))[FollowUp.NEW_CONTACTS]
    assert [(one.details.name, one.details.organisation) for one in found.people] == [("Beatrice Lalonde", "UNEP")]
    assert reasons(found) == {"Maybe Ann": Why.NOT_DECIDED}


def test_the_public_list_names_only_those_who_came_and_agreed_and_nothing_but_name_organisation_country() -> None:
    told = {"role": "Judge", "phone": "+254 700", "organisation": "KHRC", "country": "Kenya"}
    found = lists(
        attendance(
            [
                here(ann("Zed Zuma", listed="yes", **told)),
                online(ann("Álvaro Díaz", "al@x.example", listed="yes", other={"Diet": "vegan"})),  # type: ignore[arg-type]
                here(ann("Says No", "no@x.example", listed="no")),
                here(ann("Silent One", "s@x.example")),
                here(ann("", "nameless@x.example", listed="yes")),
                here(ann("mail@x.example", "mail@x.example", listed="yes")),
                Presence(ann("Not Here", "absent@x.example", listed="yes")),
            ]
        ),
        only_agreed=True,
    )[FollowUp.PUBLIC]
    assert names(found) == ["Álvaro Díaz", "Zed Zuma"]
    zed = found.people[1].details
    assert (zed.organisation, zed.country) == ("KHRC", "Kenya")
    assert [zed.email, zed.phone, zed.role, dict(zed.other)] == ["", "", "", {}]
    assert set(reasons(found).values()) == {Why.NOT_LISTED, Why.NO_NAME}
    assert [letter.email for letter in found.letters] == ["", ""]

"""Who of those online is which registrant: the levels as tables of cases, and invented reports with known truth."""

from __future__ import annotations

from collections import defaultdict

import pytest

from checkin.domain.online_matching import Level, Proposal, Register, Why, match
from checkin.domain.online_people import entries
from checkin.domain.online_report import OnlineRow, Part
from checkin.domain.registrant import Details, Registrant
from tests.online_truth import truth

ON_THE_LIST = (
    ("Grace Wanjiru Kamau", "grace@khrc.example"),
    ("Mary Wanjiru", "mary1@x.example"),
    ("Mary Wanjiru", "mary2@x.example"),
    ("Søren Åkjær-Østergård", "soren@x.example"),
    ("Jürgen Müller", "jm@x.example"),
    ("Violet Khasoa", "info@umoja.example"),
    ("Brian Otieno", "info@umoja.example"),
    ("Sumarni", "sumarni@x.example"),
    ("Rehema Mrisho", "rehema.mrisho+unea@x.example"),
    ("İbrahim Işık", "ibo@x.example"),
    ("सुनीता शर्मा", "sunita@x.example"),
    ("Анна Кузнецова", "anna@x.example"),
    ("李伟", "li@x.example"),
    ("ትዕግሥት በቀለ", "tigist@x.example"),
    ("Tendai Moyo", ""),
    ("Peter Mwangi", "peter@x.example"),
    ("Käthe Winter", "kaethe@x.example"),
    ("Mohamed Abdi Noor", "noor@x.example"),
    ("Ó Briain Seán", "sean@x.example"),
    ("Asha D", "asha@x.example"),
)


def register(*listed: tuple[str, str]) -> Register:
    """Registrants whose ids are their names and places."""
    people = [Registrant(f"{name}#{place}", Details(name, email=mail)) for place, (name, mail) in enumerate(listed)]
    people.append(Registrant("org", Details("Zawadi Ouma", organisation="ONG Terre Verte")))
    return Register(people)


def proposal(name: str, email: str = "", part: Part = Part.ATTENDEE) -> Proposal:
    """What is proposed for one connection, held against the list above."""
    known = register(*ON_THE_LIST)
    rows = [OnlineRow(2, name, email, part=part, minutes=5)]
    (made,) = match(entries(rows, room="Room CR-8", shared=known.shared, namesakes=known.namesakes), known)
    return made


@pytest.mark.parametrize(
    ("name", "email", "level", "why", "who"),
    [
        ("emeka 🇳🇬", "grace@khrc.example", Level.AUTOMATIC, Why.EMAIL, "Grace Wanjiru Kamau"),
        ("Grace's iPhone", "grace@khrc.example", Level.AUTOMATIC, Why.EMAIL, "Grace Wanjiru Kamau"),
        ("Violet Khasoa", "info@umoja.example", Level.AUTOMATIC, Why.EMAIL_AND_NAME, "Violet Khasoa"),
        ("KHASOA Violet (she/her)", "info@umoja.example", Level.AUTOMATIC, Why.EMAIL_AND_NAME, "Violet Khasoa"),
        ("Violet", "info@umoja.example", Level.LISTED, Why.SHARED_EMAIL, "Violet Khasoa"),
        ("Violet Khasoa (Brian Otieno)", "info@umoja.example", Level.LISTED, Why.SHARED_EMAIL, "Violet Khasoa"),
        ("Soren Akjaer-Ostergard", "", Level.TICKED, Why.SAME_NAME, "Søren Åkjær-Østergård"),
        ("KAMAU Grace Wanjiru", "", Level.TICKED, Why.SAME_NAME, "Grace Wanjiru Kamau"),
        ("Juergen Mueller", "", Level.TICKED, Why.SAME_NAME, "Jürgen Müller"),
        ("Dr. Jürgen Müller, PhD (he/him)", "", Level.TICKED, Why.SAME_NAME, "Jürgen Müller"),
        ("Jürgen Müller | Umweltbüro", "", Level.TICKED, Why.SAME_NAME, "Jürgen Müller"),
        ("Ibo (İbrahim Işık)", "", Level.TICKED, Why.SAME_NAME, "İbrahim Işık"),
        ("सुनीता शर्मा", "", Level.TICKED, Why.SAME_NAME, "सुनीता शर्मा"),
        ("Rehema Mrisho", "rehema.mrisho@x.example", Level.TICKED, Why.SAME_NAME_TAGGED_EMAIL, "Rehema Mrisho"),
        ("Joan Ade (Peter Mwangi)", "", Level.LISTED, Why.RENAMED, "Peter Mwangi"),
        ("Tendai Moyo", "tendai@elsewhere.example", Level.LISTED, Why.SAME_NAME, "Tendai Moyo"),
        ("Sumarni", "", Level.LISTED, Why.ONE_WORD, "Sumarni"),
        ("Grace Wanjiru", "", Level.LISTED, Why.PART_OF_NAME, "Grace Wanjiru Kamau"),
        ("KHRC - Peter Mwangi", "", Level.LISTED, Why.PART_OF_NAME, "Peter Mwangi"),
        ("Peter Mwengi", "", Level.LISTED, Why.TYPING_ERROR, "Peter Mwangi"),
        ("सनीता शर्मा", "", Level.LISTED, Why.TYPING_ERROR, "सुनीता शर्मा"),
        ("Anna Kuznetsova", "", Level.LISTED, Why.OTHER_SCRIPT, "Анна Кузнецова"),
        ("Mary Wanjiru", "", Level.NEVER, Why.NAMESAKES, "Mary Wanjiru"),
        ("Peter Mwangi", "other@y.example", Level.NEVER, Why.OTHER_EMAIL, "Peter Mwangi"),
        ("Brian Otieno", "grace@khrc.example", Level.LISTED, Why.EMAIL_OF_ANOTHER, "Grace Wanjiru Kamau"),
    ],
)
def test_each_level_has_its_reason(name: str, email: str, level: Level, why: Why, who: str) -> None:
    made = proposal(name, email)
    assert (made.level, made.why) == (level, why)
    assert made.candidates[0].partition("#")[0] == who


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Grace", Why.NOBODY),
        ("Mwangi", Why.NOBODY),
        ("Käthe W.", Why.NOBODY),
        ("Tigist", Why.NOBODY),
        ("Asha D", Why.NOBODY),
        ("Somebody (D)", Why.NOBODY),
        ("🙂🙂", Why.NOBODY),
        ("=cmd|' /C calc'!A0", Why.NOBODY),
        ("Galaxy A12", Why.NO_PERSON),
        ("iPhone (Tendai)", Why.NO_PERSON),
        ("Peter Mwangi's iPhone", Why.NO_PERSON),
        ("254700***211", Why.NO_PERSON),
        ("Call-in User_1", Why.NO_PERSON),
        ("Conference Room 4 - Gigiri", Why.NO_PERSON),
        ("CR-8 Nairobi", Why.NO_PERSON),
        ("Otter.ai Notetaker", Why.NO_PERSON),
        ("Fireflies.ai Notetaker Peter Mwangi", Why.NO_PERSON),
        ("read.ai meeting notes", Why.NO_PERSON),
        ("ONG Terre Verte", Why.ORGANISATION),
    ],
)
def test_the_never_list_is_never_proposed(name: str, why: Why) -> None:
    made = proposal(name)
    assert (made.level, made.why, made.candidates) == (Level.NEVER, why, ())


def test_a_bot_or_a_room_with_somebodys_account_is_not_that_person() -> None:
    for name in ("Otter.ai Notetaker", "Conference Room 4", "Spinach.ai", "Grace's AI Notes", "Microsoft Copilot"):
        assert proposal(name, "grace@khrc.example").level is Level.NEVER


def test_an_address_that_somebody_of_one_name_uses_is_asked_about() -> None:
    made = proposal("Sumarni", "grace@khrc.example")
    assert (made.level, made.why) == (Level.LISTED, Why.EMAIL_OF_ANOTHER)
    assert proposal("Grace", "grace@khrc.example").level is Level.AUTOMATIC
    assert proposal("Sumarni", "sumarni@x.example").level is Level.AUTOMATIC


def test_an_address_for_a_name_is_no_machine() -> None:
    assert proposal("grace@khrc.ai", "grace@khrc.example").level is Level.AUTOMATIC
    assert proposal("grace.kamau@khrc.ai", "grace@khrc.example").level is Level.AUTOMATIC


def test_the_host_is_nobody_by_the_address_alone() -> None:
    assert proposal("Secretariat (host)", "grace@khrc.example", Part.HOST).level is Level.LISTED
    assert proposal("Grace Wanjiru Kamau", "grace@khrc.example", Part.HOST).level is Level.AUTOMATIC
    assert proposal("Peter Mwangi", "", Part.HOST).level is Level.LISTED


def test_people_whose_surname_resembles_a_machine_are_people() -> None:
    known = register(("Talbot Abbot", ""), ("Stuart Hall", ""), ("Rebecca Bott", ""), ("Salle Robert", ""))
    names = ["Talbot Abbot", "Stuart Hall", "Rebecca Bott", "Salle Robert"]
    rows = [OnlineRow(number, name, minutes=5) for number, name in enumerate(names)]
    assert [made.level for made in match(entries(rows), known)] == [Level.TICKED] * 4


def test_who_is_called_like_a_machine_is_sure_by_the_address_and_asked_about_by_the_name() -> None:
    known = register(("Otto Bot", "otto@x.example"), ("Simu Liu", "simu@x.example"))

    def level(name: str, email: str) -> Level:
        (made,) = match(entries([OnlineRow(2, name, email, minutes=5)]), known)
        return made.level

    assert (level("Otto Bot", "otto@x.example"), level("Simu Liu", "")) == (Level.AUTOMATIC, Level.LISTED)
    assert level("Otto's notetaker bot", "otto@x.example") is Level.NEVER
    assert level("Liu's simu", "") is Level.NEVER


def test_two_who_claim_one_registrant_are_both_asked_about() -> None:
    known = register(*ON_THE_LIST)
    rows = [OnlineRow(1, "Grace Wanjiru Kamau", minutes=5), OnlineRow(2, "KAMAU Wanjiru Grace - KHRC", minutes=5)]
    made = match(entries(rows), known)
    assert [(one.level, one.why) for one in made] == [(Level.LISTED, Why.CLAIMED_TWICE)] * 2


def test_a_name_that_several_addresses_online_have_is_not_ticked_for_the_one_without() -> None:
    for listed, level in (("", Level.LISTED), ("fatima@x.example", Level.NEVER)):
        known = register(("Fatima Zahra", listed))
        mails = ("", "one@x.example", "two@x.example")
        rows = [OnlineRow(number, "Fatima Zahra", mail, minutes=5) for number, mail in enumerate(mails)]
        assert [one.level for one in match(entries(rows), known)] == [Level.LISTED, level, level]


def test_who_is_matched_by_address_is_not_ticked_for_another() -> None:
    known = register(*ON_THE_LIST)
    rows = [OnlineRow(1, "G.", "grace@khrc.example", minutes=5), OnlineRow(2, "Grace Wanjiru Kamau", minutes=5)]
    made = match(entries(rows), known)
    assert [one.level for one in made] == [Level.AUTOMATIC, Level.LISTED]


def _is_right(one: Proposal, whose: dict[tuple[str, str], set[str | None]]) -> bool:
    rows = [(name, one.entry.email) for name in one.entry.names]
    return any(one.candidates[0] in whose[row] for row in rows if row in whose)


@pytest.mark.parametrize("seed", range(6))
def test_no_automatic_match_of_an_invented_report_is_wrong(seed: int) -> None:
    known = truth(600, seed)
    held = Register(known.registrants)
    made = match(entries(known.rows, room="CR-8", shared=held.shared, namesakes=held.namesakes), held)
    whose: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for row in known.rows:
        whose[row.name, row.email].add(known.who[row.number])
    automatic = [one for one in made if one.level is Level.AUTOMATIC]
    wrong = [one.entry for one in automatic if not _is_right(one, whose)]
    assert wrong == []
    assert len(automatic) > 60


@pytest.mark.parametrize("seed", range(3))
def test_what_address_or_full_name_can_settle_is_settled(seed: int) -> None:
    known = truth(600, seed)
    held = Register(known.registrants)
    made = match(entries(known.rows, room="CR-8", shared=held.shared, namesakes=held.namesakes), held)
    proposed = {
        (name, one.entry.email): one.candidates[0]
        for one in made
        if one.level in {Level.AUTOMATIC, Level.TICKED}
        for name in one.entry.names
    }
    settled = [row for row in known.rows if row.number in known.settled]
    right = sum(proposed.get((row.name, row.email)) == known.who[row.number] for row in settled)
    assert right >= 0.95 * len(settled), [
        (row.name, row.email) for row in settled if proposed.get((row.name, row.email)) != known.who[row.number]
    ]


def test_the_name_given_when_registering_for_the_webinar_counts_beside_the_one_shown() -> None:
    rows = [OnlineRow(2, "LZ", "lz@other.example", registered_name="Grace Wanjiru Kamau", minutes=5)]
    (made,) = match(entries(rows), register(("Grace Wanjiru Kamau", "grace@khrc.example")))
    assert (made.level, made.why, made.candidates) == (Level.NEVER, Why.OTHER_EMAIL, ("Grace Wanjiru Kamau#0",))


def test_who_is_shown_under_their_address_is_asked_about_and_never_recognised_by_it() -> None:
    known = register(("Grace Wanjiru Kamau", "grace@khrc.example"))
    (one,) = match(entries([OnlineRow(2, "Grace@KHRC.example", minutes=5)]), known)
    assert (one.level, one.why, one.candidates) == (Level.LISTED, Why.EMAIL_AS_NAME, ("Grace Wanjiru Kamau#0",))
    (other,) = match(entries([OnlineRow(2, "grace@khrc.example", "x@y.example", minutes=5)]), known)
    assert (other.level, other.candidates) == (Level.NEVER, ())

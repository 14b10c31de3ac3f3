"""Search in a real event file: what is typed at the door finds the right person, and nothing typed is an error."""

from __future__ import annotations

import sys
import unicodedata
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from checkin.domain.journal import Fact, FactKind, Method
from checkin.domain.names import fold
from checkin.domain.registrant import Details, Registrant, State
from checkin.domain.search import Hit
from checkin.domain.session import Event, Session
from checkin.storage import event_file, journal, registrants, sessions
from checkin.storage.event_file import EventFile
from checkin.storage.search import MOST_RANKED, Searcher

NOW = datetime(2024, 5, 10, 9, 30, tzinfo=UTC)
KICK_OFF = Session("kick-off", "Kick-off session", NOW, NOW + timedelta(minutes=90), "Africa/Nairobi")
SECOND = Session("second", "Second session", NOW, NOW + timedelta(minutes=90), "Africa/Nairobi")

PEOPLE = [
    ("Grace Wanjirũ Kamau", "Kenya Human Rights Commission", "g.kamau87@khrc.example"),
    ("Mary Wambui Njoroge", "Mzalendo Trust", "mary.w@mzalendo.example"),
    ("Kenya Barris", "Radio Kisumu", ""),
    ("Siobhán O’Shaughnessy", "Trinity College", "siobhan@tcd.example"),
    ("Anne-Sophie Smith-Jones", "", "asj@post.example"),
    ("Adama Ouedraogo", "Université Joseph Ki-Zerbo", "aouedraogo@ujkz.example"),
    ("Nguyễn Thị Ánh", "Hanoi Law University", "anh.nt@hlu.example"),
    ("Jürgen Müller", "Universität Köln", "mueller@koeln.example"),
    ("Mohammed Al-Hassan", "", ""),
    ("Muhammad Abdulrahman", "", ""),
    ("محمد علي", "جامعة القاهرة", ""),
    ("Ольга Фёдорова", "Мемориал", "olga@post.example"),
    ("Γιώργος Παπαδόπουλος", "", ""),
    ("सुनीता शर्मा", "दिल्ली विश्वविद्यालय", ""),
    ("李伟", "北京大学", "liwei@pku.example"),
    ("김민수", "서울대학교", ""),
    ("ትዕግሥት አበበ", "", "tigist@post.example"),
    ("Christopher Bartholomew", "", ""),
    ("Lucas van den Berg", "", ""),
    ("Svetlana Orlova", "", ""),
    ("Zhang Xiaoming", "", ""),
    ("Salah Mansour", "", ""),
    ("", "", "nobody.named@post.example"),
]
CODES = {"Grace Wanjirũ Kamau": ("JCBDFGHJKLNPRSTV", "EB-1234 5678")}


def registrant(name: str, organisation: str = "", email: str = "", *, walk_in: bool = False) -> Registrant:
    details = Details(name=name, organisation=organisation, email=email)
    return Registrant(str(uuid.uuid4()), details, walk_in, CODES.get(name, ()))


def new_event(path: Path, people: Sequence[Registrant]) -> EventFile:
    event = event_file.create(path)
    with event.tx() as tx:
        sessions.add_event(tx, Event("event", "Just Institutions", (KICK_OFF, SECOND)), NOW)
        registrants.add(tx, people, KICK_OFF.id, NOW)
    return event


@pytest.fixture(scope="module")
def event(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EventFile]:
    opened = new_event(tmp_path_factory.mktemp("event") / "door.checkin", [registrant(*person) for person in PEOPLE])
    yield opened
    opened.close()


@pytest.fixture
def own_event(tmp_path: Path) -> Iterator[EventFile]:
    """An event file that a test may change."""
    opened = new_event(tmp_path / "own.checkin", [registrant(*person) for person in PEOPLE])
    yield opened
    opened.close()


def admit(tx: Connection, hit: Hit) -> None:
    journal.record(
        tx,
        Fact(
            id=str(uuid.uuid4()),
            kind=FactKind.ADMITTED,
            session_id=KICK_OFF.id,
            at=NOW,
            utc_offset=180,
            registrant_id=hit.registrant_id,
            station="Door A",
            method=Method.SEARCH,
        ),
    )


def found(event: EventFile, text: str, searcher: Searcher | None = None) -> list[str]:
    with event.reading() as tx:
        return [hit.name for hit in (searcher or Searcher()).find(tx, text, KICK_OFF.id)]


MEANT = {
    "Grace Wanjirũ Kamau": "grace|kamau grace|GRA KAM|kam wanj g|khrc|grace khrc|g.kamau87@khrc.example"
    "|g.kamau87@khrc.exa|g.kamau87@kh|jcbdfghjklnprstv|JCBDFGH|EB-12345678|eb 1234 5678",
    "Nguyễn Thị Ánh": "nguyen thi anh|Nguyễn|anh nguy|nguyenthi|Нгуен",
    "Siobhán O’Shaughnessy": "oshaughnessy|o shaughnessy|O'Shaugh|shaughnessy siobhan",
    "Anne-Sophie Smith-Jones": "smith jones|smithjones|annesophie|jones-smith",
    "Adama Ouedraogo": "ouedraogo|OUÉDRAOGO adama|Ouédraogo|wedraogo",
    "Jürgen Müller": "mueller|muller jurgen|Müller",
    "Mohammed Al-Hassan": "mohamed hassan|alhassan|al hassan",
    "Muhammad Abdulrahman": "abdul rahman|abdulrahman muh",
    "Lucas van den Berg": "vandenberg|berg lucas|lucasvan",
    "Ольга Фёдорова": "olga|ольга|fedorova|федорова ол",
    "Γιώργος Παπαδόπουλος": "giorgos|ΓΙΩΡΓΟΣ|papado",
    "सुनीता शर्मा": "sunita sharma|सुनीता|शर्मा",
    "李伟": "li wei|wei li|liwei|李|伟",
    "김민수": "minsu|민수|gim min",
    "ትዕግሥት አበበ": "tigist|ትዕግ|abebe",
    "محمد علي": "محمد|مُحَمَّد|mhmd",
    "Svetlana Orlova": "Светлана|орлова св",
    "Zhang Xiaoming": "张小明|小明",
    "Salah Mansour": "منصور",
    "nobody.named@post.example": "nobody|nobody.named@",
}


@pytest.mark.parametrize(("text", "name"), [(text, name) for name in MEANT for text in MEANT[name].split("|")])
def test_the_person_who_is_meant_comes_first(event: EventFile, text: str, name: str) -> None:
    assert found(event, text)[:1] == [name]


MISTYPED = {
    "Grace Wanjirũ Kamau": "gracr kamau|kmaau|kamua wanjiru|amau|hamau grace|kamau wanijr",
    "Mary Wambui Njoroge": "njorgoe|mzalnedo",
    "Christopher Bartholomew": "kristopher|christofer|bartolomev|bartohl",
    "Adama Ouedraogo": "wedraogo|ouedarogo",
    "Ольга Фёдорова": "олгьа|olgha",
    "सुनीता शर्मा": "sunta sharma",
}


@pytest.mark.parametrize(("text", "name"), [(text, name) for name in MISTYPED for text in MISTYPED[name].split("|")])
def test_a_typing_error_is_forgiven(event: EventFile, text: str, name: str) -> None:
    assert found(event, text)[:1] == [name]


def test_every_spelling_of_mohamed_finds_the_others(event: EventFile) -> None:
    for text in ("Mohamed", "Muhammad", "Mohammed", "Mohammad"):
        assert set(found(event, text)) == {"Mohammed Al-Hassan", "Muhammad Abdulrahman", "محمد علي"}


def test_a_name_is_found_by_how_it_sounds_in_another_script(event: EventFile) -> None:
    for text in ("Mohamed Ali", "mohammed aly", "ali muhammad"):
        assert "محمد علي" in found(event, text)[:3]


def test_the_arabic_article_may_be_left_out_or_typed(tmp_path: Path) -> None:
    people = [registrant(name, "", "") for name in ("محمد علي الحسن", "أمل الشريف", "Grace Kamau", "Hossein Amini")]
    with closing(new_event(tmp_path / "arabic.checkin", people)) as event:
        for text in ("hassan", "mohamed hassan", "alhassan", "حسن"):
            assert "محمد علي الحسن" in found(event, text), text
        assert found(event, "amal sharif") == ["أمل الشريف"]


def test_east_asian_family_names_are_found_as_their_bearers_spell_them(tmp_path: Path) -> None:
    people = [
        registrant(name, "", "") for name in ("이민호", "박지영", "최수진", "李伟", "黄晓明", "陈静", "Ana Parker")
    ]
    typed = {
        "이민호": "lee minho|minho lee|yi min ho",
        "박지영": "park jiyoung|jiyoung park|pak",
        "최수진": "choi sujin|soojin choi",
        "李伟": "lee wei|wei lee",
        "黄晓明": "wong xiaoming|ng xiao ming",
        "陈静": "chan jing|tan",
    }
    with closing(new_event(tmp_path / "asia.checkin", people)) as event:
        for name, texts in typed.items():
            for text in texts.split("|"):
                assert name in found(event, text)[:2], text
        assert found(event, "park")[:1] == ["Ana Parker"]


@pytest.mark.parametrize("part", ["FGHJ", "hjklnprstv", "RSTV", "345678", "1234 56"])
def test_any_part_of_a_code_finds_its_bearer_where_nobody_is_called_so(event: EventFile, part: str) -> None:
    assert found(event, part) == ["Grace Wanjirũ Kamau"]
    assert found(event, "XXXX") == []


def test_each_letter_of_a_name_keeps_its_bearer_in_the_list(event: EventFile) -> None:
    for name, _, _ in PEOPLE[:-1]:
        for length in range(1, len(name) + 1):
            assert not fold(name[:length]) or name in found(event, name[:length])


def test_a_name_comes_before_an_organisation(event: EventFile) -> None:
    assert found(event, "kenya") == ["Kenya Barris", "Grace Wanjirũ Kamau"]


def test_a_rare_name_is_seen_among_many_who_share_its_beginning_or_its_organisation(tmp_path: Path) -> None:
    crowd = [registrant(f"Kenyatta {number}", "Kenya Airways") for number in range(3 * MOST_RANKED)]
    event = new_event(tmp_path / "crowd.checkin", [*crowd, registrant("Kenya Barris")])
    assert found(event, "kenya")[0] == "Kenya Barris"
    assert found(event, "kenya bar") == ["Kenya Barris"]
    event.close()


@pytest.mark.parametrize("text", ["", "   ", "***", "\x00", "\u200b", "🙂", "—", "zzzzqqqq", "grace zzzzqqqq"])
def test_nobody_is_found_by_what_is_nobodys_name(event: EventFile, text: str) -> None:
    assert found(event, text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"',
        '"grace" OR "mary"',
        "grace*",
        "NEAR(grace kamau, 2)",
        "key:grace",
        "^grace - AND NOT OR",
        "grace) OR (mary",
        "x" * 10_000,
        "grace " * 2_000,
        "'; DROP TABLE registrant; --",
        "grace\x00kamau\x1b",
        "\ud800grace",
        "\ue001kenya \ue004mhmd",
        "ﷺ" * 500,
        "\u0301" * 300,
        "%_",
    ],
)
def test_no_text_is_an_error(event: EventFile, text: str) -> None:
    found(event, text)
    assert found(event, "grace") == ["Grace Wanjirũ Kamau"]


@settings(
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    st.one_of(
        st.text(), st.text("abcegiklmnorsu '-\"*()^:.@", max_size=30), st.lists(st.text(max_size=5)).map(" ".join)
    )
)
def test_whatever_is_typed_is_answered(event: EventFile, text: str) -> None:
    assert len(found(event, text)) <= 20


def test_a_hit_tells_the_state_in_this_session(own_event: EventFile) -> None:
    searcher = Searcher()
    with own_event.tx() as tx:
        grace = searcher.find(tx, "grace", KICK_OFF.id)[0]
        assert (grace.state, grace.entered_at, grace.walk_in) == (State.EXPECTED, None, False)
        admit(tx, grace)
        inside = searcher.find(tx, "grace", KICK_OFF.id)[0]
        assert (inside.state, inside.entered_at) == (State.IN, NOW)
        assert (inside.organisation, inside.email) == ("Kenya Human Rights Commission", "g.kamau87@khrc.example")
        assert searcher.find(tx, "grace", SECOND.id)[0].state is State.EXPECTED


def test_the_limit_holds_and_a_walk_in_is_marked(own_event: EventFile) -> None:
    with own_event.tx() as tx:
        registrants.add(tx, [registrant(f"Zawadi {number}", walk_in=True) for number in range(30)], KICK_OFF.id, NOW)
        hits = Searcher().find(tx, "zawadi", KICK_OFF.id, limit=7)
    assert len(hits) == 7
    assert all(hit.walk_in for hit in hits)


def test_a_typing_error_finds_who_was_added_or_corrected_after_the_words_were_learned(own_event: EventFile) -> None:
    searcher = Searcher()
    with own_event.reading() as tx:
        searcher.learn(tx)
    added = registrant("Thandiwe Dlamini")
    with own_event.tx() as tx:
        registrants.add(tx, [added], KICK_OFF.id, NOW)
    assert found(own_event, "thandiew", searcher) == ["Thandiwe Dlamini"]
    assert found(own_event, "dlam", searcher) == ["Thandiwe Dlamini"]
    with own_event.tx() as tx:
        registrants.correct(tx, Registrant(added.id, Details(name="Thembekile Dlamini")))
    assert found(own_event, "thembeikle", searcher) == ["Thembekile Dlamini"]
    assert found(own_event, "thandiwe", searcher) == []


def test_what_another_program_adds_is_found_too(own_event: EventFile) -> None:
    searcher = Searcher()
    assert found(own_event, "thandiew", searcher) == []
    other = event_file.open_event(own_event.path)
    with other.tx() as tx:
        registrants.add(tx, [registrant("Thandiwe Dlamini")], KICK_OFF.id, NOW)
    other.close()
    assert found(own_event, "thandiew", searcher) == ["Thandiwe Dlamini"]


def test_check_ins_do_not_make_the_searcher_read_its_words_again(own_event: EventFile) -> None:
    searcher = Searcher()
    found(own_event, "grcae", searcher)
    learned = searcher._names
    with own_event.tx() as tx:
        grace = searcher.find(tx, "grace", KICK_OFF.id)[0]
        admit(tx, grace)
    found(own_event, "grcae", searcher)
    assert searcher._names is learned


def test_one_searcher_may_turn_to_another_file(event: EventFile, tmp_path: Path) -> None:
    searcher = Searcher()
    assert found(event, "grcae", searcher) == ["Grace Wanjirũ Kamau"]
    other = event_file.create(tmp_path / "other.checkin")
    assert found(other, "grcae", searcher) == []
    other.close()


def test_the_index_parts_words_as_the_domain_does(event: EventFile, tmp_path: Path) -> None:
    signs = [chr(point) for point in range(sys.maxunicode + 1)]
    folded = sorted({fold(f"ab{sign}cd") for sign in signs if unicodedata.category(sign)[0] in "LNMPSZC"})
    crowd = event_file.create(tmp_path / "signs.checkin")
    with crowd.tx() as tx:
        tx.exec_driver_sql("INSERT INTO search (rowid, key) VALUES (?, ?)", list(enumerate(folded, 1)))
        indexed = set(tx.exec_driver_sql("SELECT term FROM search_word").scalars())
    crowd.close()
    assert indexed == {word for text in folded for word in text.split()}

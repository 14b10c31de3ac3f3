"""Zoom's reports of participants: every form, language and order of dates; and the files taken for one."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checkin.domain.errors import DeskError
from checkin.domain.online_report import OnlineReport, Part, covers
from checkin.domain.session import Session
from checkin.files.zoom_report import read_report
from checkin.files.zoom_times import DateOrder, DatesAmbiguousError, moment

LISTS = Path(__file__).parents[1] / "data" / "lists"
NAIROBI = "Africa/Nairobi"
KICK_OFF = Session(
    "s", "Kick-off", datetime(2024, 5, 10, 9, 30, tzinfo=UTC), datetime(2024, 5, 10, 11, tzinfo=UTC), NAIROBI
)
NOVEMBER = Session(
    "n", "Breathe", datetime(2026, 11, 17, 11, tzinfo=UTC), datetime(2026, 11, 17, 13, tzinfo=UTC), NAIROBI
)

CLASSIC = (
    "Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest,Recording Consent,In Waiting Room"
)
NEWER = (
    "Name (original name),Email,Join time,Leave time,Duration (minutes),Guest,Recording disclaimer response,"
    "In waiting room,"
)


def read(folder: Path, text: str, session: Session = NOVEMBER, order: DateOrder | None = None) -> OnlineReport:
    """The report that a file with this text is."""
    path = folder / "report.csv"
    path.write_bytes(text.encode())
    return read_report(path, session, order)


def local(session: Session, when: datetime | None) -> str:
    """An instant on the session's clock."""
    return "" if when is None else f"{session.local(when):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (f"{CLASSIC}\nAda,a@x.example,11/17/2026 01:50:05 PM,11/17/2026 04:08:45 PM,139,No,,No\n", "13:50:05"),
        (f"{CLASSIC}\nAda,a@x.example,11/17/2026 9:54:15 AM,11/17/2026 10:00:00 AM,6,No,,No\n", "09:54:15"),
        (f"{CLASSIC}\nAda,a@x.example,11/17/2026 12:00:00 AM,11/17/2026 10:00:00 AM,6,No,,No\n", "00:00:00"),
        (
            "Topic,ID,Host,Duration (minutes),Start time,End time,Participants\n"
            "Breathe,810 0000 1117,Sec (s@x.example),139,11/17/2026 01:50:05 PM,11/17/2026 04:08:45 PM,3\n\n"
            f'{NEWER}\nAda,a@x.example,"11/17/2026 01:50:05 PM","11/17/2026 04:08:45 PM",139,Yes,OK,No,\n',
            "13:50:05",
        ),
        (f"{NEWER}\nAda,a@x.example,17/11/2026 19:02,17/11/2026 19:40,38,Yes,OK,No,\n", "19:02:00"),
        (
            "名前 (元の名前),ユーザーメール,参加時刻,退出時刻,所要時間（分）\n"
            "Ada,a@x.example,2026/11/17 8:35,2026/11/17 9:35,60\n",
            "08:35:00",
        ),
        (
            "Nombre (nombre original);E-mail del usuario;Hora para unirse;Hora para salir;Duración (minutos)\n"
            "Ada;a@x.example;17/11/2026 02:00:00 p. m.;17/11/2026 03:00:00 p. m.;60\n",
            "14:00:00",
        ),
        (
            "Nombre (nombre original),Correo electrónico,Hora de entrada,Hora de salida,Duración (minutos),Invitado,"
            "En sala de espera\nAda,a@x.example,17/11/2026 14:00:00,17/11/2026 15:00:00,60,Sí,No\n",
            "14:00:00",
        ),
        (
            "Nome (nome original),E-mail,Ingressar na hora,Hora de saída,Duração (minutos),Na sala de espera\n"
            "Ada,a@x.example,17/11/2026 14:00,17/11/2026 15:00,60,Não\n",
            "14:00:00",
        ),
        (
            "Имя (настоящее имя),Эл. почта,Время входа,Время выхода,Длительность (минуты)\n"
            "Ada,a@x.example,17.11.2026 14:35:00 PM,17.11.2026 15:35:00 PM,60\n",
            "14:35:00",
        ),
        (
            "Nom (nom original),E-mail,Heure d’arrivée,Heure de départ,Durée (minutes),Invité,Dans la salle d’attente\n"
            "Ada,a@x.example,17/11/2026 14:00,17/11/2026 15:00,60,Oui,Non\n",
            "14:00:00",
        ),
        (
            "名称（原始名称）,邮箱,加入时间,离开时间,时长（分钟）\n"
            "Ada,a@x.example,2026年11月17日 下午2:00,2026年11月17日 15:00,60\n",
            "14:00:00",
        ),
        (
            "الاسم (الاسم الأصلي),البريد الإلكتروني,وقت الانضمام,وقت المغادرة,المدة (بالدقائق)\n"
            "Ada,a@x.example,١٧/١١/٢٠٢٦ ٠٢:٠٠ م,17/11/2026 15:00,60\n",
            "14:00:00",
        ),
        (f"{CLASSIC}\nAda,a@x.example,17.11.2026 ÖS 02:00:00,17.11.2026 ÖS 03:00:00,60,No,,No\n", "14:00:00"),
        (f"{CLASSIC}\nAda,a@x.example,17/11/2026 02:00:00 CH,17/11/2026 03:00:00 CH,60,No,,No\n", "14:00:00"),
        (f'{CLASSIC}\nAda,a@x.example,"Nov 17, 2026 13:50:00","Nov 17, 2026 2:08 PM",139,No,,No\n', "13:50:00"),
        (
            f"{CLASSIC}\nAda,a@x.example,2026-11-17 13:50:00,2026-11-17 14:50:00,60,No,,No\n".replace(",", "\t"),
            "13:50:00",
        ),
    ],
)
def test_every_form_gives_the_person_the_address_and_the_times(tmp_path: Path, text: str, first: str) -> None:
    report = read(tmp_path, text)
    row = report.rows[0]
    assert (row.name, row.email, row.waiting, len(report.rows)) == ("Ada", "a@x.example", False, 1)
    assert local(NOVEMBER, row.joined) == f"2026-11-17 {first}"
    assert report.doubts == ()


@pytest.mark.parametrize(
    "header",
    [
        "Name (Original Name),User Email,Total Duration (Minutes),Guest",
        "Name (original name),Email,Total duration (minutes),Guest",
    ],
)
def test_unique_users_have_minutes_and_no_times(tmp_path: Path, header: str) -> None:
    report = read(tmp_path, f"{header}\nAda,a@x.example,35,Yes\nBen,,12,No\n")
    assert [(row.name, row.minutes, row.joined) for row in report.rows] == [("Ada", 35.0, None), ("Ben", 12.0, None)]
    assert covers(report, NOVEMBER)


def test_the_sample_of_the_first_event_is_read_in_the_order_that_fits_the_session() -> None:
    report = read_report(LISTS / "impact_zoom_participants.csv", KICK_OFF)
    assert (len(report.rows), report.doubts) == (37, ())
    assert local(KICK_OFF, report.starts) == "2024-05-10 12:21:00"
    assert covers(report, KICK_OFF)
    assert [row.name for row in report.rows if row.waiting] == ["Yating Sun"]
    assert [row.name for row in report.rows if row.part is Part.HOST] == ["ImPACT Coalition (host)"]


def test_the_sample_of_participants_has_its_rows_and_those_who_only_waited() -> None:
    report = read_report(LISTS / "zoom_participants.csv", NOVEMBER)
    assert (len(report.rows), sum(row.waiting for row in report.rows)) == (52, 2)
    assert report.topic == "Right to Breathe: CSO side event, hybrid"
    assert any(row.name == "=cmd|' /C calc'!A0" for row in report.rows)


def test_the_webinar_report_has_four_parts_and_leaves_out_who_did_not_come() -> None:
    report = read_report(LISTS / "zoom_webinar_attendees.csv", NOVEMBER)
    parts = [row.part for row in report.rows]
    assert (parts.count(Part.HOST), parts.count(Part.PANELIST)) == (1, 6)
    assert len({row.email or row.name for row in report.rows}) == 32
    assert {row.registered_name for row in report.rows if row.name == "Admin PC"} == {"Furaha Ngala"}


@pytest.mark.parametrize(
    ("heading", "waited"),
    [
        ("Waiting room", "Yes"),
        ("Im Warteraum", "Ja"),
        ("En salle d’attente", "Oui"),
        ("En la sala de espera", "Sí"),
        ("Em sala de espera", "Sim"),
        ("In sala d’attesa", "Sì"),
        ("待機室にいる", "はい"),
        ("在等候室内", "是"),
        ("Находится в зале ожидания", "Да"),
        ("في قاعة الانتظار", "نعم"),
        ("대기실에 있음", "예"),
    ],
)
def test_who_only_waited_is_known_however_the_portal_words_its_waiting_room(
    tmp_path: Path, heading: str, waited: str
) -> None:
    text = (
        f"Name,Email,Join time,Leave time,Duration (minutes),Guest,{heading}\n"
        f"Ada,a@x.example,2026-11-17 14:00:00,2026-11-17 14:05:00,5,{waited},{waited}\n"
        f"Bea,b@x.example,2026-11-17 14:00:00,2026-11-17 15:00:00,60,{waited},-\n"
    )
    assert [(row.name, row.waiting) for row in read(tmp_path, text).rows] == [("Ada", True), ("Bea", False)]


def test_an_accent_written_as_two_signs_is_a_yes_too(tmp_path: Path) -> None:
    text = f"{CLASSIC}\nAda,a@x.example,11/17/2026 2:00:00 PM,11/17/2026 2:05:00 PM,5,No,,Si\u0301\n"
    assert [row.waiting for row in read(tmp_path, text).rows] == [True]


def test_a_german_report_has_its_times(tmp_path: Path) -> None:
    text = (
        "Name (ursprünglicher Name),E-Mail,Beitrittszeit,Verlassenszeit,Dauer (Minuten),Gast,Im Warteraum\n"
        "Ada,a@x.example,17.11.2026 14:00:00,17.11.2026 15:00:00,60,Ja,Nein\n"
    )
    report = read(tmp_path, text)
    assert (local(NOVEMBER, report.rows[0].left), report.doubts) == ("2026-11-17 15:00:00", ())


@pytest.mark.parametrize(
    ("headings", "yes"),
    [
        ("名稱（原始名稱）,電子郵件,加入時間,離開時間,持續時間（分鐘）,訪客,在等候室中", "是"),
        ("이름(원래 이름),사용자 이메일,참가 시간,퇴장 시간,기간(분),게스트,대기실", "예"),
        ("Naam (oorspronkelijke naam),E-mail,Deelnametijd,Vertrektijd,Duur (minuten),Gast,In wachtkamer", "Ja"),
        (
            "Nazwa (oryginalna nazwa),E-mail,Czas dołączenia,Czas opuszczenia,Czas trwania (minuty),Gość,W poczekalni",
            "Tak",
        ),
        ("Ad (orijinal ad),E-posta,Katılma zamanı,Ayrılma zamanı,Süre (dakika),Konuk,Bekleme odasında", "Evet"),
        ("Tên (tên gốc),Email,Thời gian tham gia,Thời gian rời đi,Thời lượng (phút),Khách,Trong phòng chờ", "Có"),
        ("Nama (nama asli),Email,Waktu bergabung,Waktu keluar,Durasi (menit),Tamu,Di ruang tunggu", "Ya"),
        ("Namn (ursprungligt namn),E-post,Anslutningstid,Lämnade tid,Längd (minuter),Gäst,I väntrum", "Ja"),
    ],
)
def test_more_languages_of_the_portal_are_read(tmp_path: Path, headings: str, yes: str) -> None:
    text = (
        f"{headings}\n"
        f"Ada,a@x.example,2026-11-17 14:00:00,2026-11-17 15:00:00,60,{yes},-\n"
        f"Bea,b@x.example,2026-11-17 14:00:00,2026-11-17 14:05:00,5,{yes},{yes}\n"
    )
    report = read(tmp_path, text)
    assert [(row.email, local(NOVEMBER, row.left)[11:], row.waiting) for row in report.rows] == [
        ("a@x.example", "15:00:00", False),
        ("b@x.example", "14:05:00", True),
    ]
    assert report.doubts == ()


def test_a_section_whose_title_is_unknown_is_not_part_of_the_one_before(tmp_path: Path) -> None:
    header = "Attended,User Name,Email,Join Time,Leave Time,Time in Session (minutes)"
    text = (
        f"Host Details,\n{header}\nYes,Sec,s@x.example,11/17/2026 14:00:00,11/17/2026 15:00:00,60\n"
        f"Szczegóły uczestników,\n{header}\nYes,Ada,a@x.example,11/17/2026 14:00:00,11/17/2026 15:00:00,60\n"
    )
    assert [(row.name, row.part) for row in read(tmp_path, text).rows] == [
        ("Sec", Part.HOST),
        ("Ada", Part.ATTENDEE),
    ]


@pytest.mark.parametrize("attended", ["Teilgenommen", "Uczestniczył(a)"])
def test_who_did_not_come_to_a_webinar_is_left_out_in_every_language(tmp_path: Path, attended: str) -> None:
    text = (
        f"Attendee Details,\n{attended},User Name,Email,Registration Time,Join Time,Leave Time,Time in Session\n"
        "+,Ada,a@x.example,11/13/2026 10:00:00,11/17/2026 14:00:00,11/17/2026 15:00:00,60\n"
        "-,Bea,b@x.example,11/13/2026 10:00:00,--,--,--\n"
    )
    report = read(tmp_path, text)
    assert ([row.name for row in report.rows], report.doubts) == (["Ada"], ())


def test_a_section_with_fewer_columns_and_an_unknown_title_loses_nobody(tmp_path: Path) -> None:
    text = (
        "Detalles del asistente,\nAsistió,Nombre de usuario,Nombre,Apellido,Correo electrónico,Hora de registro,"
        "Estado de aprobación,Hora de entrada,Hora de salida,Tiempo en la sesión (minutos)\n"
        "Sí,Ada,Ada,Obi,a@x.example,11/13/2026 10:00:00,,11/17/2026 14:00:00,11/17/2026 15:00:00,60\n"
        "Otros asistentes,\nNombre de usuario,Hora de entrada,Hora de salida,Tiempo en la sesión (minutos)\n"
        "254700123456,11/17/2026 14:00:00,11/17/2026 15:00:00,60\n"
    )
    report = read(tmp_path, text)
    assert [(row.name, row.minutes) for row in report.rows] == [("Ada", 60), ("254700123456", 60)]
    assert report.doubts == ()


def test_padded_and_tabbed_sections_are_read_like_plain_ones(tmp_path: Path) -> None:
    plain = (LISTS / "zoom_webinar_attendees.csv").read_text(encoding="utf-8")
    padded = plain.replace(" Details,", " Details,,,,,,").replace("Other Attended,", "Other Attended")
    assert read(tmp_path, padded).rows == read(tmp_path, plain).rows


def test_dates_that_can_be_read_in_two_ways_are_asked_for(tmp_path: Path) -> None:
    text = f"{NEWER}\nAda,a@x.example,05/06/2026 14:00,05/06/2026 15:00,60,Yes,OK,No,\n"
    with pytest.raises(DatesAmbiguousError, match=r"05/06/2026 14:00 in report\.csv can be 2026-06-05 or 2026-05-06"):
        read(tmp_path, text)
    for order, day in ((DateOrder.DAY_FIRST, "2026-06-05"), (DateOrder.MONTH_FIRST, "2026-05-06")):
        assert local(NOVEMBER, read(tmp_path, text, order=order).rows[0].joined) == f"{day} 14:00:00"


def test_the_planned_day_settles_the_order(tmp_path: Path) -> None:
    text = f"{NEWER}\nAda,a@x.example,10/05/2024 12:30,10/05/2024 13:30,60,Yes,OK,No,\n"
    assert local(KICK_OFF, read(tmp_path, text, KICK_OFF).rows[0].joined) == "2024-05-10 12:30:00"


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\nx", bytes(range(256)) * 9, b"PK\x03\x04" + b"x" * 99])
def test_what_is_no_table_is_refused_with_the_way_to_the_report(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "report.csv").write_bytes(content)
    with pytest.raises(DeskError) as refused:
        read_report(tmp_path / "report.csv", KICK_OFF)
    assert "registration tool" not in str(refused.value)
    assert "the list" not in str(refused.value)


def test_two_orders_in_one_file_are_refused(tmp_path: Path) -> None:
    text = f"{NEWER}\nAda,,17/11/2026 14:00,17/11/2026 15:00,60,,,,\nBen,,11/17/2026 14:00,11/17/2026 15:00,60,,,,\n"
    with pytest.raises(DeskError, match="two orders"):
        read(tmp_path, text)


def test_what_is_wrong_with_a_row_is_a_doubt_and_no_row_is_lost(tmp_path: Path) -> None:
    times = "11/17/2026 02:00:00 PM,11/17/2026 03:00:00 PM,60"
    rows = (
        f"Ada,,{times},,,No",
        "Back,,11/17/2026 03:00:00 PM,11/17/2026 02:00:00 PM,60,,,No",
        "Soon,,later,11/17/2026 02:00:00 PM,60,,,No",
        "Open,,11/17/2026 03:00:00 PM,,60,,,No",
        f",,{times},,,No",
        f",only@x.example,{times},,,No",
        f"🙂,,{times},,,No",
        "Never,,11/31/2026 02:00:00 PM,11/17/2026 03:00:00 PM,60,,,No",
    )
    report = read(tmp_path, CLASSIC + "\n" + "\n".join(rows))
    assert [row.name for row in report.rows] == ["Ada", "Back", "Soon", "Open", "only@x.example", "🙂", "Never"]
    assert [(doubt.row, doubt.why.split(":")[0].split(";")[0]) for doubt in report.doubts] == [
        (3, "Left before joining"),
        (4, "The time later cannot be read"),
        (5, "A time is missing"),
        (6, "Left out"),
        (9, "The time 11/31/2026 02"),
    ]
    assert [row.minutes for row in report.rows][1:4] == [None, 60, 60]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "Topic,Meeting ID,User Name,User Email,Department,Group,Has Zoom Rooms,Creation Time,Start Time,End Time,"
            "Duration (Minutes),Participants\nKick-off,1,Sec,s@x.example,,,No,a,b,c,90,44\n",
            "list of meetings",
        ),
        ("1. Summary\nMeeting title\tKick-off\n\n2. Participants\nName\tFirst Join\tEmail\nAda\ta\tc\n", "Teams"),
        ("Name,First Join,Last Leave,In-Meeting Duration,Email\nAda,1,2,3,a@x.example\n", "Teams"),
        ("Full Name,E-mail,Organisation\nAda,a@x.example,KHRC\n", "registrant list"),
        ("Name,Email\nAda,a@x.example\n", "registrant list"),
        ("apples,pears\n1,2\n", "no heading"),
        (f"{CLASSIC}\n", "nobody"),
    ],
)
def test_the_wrong_file_is_named_with_the_report_to_take(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(DeskError, match=what) as caught:
        read(tmp_path, text)
    assert "In Zoom" in caught.value.remedy


def test_the_registration_report_is_not_the_one() -> None:
    with pytest.raises(DeskError, match="who registered, not of who took part"):
        read_report(LISTS / "zoom_registration.csv", NOVEMBER)


def test_every_registrant_list_of_the_samples_is_refused() -> None:
    for path in sorted(LISTS.iterdir()):
        if path.suffix != ".json" and "zoom" not in path.name:
            with pytest.raises(DeskError, match="is a registrant list"):
                read_report(path, NOVEMBER)


def test_the_same_content_has_the_same_digest_however_it_is_saved(tmp_path: Path) -> None:
    text = (LISTS / "zoom_participants.csv").read_text(encoding="utf-8")
    one, other = read(tmp_path, text), read(tmp_path, "\ufeff" + text.replace("\n", ",,\r\n"))
    assert one.digest == other.digest
    assert one.digest != read(tmp_path, text.replace("Sumarni", "Sumarno")).digest


def test_a_report_of_another_day_does_not_cover_the_session() -> None:
    report = read_report(LISTS / "zoom_participants.csv", KICK_OFF)
    assert not covers(report, KICK_OFF)


@pytest.mark.parametrize("text", ["", "--", "soon", "99/99", "11/17/2026", "11/17/2026 14", "11/17/2026 2:00 Z", "٣"])
def test_what_is_no_date_with_a_time_is_none(text: str) -> None:
    assert moment(text) is None


def test_whatever_happens_to_a_report_it_is_read_or_refused_in_a_sentence(tmp_path: Path) -> None:
    """A seeded fuzz: cuts, doubled and swapped pieces, stray bytes. Never anything but a report or a DeskError."""
    chance = random.Random(6)  # noqa: S311
    sources = [(LISTS / name).read_bytes() for name in ("zoom_participants.csv", "zoom_webinar_attendees.csv")]
    path = tmp_path / "report.csv"
    read_whole = 0
    for _ in range(60):
        data = bytearray(chance.choice(sources))
        for _ in range(chance.randint(1, 6)):
            start, end = sorted(chance.sample(range(len(data)), 2))
            end = min(end, start + chance.choice([1, 5, 40, 4000]))
            match chance.randrange(4):
                case 0:
                    del data[start:end]
                case 1:
                    data[start:start] = data[start:end]
                case 2:
                    data[start:end] = bytes(chance.randrange(256) for _ in range(min(3, end - start)))
                case _:
                    data[start:end] = chance.choice([b",", b"\n", b'"', b";", b"\t", b"--", b"13/13/2026 25:61"])
        path.write_bytes(bytes(data))
        try:
            report = read_report(path, NOVEMBER)
        except DeskError:
            continue
        read_whole += 1
        for row in report.rows:
            assert row.name
            assert row.joined is None or row.left is None or row.left - row.joined >= timedelta()
    assert read_whole > 10

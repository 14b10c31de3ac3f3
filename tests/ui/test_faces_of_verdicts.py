"""Each reason has words, a shape, colours and a sound that cannot be taken for another's."""

from __future__ import annotations

import wave
from dataclasses import replace
from datetime import timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from checkin.domain.admission import Entry, Found, Reason, Verdict, VerdictKind
from checkin.domain.code import new_code
from checkin.domain.errors import DeskError
from checkin.domain.registrant import Details, Registrant
from checkin.domain.session import Session
from checkin.shipped import path
from checkin.ui.door.verdict_panel import VerdictPanel
from checkin.ui.parts import theme
from checkin.ui.parts.faces import FACES, UNDONE, Face
from checkin.ui.parts.theme import DARK, LIGHT, Theme
from checkin.ui.parts.wording import with_keys, words
from tests.ui.hands import NOW, Door

SESSION = Session("s", "Kick-off", NOW, NOW + timedelta(minutes=90), "Africa/Nairobi", "CR-8", 120)
OTHER = Session("o", "Day 2", NOW, NOW + timedelta(minutes=90), "Africa/Nairobi", "CR-4")
PERSON = Registrant("r", Details("Wanjiru Kamau", organisation="Mzalendo Trust"))
FOUND = Found(PERSON, Entry("f", NOW - timedelta(minutes=70), "Door B"), NOW - timedelta(minutes=15), OTHER)
GONE = replace(FOUND, entry=Entry("f", NOW - timedelta(minutes=70), "Door B", NOW - timedelta(minutes=2), "Door B"))
NOTED = replace(FOUND, note="Give the headset")


def verdict(reason: Reason) -> Verdict:
    unknown = {Reason.NOT_FOUND, Reason.BAD_READ, Reason.FOREIGN_CODE}
    unknown |= {Reason.REAL_BADGE, Reason.PRACTICE_BADGE, Reason.TRIAL}
    person = None if reason in unknown else PERSON
    problem = DeskError("The disk is full.", "Free some space.") if reason is Reason.NOT_SAVED else None
    found = {Reason.WELCOME_NOTE: NOTED, Reason.CAME_BACK: GONE, Reason.LEFT_BEFORE: GONE}.get(reason, FOUND)
    return Verdict(reason, NOW, "Door A", person, "", "raw", found if person else None, problem)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_face_and_tells_the_volunteer_what_to_do(reason: Reason) -> None:
    face, answer = FACES[reason], verdict(reason)
    said = with_keys(words(answer, SESSION, NOW), answer, SESSION)
    assert isinstance(face, Face)
    assert said.head
    assert said.detail or said.note
    assert "{" not in said.head + said.detail
    assert ("Wanjiru Kamau" in said.head + said.name) is (answer.registrant is not None)
    for word in ("error", "invalid", "denied"):
        assert word not in (said.head + said.detail).lower()


@pytest.mark.parametrize("sound", sorted({face.sound for face in FACES.values() if face.sound}))
def test_every_sound_is_a_short_wave_file(sound: str) -> None:
    with wave.open(str(path("sounds", f"{sound}.wav"))) as file:
        assert 0.05 < file.getnframes() / file.getframerate() < 2.5


def test_the_answers_differ_in_shape_and_sound_so_that_colour_is_never_the_only_sign() -> None:
    by_kind: dict[VerdictKind, set[tuple[object, str]]] = {}
    for reason, face in FACES.items():
        if face.sound:
            by_kind.setdefault(verdict(reason).kind, set()).add((face.shape, face.sound))
    assert set(by_kind) == set(VerdictKind)
    for one, other in combinations(by_kind.values(), 2):
        assert not {shape for shape, _ in one} & {shape for shape, _ in other}
        assert not {sound for _, sound in one} & {sound for _, sound in other}


def test_only_not_saved_has_the_sound_of_not_saved() -> None:
    assert [reason for reason, face in FACES.items() if face.sound == "not_saved"] == [Reason.NOT_SAVED]


# -- colours -----------------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    shade = QColor(colour)
    return 0.2126 * linear(shade.redF()) + 0.7152 * linear(shade.greenF()) + 0.0722 * linear(shade.blueF())


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_text_has_four_and_a_half_to_one(theme: Theme) -> None:
    pairs = {
        "text": (theme.text, theme.background),
        "text on card": (theme.text, theme.card),
        "secondary": (theme.secondary, theme.background),
        "secondary on card": (theme.secondary, theme.card),
        "placeholder": (theme.secondary, theme.card),
        "primary button": (theme.on_accent, theme.accent),
        "primary button, disabled": (theme.secondary, theme.track),
        "ready": (theme.on_ready, theme.ready),
        "page on the rail": (theme.secondary, theme.ready),
        "chosen row": (theme.text, theme.chip_walk_in[1]),
        **{name: getattr(theme, name) for name in ("chip_in", "chip_again", "chip_stop", "chip_walk_in")},
    }
    low = {name: round(contrast(*pair), 2) for name, pair in pairs.items() if contrast(*pair) < 4.5}
    assert low == {}


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_border_and_focus_ring_has_three_to_one(theme: Theme) -> None:
    pairs = [(theme.border, theme.card), (theme.border, theme.background), (theme.accent, theme.card)]
    pairs += [(theme.accent, theme.background), (theme.other_accent, theme.card)]
    assert [pair for pair in pairs if contrast(*pair) < 3] == []


@pytest.mark.parametrize("pair", [theme.COME_IN, theme.ALREADY, theme.STOP])
def test_the_words_of_a_verdict_have_seven_to_one(pair: tuple[str, str]) -> None:
    assert contrast(*pair) >= 7


def test_the_three_verdicts_differ_also_without_colour_sight() -> None:
    greys = [pair[0] for pair in (theme.COME_IN, theme.ALREADY, theme.STOP)]
    assert min(contrast(one, other) for one, other in combinations(greys, 2)) > 1.6


def test_the_stop_panel_stands_out_from_a_dark_window() -> None:
    assert contrast(theme.STOP_BORDER_DARK, DARK.background) >= 3


def test_practice_is_seen_on_light_and_dark() -> None:
    assert contrast(*theme.PRACTICE) >= 7
    assert min(contrast(look.practice, look.background) for look in (LIGHT, DARK)) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_the_panel_is_painted_in_the_colours_of_its_face(door: Door, theme: Theme) -> None:
    """Seen on the picture of the panel, not in the style sheet."""
    door.frame.set_look(theme, 100)
    panel: VerdictPanel = door.page.verdict
    for reason in Reason:
        panel.show_words(words(verdict(reason), SESSION, NOW), FACES[reason])
        colours = FACES[reason].colours or (theme.ready, theme.on_ready)
        picture = panel.grab().toImage()
        seen = [picture.pixelColor(x, picture.height() // 2).name() for x in range(0, picture.width(), 2)]
        assert seen.count(QColor(colours[0]).name()) > len(seen) / 2, reason
        words_area = panel._head.grab().toImage()
        ink = {words_area.pixelColor(x, y).name() for x in range(300) for y in range(words_area.height())}
        assert QColor(colours[1]).name() in ink, reason


def test_an_undo_is_neutral() -> None:
    assert UNDONE.colours is None
    assert UNDONE.shape not in {face.shape for face in FACES.values()}


# -- for those who do not see it -----------------------------------------------------------------------------------


def test_the_name_of_the_panel_is_the_verdict_in_words_with_the_persons_name(door: Door) -> None:
    panel = door.page.verdict
    assert panel.objectName() == "door_verdict"
    for reason in Reason:
        said = words(verdict(reason), SESSION, NOW)
        panel.show_words(said, FACES[reason])
        assert panel.accessibleName() == ". ".join(
            part for part in (said.head, said.name, said.note, *said.detail.splitlines()) if part
        )


def test_each_verdict_at_the_door_is_spoken_with_the_name(door: Door) -> None:
    door.scan(door.code("Li Wei 李伟"))
    assert door.verdict == "Welcome — come in. Li Wei 李伟. 北京大学"
    door.scan(new_code())
    assert door.verdict.startswith("Not on this list")
    door.press(Qt.Key.Key_Escape)
    assert door.verdict == "Ready to scan. Scan a badge, or type 3 letters of a name"

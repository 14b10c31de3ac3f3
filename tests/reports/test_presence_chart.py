"""The picture of the room and the call, looked at by its pixels: two lines that no eye takes for one another."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from checkin import fonts
from checkin.domain.attendance import Presence
from checkin.domain.presence_curve import presence_curve
from checkin.reports.axes import DARK, LIGHT
from checkin.reports.presence_chart import Words, paint_presence, points_in_words
from tests.attendances import AFTER, DURING, SESSION, Stay, attendance, someone

pytestmark = pytest.mark.usefixtures("qapp")

WHITE = QColor("#FFFFFF").rgb()
ROOM: list[list[Stay]] = [[(float(minute), None)] for minute in range(-20, 20)]
CALL = [[(float(minute), 70.0 + minute)] for minute in range(20)]
IN_ROOM = [someone(f"R{place}", stay) for place, stay in enumerate(ROOM)]
ONLINE = [someone(f"C{place}", (), spans) for place, spans in enumerate(CALL)]
EXTREMES = {
    "nobody": [],
    "one in the room": [someone("A", [(0.0, None)])],
    "the room and the call": [*IN_ROOM, *ONLINE],
    "three days before": [someone("A", [(-4320.0, None)]), *ONLINE],
}


def painted(
    people: Iterable[Presence], rect: QRectF | None = None, points: float = 9, now: datetime = AFTER, **how: object
) -> QImage:
    image = QImage(660, 300, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    painter = QPainter(image)
    painter.setFont(fonts.font(points))
    curve = presence_curve(attendance(people), now)
    paint_presence(painter, rect or QRectF(20, 20, 600, 260), curve, SESSION, **how)
    painter.end()
    return image


def columns(image: QImage, colour: str, below: int = 80) -> list[int]:
    """In which columns a colour stands, below the words; where it is mixed with white at the edge of a mark too."""
    wanted = QColor(colour)

    def is_it(x: int, y: int) -> bool:
        found = image.pixelColor(x, y)
        share = (255 - found.red()) / (255 - wanted.red() or 1)
        mixed = [round(255 - share * (255 - part)) for part in (wanted.green(), wanted.blue())]
        return share > 0.4 and all(abs(a - b) < 12 for a, b in zip(mixed, (found.green(), found.blue()), strict=True))

    return [x for x in range(image.width()) if any(is_it(x, y) for y in range(below, image.height()))]


def has(image: QImage, colour: str) -> bool:
    return bool(columns(image, colour, below=0))


def test_one_line_is_full_and_the_other_dashed() -> None:
    def gaps(found: list[int]) -> int:
        return sum(after - before > 1 for before, after in pairwise(found))

    together = painted([*IN_ROOM, *ONLINE])
    assert gaps(columns(together, LIGHT.bar)) <= 2
    assert gaps(columns(painted(ONLINE), LIGHT.second)) >= 8


def test_without_colours_the_two_lines_are_still_different() -> None:
    # The same people, once in the room and once online, in one colour: strokes and marks differ.
    grey = {"colours": type(LIGHT)(bar="#000000", second="#000000")}
    in_room = painted([someone(f"A{place}", [spans[0]]) for place, spans in enumerate(CALL)], **grey)
    online = painted(ONLINE, **grey)
    different = sum(
        in_room.pixel(x, y) != online.pixel(x, y) for x in range(in_room.width()) for y in range(80, in_room.height())
    )
    assert different > 300


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("points", [7, 16])
@pytest.mark.parametrize("size", [(260, 200), (620, 260)])
@pytest.mark.parametrize("people", EXTREMES.values(), ids=EXTREMES.keys())
@pytest.mark.parametrize("now", [AFTER, DURING])
def test_nothing_is_painted_outside_its_rectangle(
    people: list[Presence], size: tuple[int, int], points: float, now: datetime, *, right_to_left: bool
) -> None:
    rect = QRectF(20, 20, *size)
    image = painted(people, rect, points, now, right_to_left=right_to_left)
    around = rect.adjusted(-1, -1, 1, 1)
    marks = [(x, y) for x in range(660) for y in range(300) if image.pixel(x, y) != WHITE]
    assert marks
    assert [mark for mark in marks if not around.contains(*map(float, mark))] == []


def test_who_is_nowhere_has_no_line_and_the_dark_theme_its_own_colours() -> None:
    assert not has(painted(IN_ROOM), LIGHT.second)
    assert not has(painted(ONLINE), LIGHT.bar)
    dark = painted([*IN_ROOM, *ONLINE], colours=DARK)
    pixels = {dark.pixel(x, y) for x in range(dark.width()) for y in range(dark.height())}
    assert {QColor(DARK.bar).rgb(), QColor(DARK.second).rgb()} <= pixels
    assert not {QColor(LIGHT.bar).rgb(), QColor(LIGHT.second).rgb()} & pixels


def test_from_right_to_left_time_runs_to_the_left() -> None:
    def middle(image: QImage) -> float:
        found = columns(image, LIGHT.bar, below=60)
        return sum(found) / len(found)

    late = [someone("A", [(40.0, None)])]
    assert middle(painted(late)) > 350
    assert middle(painted(late, right_to_left=True)) < 300


def test_the_words_are_those_of_whoever_paints() -> None:
    def same(one: Callable[[], QImage], other: Callable[[], QImage]) -> bool:
        return one() == other()

    french = Words("Dans la salle", "En ligne", "Début", "Personne")
    assert same(lambda: painted(IN_ROOM), lambda: painted(IN_ROOM))
    assert not same(lambda: painted(IN_ROOM), lambda: painted(IN_ROOM, words=french))
    assert not same(lambda: painted([]), lambda: painted([], words=french))


def test_the_points_in_words_are_those_of_the_picture() -> None:
    words = points_in_words(presence_curve(attendance([*IN_ROOM, *ONLINE]), AFTER), SESSION)
    assert words[0] == ("12:10", (1, 0, 1))
    assert dict(words)["12:50"] == (40, 20, 60)
    assert words[-1] == ("14:00", (40, 0, 40))
    days = points_in_words(presence_curve(attendance(EXTREMES["three days before"]), AFTER), SESSION)
    assert days[0][0].startswith("2024-05-07 ")

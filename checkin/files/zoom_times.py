"""The times of a Zoom report: they follow the date setting of whoever exported it, and say neither order nor zone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from checkin.domain.errors import DeskError
from checkin.domain.session import Session


class DateOrder(StrEnum):
    """Which of the two numbers before the year is the day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class DatesAmbiguousError(DeskError):
    """The dates can be read in two ways, and only a person can say which: `first` and `second` are the readings."""

    def __init__(self, name: str, text: str, day_first: date, month_first: date) -> None:
        super().__init__(
            "The date {text} in {name} can be {day_first} or {month_first}.",
            "Say which: day first or month first (--dates).",
            name=name,
            text=text,
            day_first=day_first.isoformat(),
            month_first=month_first.isoformat(),
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """A date and time as it is written. `day` and `month` are known, or `one` and `two` are in the file's order."""

    text: str
    year: int
    one: int
    two: int
    certain: bool
    hour: int
    minute: int
    second: int

    def date(self, order: DateOrder) -> date:
        """The day; in a `certain` moment `one` is the month. Raises ValueError for a day that is none."""
        swapped = not self.certain and order is DateOrder.DAY_FIRST
        month, day = (self.two, self.one) if swapped else (self.one, self.two)
        return date(self.year, month, day)

    def instant(self, order: DateOrder, session: Session) -> datetime | None:
        """The aware UTC instant on the session's clock, or None for a day or an hour that does not exist."""
        try:
            day = self.date(order)
            local = datetime(day.year, day.month, day.day, self.hour, self.minute, self.second, tzinfo=session.zone)
            return local.astimezone(UTC)
        except (ValueError, OverflowError):
            return None


_CLOCK = r"(?P<before>[^\d\s:]{1,6}[\s.]*)?(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
_REST = rf"[\s,T]+{_CLOCK}\s*(?P<after>[^\d]{{0,14}})"
_NUMBERS = re.compile(rf"(?P<a>\d{{1,4}})(?P<sign>[-/.])\s?(?P<b>\d{{1,2}})[-/.]\s?(?P<c>\d{{1,4}})\.?{_REST}")
_CHINESE = re.compile(rf"(?P<a>\d{{4}})年\s?(?P<b>\d{{1,2}})月\s?(?P<c>\d{{1,2}})日\s*{_CLOCK}\s*(?P<after>\D{{0,14}})")
_MONTH_DAY = re.compile(rf"(?P<month>[^\W\d]{{3,12}})\.?\s(?P<day>\d{{1,2}}),?\s(?P<year>\d{{4}}){_REST}")
_DAY_MONTH = re.compile(
    rf"(?P<day>\d{{1,2}})\.?\s(?:de\s)?(?P<month>[^\W\d]{{3,12}})\.?,?\s(?:de\s)?(?P<year>\d{{4}}){_REST}"
)
_MONTHS = (
    *("jan ene янв", "feb fév fev févr фев", "mar mär мар", "apr abr avr апр", "may mai май мая", "jun juin июн"),
    *("jul juil июл", "aug ago août авг", "sep set sept сен", "oct out okt окт", "nov ноя", "dec dic déc dez дек"),
)
_AFTERNOON = {"pm", "p", "午後", "下午", "م", "오후", "ös", "ch", "em"}
_MORNING = {"am", "a", "午前", "上午", "ص", "오전", "öö", "sa", "fm"}
_DAY_AT_LEAST = 13
_NOON = 12
_CENTURY = 100


def moment(text: str) -> Moment | None:
    """Read a cell as a date with a time in any of the portal's ways, or None."""
    plain = " ".join(text.split() if text.isascii() else _in_our_digits(text).split())
    for pattern in (_NUMBERS, _CHINESE):
        found = pattern.fullmatch(plain)
        if found:
            return _of_numbers(text, found)
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        found = pattern.fullmatch(plain)
        month = _month(found["month"]) if found else 0
        if found and month:
            return _with_clock(text, int(found["year"]), month, int(found["day"]), found, certain=True)
    return None


def _in_our_digits(text: str) -> str:
    plain = "".join(_digit(sign) for sign in unicodedata.normalize("NFKC", text))
    return "".join(sign for sign in plain if unicodedata.category(sign) != "Cf")


def _digit(sign: str) -> str:
    return str(unicodedata.decimal(sign)) if sign.isdecimal() else sign


def _month(word: str) -> int:
    word = word.casefold()
    for number, spellings in enumerate(_MONTHS, 1):
        if any(word.startswith(spelling) for spelling in spellings.split()):
            return number
    return 0


def _of_numbers(text: str, found: re.Match[str]) -> Moment | None:
    a, b, c = int(found["a"]), int(found["b"]), int(found["c"])
    if len(found["a"]) > 2:  # noqa: PLR2004 - a year of two digits never comes first
        return _with_clock(text, a, b, c, found, certain=True)
    year = c if c >= _CENTURY else 2000 + c
    if found["sign"] == ".":  # Nobody writes the month first with dots.
        return _with_clock(text, year, b, a, found, certain=True)
    return _with_clock(text, year, a, b, found, certain=False)


def _with_clock(text: str, year: int, one: int, two: int, found: re.Match[str], *, certain: bool) -> Moment | None:
    hour = int(found["hour"])
    said = {re.sub(r"[\W_]", "", (found[part] or "").casefold()) for part in ("before", "after")} - {""}
    if len(said) > 1 or (said and not said & (_AFTERNOON | _MORNING)):
        return None
    # Some portals write 14:35 PM: the hour is right as it stands.
    if said & _AFTERNOON and hour < _NOON:
        hour += _NOON
    elif said & _MORNING and hour == _NOON:
        hour = 0
    return Moment(text, year, one, two, certain, hour, int(found["minute"]), int(found["second"] or 0))


def instant_of(text: str, order: DateOrder, session: Session) -> datetime | None:
    """The aware UTC instant that a cell holds, read in the file's order on the session's clock; None for none."""
    found = moment(text)
    return None if found is None else found.instant(order, session)


def order_of(name: str, moments: Iterable[Moment], session: Session, others: Iterable[Moment] = ()) -> DateOrder:
    """The order in which a file writes its dates: one file, one order.

    A number above 12 tells it, also in `others`, which are dates of the file from days around the meeting; else the
    planned day of the session. Raises DatesAmbiguousError where neither does, DeskError for a file with both orders.
    """
    unsure = [moment for moment in moments if not moment.certain]
    telling = unsure + [moment for moment in others if not moment.certain]
    day_first = [moment for moment in telling if moment.one >= _DAY_AT_LEAST]
    month_first = [moment for moment in telling if moment.two >= _DAY_AT_LEAST]
    if day_first and month_first:
        raise DeskError(
            "{name} has dates in two orders: {one} and {other}.",
            "Export it once more from Zoom, and load it without saving it in a spreadsheet program.",
            name=name,
            one=day_first[0].text,
            other=month_first[0].text,
        )
    if day_first or month_first or not unsure or all(moment.one == moment.two for moment in unsure):
        return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST
    fitting = [order for order in DateOrder if _is_planned(unsure, order, session)]
    if len(fitting) == 1:
        return fitting[0]
    asked = next(moment for moment in unsure if moment.one != moment.two)
    try:
        readings = asked.date(DateOrder.DAY_FIRST), asked.date(DateOrder.MONTH_FIRST)
    except ValueError:  # A day or a year 0: the rows are doubts in either order.
        return DateOrder.MONTH_FIRST
    raise DatesAmbiguousError(name, asked.text, *readings)


def _is_planned(moments: Iterable[Moment], order: DateOrder, session: Session) -> bool:
    near = timedelta(days=1)
    first, last = session.local(session.starts_at).date() - near, session.local(session.ends_at).date() + near
    for one in moments:
        try:
            if first <= one.date(order) <= last:
                return True
        except ValueError:
            continue
    return False

"""The row of the headings, and the two rows of them where one title stands over several columns."""

from __future__ import annotations

from collections.abc import Sequence

from checkin.files import column_contents as contents
from checkin.files.column_choice import ANCHORS
from checkin.files.headings import PART, Meaning, meaning, normalised
from checkin.files.known_files import SURVEYMONKEY
from checkin.files.other_words import VETOES
from checkin.files.table import Table
from checkin.files.ways import way_asked

ONE_FIELD = 5.0
"""Two fields are named by more than that."""


def likeness(row: Sequence[str], people: int = 0) -> float:
    """How much a row looks like headings: the fields that it names; 0 when none of them is of a person.

    `people` is how many rows above it have an address. Below them one word ("Guest") may be anybody's; below a single
    one, the address to write to with questions, headings stand alone.
    """
    found: dict[str, float] = {}
    for cell in row:
        said = meaning(cell) if cell else None
        if said:
            found[said.field] = max(found.get(said.field, 0.0), said.score)
        elif cell and contents.is_address(cell):
            return 0.0
    score = sum(found.values()) if any(found.get(anchor, 0.0) >= 1.0 for anchor in ANCHORS) else 0.0
    alone = all(meaning(cell) for cell in row if cell.strip())
    return 0.0 if people and score < ONE_FIELD and not (people == 1 and alone) else score


def headings(table: Table, row: int) -> tuple[int, tuple[str, ...]]:
    """The last row of the headings that were found in the 1-based `row`, and their text for every column: a title that
    was merged over several columns ("Name" over "First" and "Last") is joined with those below it.
    """
    above = table.rows[row - 2] if row > 1 else ()
    cells = table.rows[row - 1]
    below = table.rows[row] if row < len(table.rows) else ()
    if {normalised(cell) for cell in cells} >= SURVEYMONKEY and not any(map(contents.is_address, below)):
        row, cells = row + 1, _with_options(cells, below)
    elif _belongs_below(cells, below):
        row, cells = row + 1, _joined(cells, below)
    elif sum(map(_is_filled, above)) > 1 and (likeness(above) == 0.0 or _spans(above, cells)):
        cells = _joined(above, cells)
    widest = max(len(cells), table.width(row + 1))
    return row, (*cells, *[""] * (widest - len(cells)))


def _is_filled(cell: str) -> bool:
    return cell.strip() != ""


def _spans(upper: Sequence[str], lower: Sequence[str]) -> set[int]:
    """The columns of `lower` that stand under a title over several of them."""
    spans: list[list[int]] = []
    for at, cell in enumerate(lower):
        if at < len(upper) and upper[at].strip():
            spans.append([])
        if spans and cell.strip():
            spans[-1].append(at)
    return {at for span in spans if len(span) > 1 for at in span}


def _joined(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    merged = bool(_spans(upper, lower))
    titles = []
    title = ""
    for at in range(max(len(upper), len(lower))):
        over = upper[at] if at < len(upper) else ""
        cell = lower[at] if at < len(lower) else ""
        title = over if over.strip() else title
        titles.append((_title(title, cell) if merged else cell) if cell.strip() else over)
    return tuple(titles)


_ANSWERED = frozenset(
    {"", "response", "open-ended response", "réponse", "réponse ouverte", "respuesta", "respuesta abierta", "resposta"}
    | {"resposta aberta", "antwort", "offene antwort", "ответ", "回答", "الإجابة"}
)
"""What SurveyMonkey writes below a question that has no options."""


def _with_options(questions: Sequence[str], options: Sequence[str]) -> tuple[str, ...]:
    """The headings of SurveyMonkey's two rows: each question, with the option that its column is for."""
    titles = []
    question = ""
    for at in range(max(len(questions), len(options))):
        over = questions[at] if at < len(questions) else ""
        option = options[at] if at < len(options) else ""
        question = over if over.strip() else question
        titles.append(over if normalised(option) in _ANSWERED else _title(question, option))
    return tuple(titles)


def _title(upper: str, lower: str) -> str:
    """One heading of the two; `lower` alone where it says all, and where `upper` is about the same person."""
    over, under = meaning(upper), meaning(lower)
    is_of_person = over is None or over.field in ANCHORS or _is_place_in(over, under)
    if VETOES.search(normalised(upper)) or (over is not None and not is_of_person):
        return f"{upper} {lower}"
    if under is not None or over is None:
        return lower
    return next((title for title in (f"{upper} {lower}", f"{lower} {upper}") if meaning(title)), f"{upper} {lower}")


def _is_place_in(over: Meaning, under: Meaning | None) -> bool:
    """Whether a heading says what the person is in their organisation, and not what that is called."""
    return over.field == "organisation" and under is not None and under.field in {"role", "country"}


def _belongs_below(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the row after headings goes on with them. Every cell of it must be understood: it could be a person."""
    if not _spans(cells, below):
        return False
    joined = _joined(cells, below)
    titles = [joined[at] for at, cell in enumerate(below) if cell.strip()]
    known = all(((one := meaning(title)) and one.score >= PART) or way_asked(title) for title in titles)
    return known and not any(map(contents.is_address, below))

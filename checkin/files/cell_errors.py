"""What stands in a cell that a spreadsheet program could not work out (#N/A, #REF!, Err:502): no value, and no name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_WORDS = """
    #N/A #REF! #NAME? #VALUE! #DIV/0! #NUM! #NULL! #SPILL! #CALC! #ERROR! #FIELD! #BLOCKED! #BUSY! #GETTING_DATA
    #NOM? #VALEUR! #NOMBRE! #NUL! #¡REF! #¿NOMBRE? #¡VALOR! #¡DIV/0! #¡NUM! #¡NULO! #N/D #NOME? #VALOR! #NÚM! #NULO!
    #NV #BEZUG! #WERT! #ZAHL! #Н/Д #ССЫЛКА! #ИМЯ? #ЗНАЧ! #ДЕЛ/0! #ЧИСЛО! #ПУСТО!
"""
"""As Excel writes them in English, French, Spanish, Portuguese, German and Russian; Google Sheets has #ERROR!."""

_ERROR = "|".join([*map(re.escape, _WORDS.split()), r"Err:\d{3}"])
_WHOLE = re.compile(_ERROR)
_IN_TEXT = re.compile(rf'(?:^|[,;\t|"\r\n])(?:{_ERROR})(?:[,;\t|"\r\n]|$)')


def are_in(text: str) -> bool:
    """Whether a text of rows seems to have such cells; nearly none has, and need not be looked through."""
    return ("#" in text or "Err:" in text) and _IN_TEXT.search(text) is not None


def emptied(rows: Iterator[Sequence[str]], notices: list[str]) -> Iterator[Sequence[str]]:
    """The rows with such cells empty; once all are read, the notice of them is among `notices`."""
    count = 0
    for row in rows:
        errors = sum(1 for cell in row if cell and _WHOLE.fullmatch(cell))
        count += errors
        yield [cell if not _WHOLE.fullmatch(cell) else "" for cell in row] if errors else row
    if count:
        notices.append(notice(count))


def notice(count: int) -> str:
    """What is told of so many cells."""
    return (
        f"{count} cells hold an error of the spreadsheet program, such as #N/A, and count as empty."
        " Look at them in the list if a name or an address is missing."
    )

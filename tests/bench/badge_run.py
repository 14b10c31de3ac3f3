"""The badges that are measured.

With "alike" all badges are those of one person: nothing is shaped, fitted or encoded anew, only painted and compressed.
That is the least that any badges of this design can take with Qt.
"""

from __future__ import annotations

import resource
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from checkin.badges.library import design_named
from checkin.badges.sheets import Sheets, write_pdf
from checkin.badges.stock import stock_named
from checkin.domain.code import new_code
from checkin.domain.registrant import Details, Registrant


def sheets(count: int, *, alike: bool = False) -> Sheets:
    """Badges of CR80 size, ten on A4, each with another name, organisation and code, or all of the same person."""
    people = tuple(
        Registrant(
            f"r{number}",
            Details(
                f"Wanjiru Kamau {number}",
                organisation=f"Organisation {number % 97} for Justice",
                role="Programme officer",
                country="Kenya",
                category="Speaker" if number % 5 == 0 else "Staff",
            ),
            codes=(new_code(),),
        )
        for number in range(count)
    )
    if alike:
        people = people[:1] * count
    return Sheets(people, design_named("card"), stock_named("Plain A4, 10 x CR80"), "ImPACT Coalition")


def write(words: list[str]) -> float:
    """Write what the words ask for; returns how much memory it took (MB)."""
    app = QGuiApplication([])
    write_pdf(sheets(int(words[0]), alike="alike" in words), Path(words[1]), replace=True)
    app.processEvents()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

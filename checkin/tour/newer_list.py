"""The list as the form exports it some days later: some people new, some answers changed, two registrations gone."""

from __future__ import annotations

import csv
from pathlib import Path

_NEW = (
    ("Nyambura", "Gathogo", "n.gathogo@maono.example", "Maono Legal Aid", "Kenya"),
    ("Tomás", "Iglesias Prado", "tomas.iglesias@justicia.example", "Justicia Abierta", "Spain"),
    ("Selam", "Bekele", "selam.b@ahadu.example", "Ahadu Research", "Ethiopia"),
)
_ONLINE = "Online (Zoom)"


def write_newer_list(path: Path, first: Path) -> Path:
    """Write the newer list to `path`, made from the first one; returns the path."""
    with first.open(encoding="utf-8-sig", newline="") as file:
        headings, *rows = list(csv.reader(file))
    at = {heading: place for place, heading in enumerate(headings)}
    how = next(place for heading, place in at.items() if "take part" in heading)
    rows = rows[:-2]
    rows[3][at["Country"]], rows[11][at["Position"]], rows[20][how] = "Uganda", "Director", _ONLINE
    # Somebody fills the form in again, from another address.
    again = list(rows[30])
    again[at["Email Address"]] = "private." + again[at["Email Address"]]
    rows.append(again)
    for given, family, email, organisation, country in _NEW:
        row = [""] * len(headings)
        for heading, text in (
            ("Timestamp", "5/2/2024 10:15:00"),
            ("First Name", given),
            ("Last Name", family),
            ("Email Address", email),
            ("Organization", organisation),
            ("Country", country),
        ):
            row[at[heading]] = text
        rows.append(row)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([headings, *rows])
    return path

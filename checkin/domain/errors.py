"""The one exception that a person at the desk may see."""

from __future__ import annotations


class DeskError(Exception):
    """The world failed (a file, a disk, a printer): what happened, and what to do about it.

    `what` and `remedy` are one plain English sentence each and may hold `{fields}`; they stay unformatted until
    shown, so that the window can translate the sentence before the fields go in. Raised at the edge (storage, files,
    printing), where the library's error is translated once (`raise … from`).
    """

    def __init__(self, what: str, remedy: str = "", **fields: object) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy
        self.fields = fields

    def __str__(self) -> str:
        return " ".join(part.format(**self.fields) for part in (self.what, self.remedy) if part)


class Stopped(Exception):  # noqa: N818 - it is an answer to the person who pressed Stop, not an error
    """The person pressed Stop: the task left nothing behind."""

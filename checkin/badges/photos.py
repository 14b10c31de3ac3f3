"""A folder with people's photos: whose is which by its file name, and each made harmless before it is painted."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from checkin.badges.pictures import read_picture
from checkin.domain.errors import DeskError
from checkin.domain.names import fold
from checkin.domain.registrant import Registrant

_ENDINGS = (".png", ".jpg", ".jpeg")
_SIDE = 600
"""Pixels of the longer side: 300 dots per inch on 50 mm, which is a large photo on a badge."""

_REMEMBERED = 512
"""Photos that are kept as they were made: some 20 MB."""

_FIELD = "photo"
"""The field of a design that stands for a person's photo."""


@dataclass(frozen=True, slots=True)
class Photos:
    """The photos of a folder. A file is a person's by what the list has in a column «photo», by their e-mail address,
    by a code, or by their name, in this order; large and small letters are the same. What cannot be read is no photo.
    """

    folder: Path

    def check(self) -> int:
        """How many photos there are. Raises DeskError for a folder that cannot be read."""
        try:
            return len({*_index(self.folder, self.folder.stat().st_mtime_ns)[0].values()})
        except OSError as error:
            raise DeskError(
                "The folder of photos {folder} cannot be read.", "Check that it is there.", folder=self.folder
            ) from error

    def file_of(self, person: Registrant, listed: str = "") -> str:
        """The name of the file with a person's photo, "" without one; `listed` is what the list says of it."""
        by_name, by_words = self._known()
        # What a list says may be a path on another computer, or an address on the web.
        name = listed.replace("\\", "/").rpartition("/")[2]
        for said in (name, person.details.email, *person.codes, person.details.name):
            if said and (found := by_name.get(_plain(said))):
                return found
        return by_words.get(fold(person.details.name), "") if person.details.name else ""

    def in_fields(self, person: Registrant, fields: Mapping[str, str]) -> dict[str, str]:
        """The fields of a person's badge, of which the one for the photo names the file that was found."""
        return {**fields, _FIELD: self.file_of(person, fields.get(_FIELD, ""))}

    def has(self, name: str) -> bool:
        """Whether there is a file of this name, with or without its ending."""
        return bool(name) and _plain(name) in self._known()[0]

    def __call__(self, name: str) -> bytes | None:
        """The photo in a file of the folder, made harmless; None where there is none, or none that can be read."""
        by_name, _ = self._known()
        file = by_name.get(_plain(name))
        if file is None:
            return None
        try:
            state = (self.folder / file).stat()
        except OSError:
            return None
        return _made(self.folder / file, state.st_mtime_ns, state.st_size)

    def _known(self) -> tuple[Mapping[str, str], Mapping[str, str]]:
        try:
            return _index(self.folder, self.folder.stat().st_mtime_ns)
        except OSError:
            return {}, {}


def _plain(name: str) -> str:
    """Some systems take names of files apart into letters and accents."""
    return unicodedata.normalize("NFC", name).strip().casefold()


@lru_cache(maxsize=4)
def _index(folder: Path, _changed: int) -> tuple[dict[str, str], dict[str, str]]:
    """The files of a folder by their names with and without the ending, and by the words in them. Only what lies in the
    folder itself is ever opened, whatever a list says.
    """
    by_name: dict[str, str] = {}
    by_words: dict[str, str] = {}
    with os.scandir(folder) as entries:
        files = sorted(entry.name for entry in entries if entry.name.casefold().endswith(_ENDINGS) and entry.is_file())
    for file in files:
        stem = file.rpartition(".")[0]
        by_name[_plain(file)] = file
        by_name.setdefault(_plain(stem), file)
        by_words.setdefault(fold(stem), file)
    return by_name, by_words


@lru_cache(maxsize=_REMEMBERED)
def _made(file: Path, _changed: int, _size: int) -> bytes | None:
    try:
        return read_picture(file, _SIDE)
    except DeskError:
        return None

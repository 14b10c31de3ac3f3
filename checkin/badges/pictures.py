"""Pictures from outside, made harmless: looked at before they are unpacked, made small, written anew."""

from __future__ import annotations

import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

from checkin.domain.errors import DeskError

LARGEST_FILE = 10 * 1024 * 1024
"""Bytes of a picture file."""

_MOST_PIXELS = 40_000_000
"""A camera's picture has up to 40 million; a file that unpacks to more is a mistake or an attack."""

_LONGEST_SIDE = 40_000
"""Dots of a side: of a strip that is longer, making it small takes many seconds."""

_SIDE = 1200
"""Pixels of the longer side that are kept: 300 dots per inch on 100 mm."""


def read_picture(path: Path, side: int = _SIDE) -> bytes:
    """The picture in a file, made harmless, with so many pixels on its longer side. Raises DeskError."""
    try:
        too_large = path.stat().st_size > LARGEST_FILE
        content = b"" if too_large else path.read_bytes()
    except OSError as error:
        raise DeskError("The picture {path} cannot be read.", "Check that the file is there.", path=path) from error
    if too_large:
        raise _too_large(path.name)
    return sanitised(content, path.name, side)


def _too_large(name: str) -> DeskError:
    return DeskError("The picture {name} is too large.", "Take one of less than 10 MB.", name=name)


def sanitised(content: bytes, name: str, side: int = _SIDE) -> bytes:
    """A PNG or JPEG as a PNG (with transparency) or JPEG of our own making. Raises DeskError, naming the file."""
    if len(content) > LARGEST_FILE:
        raise _too_large(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _made_anew(content, side)
    except Image.DecompressionBombError as error:
        raise DeskError(
            "The picture {name} has too many dots.", "Take one of less than 40 million dots.", name=name
        ) from error
    # Pillow's readers raise what their formats' parsers do: SyntaxError and struct.error among others.
    except Exception as error:
        raise DeskError(
            "{name} is no PNG or JPEG picture, or a damaged one.", "Take another one.", name=name
        ) from error


def _made_anew(content: bytes, side: int) -> bytes:
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > _MOST_PIXELS or max(picture.size) > _LONGEST_SIDE:
            raise Image.DecompressionBombError
        # JPEGs are unpacked at a fraction of their size where that is enough.
        picture.draft("RGB", (side, side))
        return _written(ImageOps.exif_transpose(picture), side)


def _written(picture: Image.Image, side: int) -> bytes:
    see_through = "A" in picture.getbands() or "transparency" in picture.info
    if picture.mode.startswith("I"):
        # A scan with 16 bits a dot, of which Pillow would keep the lower half: it would be white.
        picture = picture.point(lambda light: light * (1 / 256)).convert("L")
    small = picture.convert("RGBA" if see_through else "RGB")
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    # Only the dots are taken over: no profile, no comment, no thumbnail, no place where a photo was taken.
    bare = Image.frombytes(small.mode, small.size, small.tobytes())
    content = io.BytesIO()
    if see_through:
        bare.save(content, "PNG", optimize=False)
    else:
        bare.save(content, "JPEG", quality=92)
    return content.getvalue()

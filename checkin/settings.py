"""What this laptop remembers between two starts: recent events, the station's name, the look. Of people nothing but who
locked the door with a PIN, and of the PIN a slow hash.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import platformdirs

from checkin.domain.calibration import LONGEST_AFFIX, Learned

_RECENT = 8
_EVENTS = 50
"""Events of which the session and the folder of photos are remembered."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`theme` is "system", "light" or "dark"; `text_size` is in per cent (80 to 200); `recent` newest first.
    `serving` has the session that this laptop's door serves, by the id of the event. After
    `lock_after` minutes without a key the door locks by itself (0: never); `pin` is the hash of `operator`'s PIN.
    `guest_screen` names the screen of the window for guests; with `greeting` it says the name of who was just let in.
    `scanner` is what the test code taught of the scanner that types, `serial` of the one on a serial port; `port` names
    that port and `camera` the camera, empty for none.
    """

    station: str = "Door A"
    theme: str = "system"
    text_size: int = 100
    sounds: bool = True
    recent: tuple[str, ...] = ()
    lock_after: int = 10
    operator: str = ""
    pin: str = ""
    hide_arrivals: bool = False
    guest_screen: str = ""
    greeting: bool = False
    serving: Mapping[str, str] = field(default_factory=dict)
    scanner: Learned = field(default_factory=Learned)
    serial: Learned = field(default_factory=Learned)
    port: str = ""
    camera: str = ""

    def with_serving(self, event_id: str, session_id: str) -> Settings:
        """These settings with the session that the door serves in an event."""
        others = {event: session for event, session in self.serving.items() if event != event_id}
        newest = [*others.items(), (event_id, session_id)][-_EVENTS:]
        return replace(self, serving=dict(newest))

    def with_recent(self, path: Path) -> Settings:
        """These settings with an event as the newest of the recent ones."""
        others = [known for known in self.recent if known != str(path)]
        return replace(self, recent=(str(path), *others)[:_RECENT])


def file() -> Path:
    """Where the settings lie: the folder that the operating system keeps for them."""
    return platformdirs.user_config_path("checkin", appauthor=False) / "settings.json"


def load() -> Settings:
    """The settings of this laptop; whatever cannot be read is as it was on the first day."""
    try:
        known = json.loads(file().read_text(encoding="utf-8"))
        size = int(known.get("text_size", 100))
        return Settings(
            station=str(known.get("station") or "Door A"),
            theme=known.get("theme") if known.get("theme") in {"light", "dark"} else "system",
            text_size=max(80, min(200, size)),
            sounds=bool(known.get("sounds", True)),
            lock_after=max(0, min(240, int(known.get("lock_after", 10)))),
            operator=str(known.get("operator", "")),
            pin=str(known.get("pin", "")),
            hide_arrivals=bool(known.get("hide_arrivals", False)),
            guest_screen=str(known.get("guest_screen", "")),
            greeting=bool(known.get("greeting", False)),
            recent=tuple(str(path) for path in known.get("recent", ()))[:_RECENT],
            serving={str(event): str(session) for event, session in known.get("serving", {}).items()},
            scanner=_learned(known.get("scanner")),
            serial=_learned(known.get("serial")),
            port=str(known.get("port") or ""),
            camera=str(known.get("camera") or ""),
        )
    except (OSError, ValueError, AttributeError, TypeError):
        return Settings()


def _learned(known: Any) -> Learned:
    if not isinstance(known, dict):
        return Learned()
    prefix, suffix = (str(known.get(name) or "")[:LONGEST_AFFIX] for name in ("prefix", "suffix"))
    return Learned(_signs(known.get("by_key")), _signs(known.get("by_text")), prefix, suffix)


def _signs(known: Any) -> dict[str, str]:
    """A table that gives one sign for another, or nothing at all when it is anything else."""
    if not isinstance(known, dict):
        return {}
    is_whole = all(
        isinstance(sign, str) and len(sign) == 1 and 0 < len(came) <= _LONGEST for came, sign in known.items()
    )
    return dict(known) if is_whole else {}


_LONGEST = 4
"""Letters that one key may write: a ligature."""

_LISTS = 100
"""Kinds of lists whose columns are remembered."""


def columns_of(headings: Sequence[str]) -> tuple[str, ...] | None:
    """How a person took the columns of a list with these headings, one word a column; None if they never said."""
    choices = _all_columns().get(_key_of(headings))
    return tuple(map(str, choices)) if isinstance(choices, list) and len(choices) == len(headings) else None


def remember_columns(headings: Sequence[str], choices: Sequence[str] | None) -> None:
    """Remember how the columns were taken; None forgets it. The headings themselves are not kept."""
    known, key = _all_columns(), _key_of(headings)
    if choices is None and key not in known:
        return
    known.pop(key, None)
    if choices is not None:
        known[key] = list(choices)
    _write(_columns_file(), dict(list(known.items())[-_LISTS:]))


def _columns_file() -> Path:
    return file().with_name("columns.json")


def _key_of(headings: Sequence[str]) -> str:
    # Few starts ask for it, and OpenSSL comes with it.
    key: str = import_module("hashlib").sha256(json.dumps(list(headings)).encode()).hexdigest()
    return key


def _all_columns() -> dict[str, Any]:
    return _read(_columns_file())


def _read(source: Path) -> dict[str, Any]:
    try:
        known = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return known if isinstance(known, dict) else {}


@dataclass(frozen=True, slots=True)
class AtCheckIn:
    """Whether a badge is printed when somebody comes in: `when` is "off", "once" (if none was printed for them yet) or
    "always"; on which printer and stock, with which design ("" for the one that suits the stock); for walk-ins too.
    """

    when: str = "off"
    printer: str = ""
    stock: str = ""
    design: str = ""
    walk_ins: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """How a printer has to be corrected on a stock: millimetres to the right and down, and factors of the lengths."""

    right: float = 0.0
    down: float = 0.0
    scale_x: float = 1.0
    scale_y: float = 1.0


_FARTHEST, _MOST = 20.0, 0.05
"""Millimetres and share beyond which a correction is a slip of the finger."""


def at_check_in() -> AtCheckIn:
    """What was chosen for badges at check-in."""
    known = _printing().get("at_check_in")
    if not isinstance(known, dict):
        return AtCheckIn()
    texts = {name: str(known.get(name) or "") for name in ("printer", "stock", "design")}
    when = str(known.get("when"))
    return AtCheckIn(when if when in {"once", "always"} else "off", walk_ins=bool(known.get("walk_ins", True)), **texts)


def keep_at_check_in(chosen: AtCheckIn) -> None:
    """Remember it."""
    _write(_printing_file(), {**_printing(), "at_check_in": asdict(chosen)})


def profile(printer: str, stock: str) -> Profile:
    """The correction that was measured for a printer with a stock; none where nobody has measured."""
    try:
        known = _printing()["profiles"][printer][stock]
        right, down, scale_x, scale_y = (float(known[name]) for name in ("right", "down", "scale_x", "scale_y"))
    except (KeyError, TypeError, ValueError):
        return Profile()
    kept = Profile(right, down, scale_x, scale_y)
    return kept if is_sound(kept) else Profile()


def keep_profile(printer: str, stock: str, measured: Profile) -> None:
    """Remember the correction of a printer with a stock."""
    known = _printing()
    profiles = _table(known.get("profiles"))
    profiles[printer] = {**_table(profiles.get(printer)), stock: asdict(measured)}
    _write(_printing_file(), {**known, "profiles": profiles})


def photos(event_id: str) -> Path | None:
    """The folder of photos that was chosen on this laptop for an event."""
    folder = _table(_printing().get("photos")).get(event_id)
    return Path(folder) if isinstance(folder, str) and folder else None


def keep_photos(event_id: str, folder: Path) -> None:
    """Remember the folder of an event's photos."""
    known = _printing()
    others = {event: path for event, path in _table(known.get("photos")).items() if event != event_id}
    newest = [*others.items(), (event_id, str(folder))][-_EVENTS:]
    _write(_printing_file(), {**known, "photos": dict(newest)})


def badge_run(event_id: str) -> tuple[str, str]:
    """The stock and the design that were last chosen on this laptop for an event's badges; "" where nobody chose."""
    known = _table(_table(_printing().get("runs")).get(event_id))
    return str(known.get("stock") or ""), str(known.get("design") or "")


def keep_badge_run(event_id: str, stock: str, design: str) -> None:
    """Remember them."""
    known = _printing()
    runs = {event: run for event, run in _table(known.get("runs")).items() if event != event_id}
    newest = [*runs.items(), (event_id, {"stock": stock, "design": design})][-_EVENTS:]
    _write(_printing_file(), {**known, "runs": dict(newest)})


def own_sheets() -> list[dict[str, Any]]:
    """The sheets of badges that somebody has measured for this laptop, as they were kept."""
    known = _printing().get("sheets")
    return [one for one in known if isinstance(one, dict)] if isinstance(known, list) else []


def keep_own_sheets(sheets: list[dict[str, Any]]) -> None:
    """Remember them, and no others."""
    _write(_printing_file(), {**_printing(), "sheets": sheets})


def _table(known: Any) -> dict[str, Any]:
    return dict(known) if isinstance(known, dict) else {}


def is_sound(measured: Profile) -> bool:
    """Whether a correction is one that a printer can need."""
    offsets = all(abs(length) <= _FARTHEST for length in (measured.right, measured.down))
    return offsets and all(abs(scale - 1) <= _MOST for scale in (measured.scale_x, measured.scale_y))


def _printing_file() -> Path:
    return file().with_name("printing.json")


def _printing() -> dict[str, Any]:
    return _read(_printing_file())


def save(settings: Settings) -> None:
    """Remember. A laptop whose settings cannot be written still works: they are a convenience, never data."""
    _write(file(), asdict(settings))


def _write(target: Path, values: dict[str, Any]) -> None:
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)

"""What this laptop remembers between two starts: recent events, the station's name, the look. No personal data."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import platformdirs

_RECENT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """`theme` is "system", "light" or "dark"; `text_size` is in per cent (80 to 200); `recent` newest first."""

    station: str = "Door A"
    theme: str = "system"
    text_size: int = 100
    sounds: bool = True
    recent: tuple[str, ...] = ()

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
            recent=tuple(str(path) for path in known.get("recent", ()))[:_RECENT],
        )
    except (OSError, ValueError, AttributeError, TypeError):
        return Settings()


def save(settings: Settings) -> None:
    """Remember. A laptop whose settings cannot be written still works: they are a convenience, never data."""
    target = file()
    draft = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(target)
    except OSError:
        draft.unlink(missing_ok=True)

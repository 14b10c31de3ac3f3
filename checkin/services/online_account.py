"""The review of a meeting as scripts get it."""

from __future__ import annotations

from checkin.domain.online_matching import Level
from checkin.services.online import Review


def account(found: Review) -> dict[str, object]:
    """The review as `checkin online --json` prints it."""
    names = {who: registrant.name for who, registrant in found.registrants.items()}
    matched, suggested, unmatched = [], [], []
    for item in found.items:
        entry, proposal = item.entry, item.proposal
        line: dict[str, object] = {"zoom_name": entry.name, "minutes": round(entry.minutes, 2)}
        candidates = [names[who] for who in proposal.candidates]
        if item.registrant_id is not None and item.decided is not None:
            who = names.get(item.registrant_id, "")
            matched.append(line | {"registrant": who, "registrant_id": item.registrant_id, "by": item.decided.reason})
        elif item.is_open and proposal.level in {Level.TICKED, Level.LISTED}:
            ticked = proposal.level is Level.TICKED
            suggested.append(line | {"candidates": candidates, "why": proposal.why.value, "ticked": ticked})
        else:
            unmatched.append(line | {"kind": entry.kind.value, "candidates": candidates, "why": proposal.why.value})
    return {
        "people": len(found.items),
        "matched": matched,
        "suggested": suggested,
        "unmatched": unmatched,
        "reports": [report.file for report in found.reports],
        "doubtful": [
            {"file": report.file, "row": doubt.row, "why": doubt.why}
            for report in found.reports
            for doubt in report.doubts
        ],
    }

"""What a hostile or broken scanner may send: payloads of every kind, made from a seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from checkin.domain.code import ALPHABET, new_code

OTHER_SYSTEMS = (
    "https://bit.ly/ImPACT-form",
    "BEGIN:VCARD\nVERSION:3.0\nN:Kamau;Wanjiru\nEND:VCARD",
    "WIFI:T:WPA;S:Conference;P:secret;;",
    "M1KAMAU/WANJIRU       EABC123 NBOCDGKQ 0123 130Y012C0025 100",
    "upi://pay?pa=x@y&am=1",
    "otpauth://totp/a?secret=JBSWY3DPEHPK3PXP",
    "data:text/html,<script>alert(1)</script>",
    "file:///etc/passwd",
    "'; DROP TABLE registrant; --",
    "<img src='http://127.0.0.1:9/x.png'>",
    "{name.__class__} %s %n {0}",
    '=HYPERLINK("http://x")',
    "\u202eneila",
    "../../../../etc/passwd",
    "JC",
    "]Q1",
)
_ODD = (
    "".join(map(chr, range(32)))
    + "\x7f\x85\u00a0\u200b\u200e\u202e\u2066\ufeff\ufffd\ud800\U0001f600\u0e34\u0301 '\"%_*\\{}<>&;"
)


def payload(chance: random.Random, codes: Sequence[str]) -> str:
    """One payload; `codes` are valid ones, which most kinds spoil."""
    kinds: list[Callable[[], str]] = [
        lambda: "".join(_any_sign(chance) for _ in range(chance.randrange(40))),
        lambda: "".join(chance.choices(_ODD, k=chance.randrange(1, 30))),
        lambda: "JC" + "".join(chance.choices(ALPHABET, k=chance.randrange(20))),
        lambda: "".join(chance.choices("0123456789-", k=chance.randrange(1, 20))),
        lambda: chance.choice(OTHER_SYSTEMS),
        lambda: _spoilt(chance, chance.choice(OTHER_SYSTEMS)),
        lambda: _spoilt(chance, chance.choice(codes)),
        lambda: chance.choice(codes)[: chance.randrange(1, 16)],
        lambda: chance.choice(codes)[chance.randrange(1, 16) :],
        lambda: chance.choice(codes) + chance.choice(codes)[: chance.randrange(1, 16)],
        lambda: chance.choice(OTHER_SYSTEMS) + chance.choice(codes),
        lambda: chance.choice(codes).swapcase(),
        new_code,
    ]  # fmt: skip
    return chance.choice(kinds)() if chance.random() > 0.002 else "x" * 10_240 + chance.choice(codes)[:9]


def _any_sign(chance: random.Random) -> str:
    return chr(chance.randrange(32, 127) if chance.random() < 0.5 else chance.randrange(0x11_0000))


def _spoilt(chance: random.Random, text: str) -> str:
    signs = list(text)
    for _ in range(chance.randrange(1, 4)):
        place = chance.randrange(len(signs) + 1)
        what = chance.randrange(4)
        if what == 0:
            signs.insert(place, chance.choice(_ODD + ALPHABET))
        elif what == 1 and signs:
            signs[place % len(signs)] = chance.choice(ALPHABET.lower())
        elif what == 2 and signs:
            del signs[place % len(signs)]
        elif len(signs) > 1:
            other = chance.randrange(len(signs))
            signs[place % len(signs)], signs[other] = signs[other], signs[place % len(signs)]
    return "".join(signs)


def earned(sent: str, code: str) -> bool:
    """Whether what was sent holds this code whole, with nothing but what cannot be seen in between or after."""
    seen = "".join(sign for sign in sent if sign.isprintable()).strip().casefold()
    return seen.endswith(code.casefold())

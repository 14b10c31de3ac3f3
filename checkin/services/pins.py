"""PINs of those at the door: kept as slow, salted hashes, so that whoever copies the settings has no PIN."""

from __future__ import annotations

import hashlib
import hmac
import secrets

_COST, _BLOCK, _LANES = 2**14, 8, 5
"""scrypt's N, r and p as the OWASP Password Storage Cheat Sheet names them for 16 MiB: about a quarter of a second."""


def kept(pin: str) -> str:
    """What is kept of a PIN: its salt and its hash, in hexadecimal; "" for none."""
    salt = secrets.token_bytes(16)
    return f"{salt.hex()}:{_hash(pin, salt).hex()}" if pin else ""


def fits(pin: str, hashed: str) -> bool:
    """Whether this is the PIN of which `hashed` was kept."""
    salt, _, known = hashed.partition(":")
    try:
        return hmac.compare_digest(_hash(pin, bytes.fromhex(salt)), bytes.fromhex(known))
    except ValueError:
        return False


def _hash(pin: str, salt: bytes) -> bytes:
    memory = 256 * _COST * _BLOCK
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, maxmem=memory)

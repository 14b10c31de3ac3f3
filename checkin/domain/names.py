"""Names in every script: how they are stored and shown, how they are compared, and the words they are found by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from anyascii import anyascii

from checkin.domain.readings import hebrew_sounds, is_reading
from checkin.domain.registrant import Details

LONGEST = 500
"""Letters of a text that are kept: a name of 300 letters survives, a page pasted into a form does not."""

# The marks that begin the words of a search key which are not words of the name. Private-use characters are parts of
# a word to the index's tokenizer, and `fold` lets none through, so no list and nobody's typing can forge them.
ORGANISATION, EMAIL, CODE, SOUND = "\ue001", "\ue002", "\ue003", "\ue004"

# Python takes every kind of space and line break apart by itself; what is left to remove is what nobody can see.
# Joiners are letters' business between Arabic and Indic letters only: without them Sinhala ශ්‍රී is another syllable.
# And between pictures: without one 👩‍⚖️ is a woman and a pair of scales.
_JOINED = "\u0600-\u07ff\u0860-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18af\u2600-\u27bf\ufe0f\U0001f300-\U0001faff"
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
    f"|(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])"
)


def clean(text: str) -> str:
    """Make of a text what is stored and shown.

    Composed (NFC), without characters that cannot be seen, with single spaces, at most `LONGEST` letters.
    """
    if not text.isprintable():
        text = _UNSEEN.sub("", " ".join(text.split()))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    # What can be printed has no other space than the plain one.
    if len(text) <= LONGEST and "  " not in text and text.isprintable():
        return text.strip(" ")
    return " ".join(text.split())[:LONGEST].rstrip()


# The kinds of apostrophe that keyboards and transliterations put into O’Brien, Ng'ang'a and Hawaiʻi. The list is
# applied before anything else, because NFKC would turn ´ into a space with an accent.
_APOSTROPHES = "'`´ʹʻʼʽʾʿˈ‘’‛′՚׳＇"
_NO_APOSTROPHES = str.maketrans("", "", _APOSTROPHES)
# The zero-width non-joiner parts Persian names in two as the apostrophe does others.
_APOSTROPHES_APART = str.maketrans(dict.fromkeys(_APOSTROPHES + "\u200c", " "))

_SAME_LETTER = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ß": "ss", "ħ": "h", "ŧ": "t"}
    # Arabic letters that are written one for the other, and their Persian and Urdu twins.
    | {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ھ": "ه", "ک": "ك", "ـ": ""}
    # A few signs hold an apostrophe that shows only when they are taken apart.
    | dict.fromkeys(_APOSTROPHES, "")
)
# Marks that are accents, in whatever script: of Latin, Greek and Cyrillic letters; the vowel points of Arabic and
# Hebrew, which are written or left out at will; variation selectors. The marks of Devanagari, Thai or Ethiopic are
# none of these: without them a name is another name.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
    "\U000e0100-\U000e01ef]"
)


class _Folding(dict[int, str]):
    """What becomes of each character, worked out when it is first met: a list has few different ones."""

    def __missing__(self, sign: int) -> str:
        self[sign] = folded = _fold_sign(chr(sign))
        return folded


def _fold_sign(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Cf" or _ACCENTS.match(sign):
        return ""
    if kind[0] not in "LNM":
        return " "
    bare = unicodedata.normalize("NFD", sign)
    if unicodedata.name(bare[0], "").startswith(("LATIN", "GREEK", "CYRILLIC")):
        sign = _ACCENTS.sub("", bare)
    return sign.translate(_SAME_LETTER)


_FOLDING = _Folding()
_ASCII_FOLDING = bytes(
    ord(sign.lower()) if sign.isascii() and sign.isalnum() else ord(" ") for sign in map(chr, range(256))
)


def _squeezed(text: str) -> str:
    """`fold` but for the single spaces."""
    if text.isascii():
        return text.encode().translate(_ASCII_FOLDING, b"'`").decode()
    text = unicodedata.normalize("NFKC", text.translate(_NO_APOSTROPHES)).casefold()
    return text.translate(_FOLDING)


def fold(text: str) -> str:
    """Make of a text what is compared, and never shown.

    One case, no accents on Latin, Greek and Cyrillic letters, no apostrophes, one form of letters that are written one
    for the other, digits as 0-9, and single spaces for all that is neither letter, digit nor mark.
    """
    return " ".join(_squeezed(text).split())


def words(text: str) -> list[str]:
    """Part a text into its words, folded, in order; the tokenizer of the search index finds the same ones."""
    if text.isascii():
        return _squeezed(text).split()
    found: list[str] = []
    for chunk in text.split():
        found += _words_of(chunk)
    return found


@lru_cache(maxsize=16384)
def _words_of(chunk: str) -> tuple[str, ...]:
    return tuple(_squeezed(chunk).split())


def same_name(a: str, b: str) -> bool:
    """Say whether two names have the same words, in any order: KAMAU Grace Wanjiru and Grace Wanjiru Kamau.

    Two names without a single letter are the same.
    """
    return sorted(words(a)) == sorted(words(b))


def in_latin(text: str) -> list[str]:
    """Part a text into its words in ASCII letters, folded: so names in two scripts can be compared."""
    return words(_in_ascii(text))


def search_key(details: Details, codes: Sequence[str], other_names: Sequence[str] = ()) -> str:
    """The text of the search index for a person, see `search_keys`. `other_names` are those of a person whom the list
    has under several.
    """
    return _search_key(*found_by(details, codes), *other_names)


Findable = tuple[str, str, str, str, str, tuple[str, ...], tuple[str, ...]]
"""What a person is found by: name, given name, family name, e-mail address, organisation, codes, and what the list's
columns for the reading of the name say.
"""


def found_by(details: Details, codes: Sequence[str]) -> Findable:
    """What `search_keys` needs to know of a person, so little that it can be sent to another process."""
    name, given, family, other = details.name, details.given_name, details.family_name, details.other
    readings = tuple(text for heading, text in other.items() if text and is_reading(heading)) if other else ()
    return name, given, family, details.email, details.organisation, tuple(codes), readings


def search_keys(people: Iterable[Findable]) -> list[str]:
    """The texts of the search index for people.

    Each gathers the words by which a person is found, each once, parted by spaces. First the words of the name in
    native script and transliterated; then, each with its mark before it, those of the organisation, of the e-mail
    address, the codes, and what the words of the name sound like.
    """
    return [_search_key(*person) for person in people]


def _search_key(
    name: str,
    given: str,
    family: str,
    email: str,
    organisation: str,
    codes: Iterable[str],
    readings: tuple[str, ...],
    *other_names: str,
) -> str:
    # Each word with what stands for it in the key; where it was found first it counts.
    known: dict[str, str] = {}
    sounds: dict[str, None] = {}
    halves = [half for half in (given, family, *readings, *other_names) if half not in name]
    for chunk in " ".join((name, *halves)).split():
        written, heard = _of_chunk(chunk)
        known |= written
        sounds |= heard
    for word, marked in _of_organisation(organisation):
        known.setdefault(word, marked)
    for word in _squeezed(email).split():
        known.setdefault(word, EMAIL + word)
    for code in codes:
        word = code.lower() if code.isascii() and code.isalnum() else "".join(words(code))
        if word:
            known.setdefault(word, CODE + word)
    return " ".join((*known.values(), *sounds))


@lru_cache(maxsize=16384)
def _of_chunk(chunk: str) -> tuple[dict[str, str], dict[str, None]]:
    """The words for a stretch of a name, and with their mark what they sound like; never to be changed."""
    written = {word: word for word in _spellings(chunk)}
    heard = [sound for word in written if (sound := sound_of(word))]
    if not chunk.isascii():
        heard += hebrew_sounds(fold(chunk))
    return written, dict.fromkeys(SOUND + sound for sound in heard)


@lru_cache(maxsize=4096)
def _of_organisation(text: str) -> tuple[tuple[str, str], ...]:
    """The words of an organisation, without and with their mark."""
    found = dict.fromkeys(word for chunk in text.split() for word in _spellings(chunk))
    return tuple((word, ORGANISATION + word) for word in found)


_SECOND_SPELLING = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "đ": "dj"})
_SYLLABLE = re.compile("[A-Z][^A-Z]*")
_LONGEST_JOINED = 40
_LONGEST_INNER = 8


@cache
def _unspaced() -> re.Pattern[str]:
    """Scripts that put no space between two words. Made when it is needed: it would be a hundredth of the start."""
    return re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")


@lru_cache(maxsize=16384)
def _spellings(chunk: str) -> tuple[str, ...]:
    """List the words for a stretch of text without spaces.

    As it is folded, its parts at hyphens and apostrophes, and all in one; the same in ASCII letters when it has others.
    """
    found = [*_words_of(chunk)]
    apart = words(chunk.translate(_APOSTROPHES_APART))
    if len(apart) > 1:
        found += [*apart, "".join(apart)[:_LONGEST_JOINED]]
    if not chunk.isascii():
        chunk = unicodedata.normalize("NFC", chunk).casefold()
        if _unspaced().search(chunk):
            found += _inner_words(chunk)
        found += words(chunk.translate(_SECOND_SPELLING))
        # From the letters as they stand (Андрей, Andrey) and from the folded ones (Андреи, Andrei).
        found += words(_in_ascii(chunk)) + words(_in_ascii(fold(chunk)))
    return tuple(dict.fromkeys(found))


# What the table of letters leaves out or puts otherwise than the people who bear the names: the alef that carries a
# vowel, and the nasal of Devanagari, which is an n but before lips that close.
_ALEF = str.maketrans(dict.fromkeys("اأإآٱ", "a"))
_NASAL = re.compile("[\u0901\u0902](?![पफबभम])")


def _in_ascii(text: str) -> str:
    # An ayin that begins a word is heard as the vowel after it: `mr is Omar, not Mr.
    return re.sub(r"(?<!\S)`", "a", anyascii(_NASAL.sub("n", text.translate(_ALEF))))


def _inner_words(chunk: str) -> Iterator[str]:
    """List the words inside a Chinese, Japanese or Korean name, which are written without spaces.

    Every ending in native letters (that is where the given name stands), and the syllables, alone and run together.
    """
    for word in words(chunk):
        for start in range(1, min(len(word), _LONGEST_INNER)):
            yield word[start:]
    syllables = [syllable.lower() for syllable in _SYLLABLE.findall(anyascii(chunk))][:_LONGEST_INNER]
    for start in range(len(syllables)):
        for end in range(start + 1, min(len(syllables), start + 4) + 1):
            yield "".join(syllables[start:end])


_SOUNDS_LIKE = (("ph", "f"), ("dj", "j"), ("ch", "s"), ("x", "ks"), ("c", "k"), ("q", "k"), ("z", "s"))
_BREATH = re.compile("(?<=[bdgkpst])h+")
_SILENT = re.compile("[aeiouwy]+")
_TWICE = re.compile(r"(.)\1+")
_SHORTEST_SOUND = 2


@lru_cache(maxsize=16384)
def sound_of(word: str) -> str:
    """Say what a folded word in ASCII letters sounds like: its consonants, and whether a vowel comes first.

    Mohamed, Muhammad and محمد (mhmd) are one. Empty for a single sign, as too many names share it.
    """
    if not word.isascii() or not word.isalpha():
        return ""
    for written, heard in _SOUNDS_LIKE:
        word = word.replace(written, heard)
    word = _BREATH.sub("", word)
    heard = _SILENT.sub("a", word[:1]) + _SILENT.sub("", word[1:]).rstrip("h")
    heard = _TWICE.sub(r"\1", heard)
    return heard if len(heard) >= _SHORTEST_SOUND else ""

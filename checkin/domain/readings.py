"""How a name is heard where its letters do not say it: columns of a list for the reading, and Hebrew without vowels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, product


@cache
def _reading() -> re.Pattern[str]:
    """The headings of such columns. Made when the first list is read."""
    return re.compile(
        r"(?:full |participant )?name (?:in |\()?(?:english|latin|roman)(?: letters| characters| alphabet| script)?\)?"
        r"|(?:english|latin|roman) (?:spelling of )?(?:full )?name"
        r"|(?:name |name in |name \()?(?:romaji|furigana|kana|katakana|hiragana|pinyin)(?: name| reading)?\)?"
        r"|(?:name|full name) (?:pronunciation|reading|as in passport|as on passport|transliterat(?:ed|ion))"
        r"|.*(?:フリガナ|ふりがな|ﾌﾘｶﾞﾅ|よみがな|読み仮名|読みがな|ヨミガナ|ローマ字|英語表記|英字).*"
        r"|.*(?:拼音|英文名|英文姓名|영문|로마자).*"
        r"|שם (?:באנגלית|בלועזית|לועזי)"
        r"|الاسم (?:بالإنجليزية|بالانجليزية|باللغة الإنجليزية|باللاتينية)"
    )


@lru_cache(maxsize=1024)
def is_reading(heading: str) -> bool:
    """Whether a column of a list says how the name is read, or has it in other letters."""
    return _reading().fullmatch(" ".join(heading.casefold().replace("_", " ").split())) is not None


# What a Hebrew letter may be in a name that is written in Latin letters, as `names.sound_of` hears it: B or V, P or F,
# CH as in Chaim (heard as S there, like every CH), Haim or Khaim; vav and yod may be vowels.
_HEARD = {
    **dict.fromkeys("אע", ("",)),
    **dict(zip("גדזטלמנסקרשת", "gdstlmnskrst", strict=True)),
    **dict(zip("ךםן", ("ks", "m", "n"), strict=True)),
    "ב": "bv",
    "ה": ("h", ""),
    "ו": ("", "v"),
    "ח": "hsk",
    "י": ("",),
    "כ": "ks",
    "פ": "pf",
    "ף": "fp",
    "צ": ("ts", "s"),
    "ץ": ("ts", "s"),
}
_FIRST = {"א": "a", "ע": "a", "י": "aj", "ו": "v"}
_HEBREW = re.compile("[\u05d0-\u05ea]{2,}")
_TWICE = re.compile(r"(.)\1+")
_MOST, _LONGEST, _SHORTEST = 24, 9, 2


def hebrew_sounds(text: str) -> Iterator[str]:
    """What the Hebrew words of a text may sound like in Latin letters, by their consonants; the likeliest first, and
    none of a single sign.
    """
    for word in _HEBREW.findall(text):
        letters = word[:_LONGEST]
        choices = [_FIRST.get(letters[0], _HEARD[letters[0]]), *(_HEARD[letter] for letter in letters[1:])]
        for signs in islice(product(*choices), _MOST):
            heard = _TWICE.sub(r"\1", "".join(signs).rstrip("h"))
            if len(heard) >= _SHORTEST:
                yield heard


FAMILY_NAMES = {
    typed: tuple(letters.split())
    for typed, letters in (
        # Korean, as the bearers spell them: the table of letters has I, Bag, O, U for 이, 박, 오, 우.
        ("lee", "i li"),
        ("yi", "i"),
        ("rhee", "i"),
        ("park", "bag"),
        ("pak", "bag"),
        ("oh", "o"),
        ("woo", "u"),
        ("yoo", "yu"),
        ("ko", "go"),
        ("koh", "go"),
        ("cho", "jo"),
        ("chung", "jeong zhong"),
        ("baek", "baeg"),
        ("paik", "baeg"),
        ("hur", "heo"),
        # Chinese, as in Hong Kong, Taiwan, Singapore and Malaysia; a list in native letters has the Mandarin sound.
        ("wong", "wang huang"),
        ("ng", "wu huang"),
        ("goh", "wu"),
        ("chan", "chen"),
        ("tan", "chen"),
        ("cheung", "zhang"),
        ("chang", "zhang jang"),
        ("chow", "zhou"),
        ("chiu", "zhao"),
        ("chu", "zhu"),
        ("hsu", "xu"),
        ("hui", "xu"),
        ("hsieh", "xie"),
        ("tse", "xie"),
        ("tsai", "cai"),
        ("tsang", "ceng"),
        ("kwok", "guo"),
        ("lam", "lin"),
        ("lim", "lin im"),
        ("lau", "liu"),
        ("leung", "liang"),
        ("lo", "luo"),
        ("ho", "he"),
        ("mak", "mai"),
        ("yeung", "yang"),
        ("yip", "ye"),
    )
}
"""How family names are typed that are written otherwise in the letters of their own script, folded."""

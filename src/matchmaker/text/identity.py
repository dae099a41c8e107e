"""Identity keys: the one form under which two spellings of an id or a code are the same thing."""

from __future__ import annotations

import re
import unicodedata

import polars as pl

_SPACE = "[\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"
_PLAIN = "^[\u0000-\u007fא-ת]*$"  # only these: NFKC changes nothing and lower case is the case fold
_IS_PLAIN = re.compile(r"\A[\x00-\x7fא-ת]*\Z")
_SPACES = re.compile(_SPACE)
_POINTS = "\u0591-\u05c7"
# Unicode class Cf (15.0), listed because asking the class of every character is the slow way.
_FORMAT = (
    "\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
# Characters nobody sees that Unicode does not class as Cf: joiners, fillers, variation selectors.
_INVISIBLE = "\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_DROPPED = re.compile(f"[{_POINTS}{_FORMAT}{_INVISIBLE}]")
# Before NFKC: it would turn the acute accent, used as an apostrophe, into a space and a combining mark.
_PUNCTUATION = str.maketrans(
    dict.fromkeys("׳‘’‚‛`´′ʹʼ＇", "'") | dict.fromkeys("״“”„‟″＂", '"') | dict.fromkeys("־‐‑‒–—―−﹘﹣－", "-")
)


def identity_key(text: str) -> str:
    """Return the identity key of ``text``: equal keys mean "the same id", whatever the bytes.

    NFKC and case fold; format characters (Unicode Cf, such as direction marks and zero-width spaces) dropped; spaces
    stripped at both ends and runs inside made one space; Hebrew punctuation united (geresh ``׳ ' ’ ```, gershayim
    ``״ " ”``, maqaf ``־ - –``); niqqud and accents U+0591-05C7 dropped; presentation forms opened. Digits are left as
    they are: ``012`` and ``12`` are two ids. The key of a key is itself. Never raises; the key may be empty.
    Source: HOSTILE rows 56, 64 and 66.

    >>> identity_key(" \u200fת״א\u200b ") == identity_key('ת"א')
    True
    >>> identity_key("A-1"), identity_key("012") == identity_key("12")
    ('a-1', False)
    """
    if _IS_PLAIN.search(text) is not None:
        return _SPACES.sub(" ", text.lower().replace("`", "'").replace("''", '"')).strip(" ")
    key = _fold(text)
    while (again := _fold(key)) != key:  # dropping a mark can let NFKC compose or reorder what it kept apart
        key = again
    return key


def identity_keys(series: pl.Series) -> pl.Series:
    """Return ``identity_key`` of every value of a text column.

    ``series`` String of any length; null stays null. The result has the same length and name. ASCII and plain Hebrew
    values go through polars expressions; only distinct other values go through Python.
    """
    is_plain = series.str.contains(_PLAIN)
    plain = (
        series.str.to_lowercase()
        .str.replace_all("`", "'", literal=True)
        .str.replace_all("''", '"', literal=True)
        .str.replace_all(_SPACE, " ")
        .str.strip_chars(" ")
    )
    if is_plain.all():
        return plain
    distinct = series.filter(~is_plain).unique(maintain_order=True)
    keys = pl.Series([identity_key(value) for value in distinct], dtype=pl.String)
    return (
        pl.select(pl.when(is_plain).then(plain).otherwise(series.replace(distinct, keys)))
        .to_series()
        .alias(series.name)
    )


def _fold(text: str) -> str:
    text = unicodedata.normalize("NFKC", text.translate(_PUNCTUATION)).casefold()
    text = unicodedata.normalize("NFKC", text).translate(_PUNCTUATION)
    text = _DROPPED.sub("", text)
    return _SPACES.sub(" ", text.replace("''", '"')).strip(" ")

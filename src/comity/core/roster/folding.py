"""Comparing words as people do: without case, accents, punctuation and doubled space."""

import re
import unicodedata

_APOSTROPHES = re.compile("['’‘`´]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Words in small letters without accents, one space between: "Sheriff's  Café–Süd" → "sheriffs cafe sud"."""
    plain = _APOSTROPHES.sub("", text).casefold()
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain)
        plain = "".join(one for one in apart if not unicodedata.combining(one))
    return _BETWEEN_WORDS.sub(" ", plain).strip()


def comparable(text: str) -> str:
    """What two spellings of a name or value share; one made of signs alone ("+++") keeps them."""
    return fold(text) or text.casefold().strip()

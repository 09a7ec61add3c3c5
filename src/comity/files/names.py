"""Names of files as people gave them, made harmless: no path, nothing invisible, nothing that turns letters round."""

import re
import unicodedata

LONGEST = 120
#: names that some machines keep for themselves
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_BLANKS = re.compile(r"\s+")


def clean(given: str) -> str:
    """The name alone, at most 120 characters with its ending kept; "file" where nothing is left."""
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    seen = "".join(sign for sign in last if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    tidy = _BLANKS.sub(" ", _FORBIDDEN.sub("-", seen)).strip(" .")
    stem, dot, suffix = tidy.rpartition(".")
    if not dot:
        stem, suffix = tidy, ""
    stem = stem.strip(" .") or "file"
    stem = f"{stem}-" if stem.casefold() in RESERVED else stem
    ending = f".{suffix[:10]}" if suffix else ""
    return stem[: LONGEST - len(ending)].rstrip(" .") + ending


def suffix_of(name: str) -> str:
    """The ending in small letters, without its dot."""
    return name.rpartition(".")[2].casefold() if "." in name else ""

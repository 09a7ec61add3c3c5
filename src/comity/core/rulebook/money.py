"""Money as whole minor units: how many digits a currency has behind the point, and amounts read and written exactly."""

import re

#: currencies whose minor unit is not a hundredth
WHOLE = (
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
)
THOUSANDTHS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
DIGITS = dict.fromkeys(WHOLE, 0) | dict.fromkeys(THOUSANDTHS, 3)
CODE = re.compile(r"[A-Z]{3}")


def digits(currency: str) -> int:
    """Digits behind the point."""
    return DIGITS.get(currency, 2)


def plain(amount: int, currency: str, *, group: str = ",", point: str = ".") -> str:
    """Minor units as people write them: 500000 EUR is "5,000"; 1250 is "12.50"."""
    places = digits(currency)
    whole, part = divmod(abs(amount), 10**places)
    sign = "-" if amount < 0 else ""
    behind = f"{point}{part:0{places}d}" if part else ""
    return f"{sign}{whole:,}".replace(",", group) + behind


def minor(text: str, currency: str) -> int:
    """What somebody typed, in minor units: "5,000", "5 000.50", "5000,5". ValueError for what is no amount.

    The last point or comma with one to three digits behind it that are not three is the decimal one; a lone group of
    three digits is thousands, so that "5,000" and "5.000" are both five thousand.
    """
    kept = re.sub(r"[\s\u00a0\u202f’']", "", text)
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})*|\d+)(?:[.,](\d{1,2}))?", kept)
    places = digits(currency)
    if found is None or len(found[2] or "") > places or len(kept) > 18:
        raise ValueError(text)
    behind = (found[2] or "").ljust(places, "0")
    return int(re.sub(r"[.,]", "", found[1]) + behind)

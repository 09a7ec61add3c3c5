"""Money in words: kept in the smallest coin, shown with two places where they say something."""

from django.utils.formats import number_format


def amount(cents: int, currency: str = "") -> str:
    """ "1,250 EUR", "12.50 EUR": whole amounts without the places."""
    whole, rest = divmod(abs(cents), 100)
    said = number_format(whole, use_l10n=True, force_grouping=True)
    if rest:
        said = number_format(f"{whole}.{rest:02}", decimal_pos=2, use_l10n=True, force_grouping=True)
    return f"{'−' if cents < 0 else ''}{said} {currency}".strip()

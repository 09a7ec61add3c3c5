"""Whose address is it? Addresses are compared composed and in lower case."""

from allauth.account.models import EmailAddress

from comity.base.text import tidy
from comity.people.models import Person


def plain(address: str) -> str:
    """An address as it is kept and compared."""
    return tidy(address).lower()


def person_with(address: str) -> Person | None:
    """Who uses this address, as main or further one? Case does not matter. One query, found or not."""
    row = (
        EmailAddress.objects.filter(email=plain(address)).select_related("user").order_by("-verified").first()
    )
    return row.user if row else None

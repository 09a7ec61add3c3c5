"""Whether anything happened since a live page was made: one short query, asked for every few seconds by each page.

The address is signed for one coalition and a day; the answer is a fingerprint: "as before", or not.
"""

from uuid import UUID

from django.core import signing
from django.http import Http404
from django.urls import reverse
from django.utils.crypto import salted_hmac

from comity.audit.models import ChainHead

SALT = "comity.meetings.live"
_signer = signing.TimestampSigner(salt=SALT, sep=".")
#: a page that was left open asks no longer than this, in seconds
LASTS = 24 * 3600


def address_of(coalition: UUID) -> str:
    """Where a live page of this coalition asks."""
    return reverse("calendars:news", args=[_signer.sign(coalition.hex)])


def coalition_of(token: str) -> UUID:
    """Whose news that address tells. Raises Http404 for one that was not signed here, or too long ago."""
    try:
        return UUID(_signer.unsign(token, max_age=LASTS))
    except (signing.BadSignature, ValueError) as fault:
        raise Http404 from fault


def fingerprint(coalition: UUID) -> str:
    """Changes with every act in the coalition, as an ETag. One query."""
    return as_tag(coalition, ChainHead.objects.filter(chain=coalition).values_list("seq", flat=True).first())


def as_tag(coalition: UUID, seq: int | None) -> str:
    """The same where the number of acts is read already."""
    return f'"{salted_hmac(SALT, f"{coalition}:{seq or 0}").hexdigest()[:20]}"'

"""Coming in as somebody invented: a link that works in a demo, for ever, and nowhere else."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from comity.people.models import Person

_signer = signing.Signer(salt="comity.people.demo", sep=".")


def entry_link(person: Person) -> str:
    """The whole address by which a visitor comes in as this invented person. ValueError for a real one."""
    if not person.invented:
        raise ValueError(f"{person.name} is not invented.")
    return settings.ADDRESS + reverse("people:demo", args=[_signer.sign(person.pk.hex)])


def invented_by(token: str) -> Person | None:
    """Whom the link is for: None outside a demo, for a real person, or a token we never gave out."""
    if not settings.DEMO:
        return None
    try:
        pk = UUID(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return Person.objects.filter(pk=pk, invented=True, is_active=True).first()

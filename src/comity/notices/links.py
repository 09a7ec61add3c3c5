"""Links in mails that let one person do one thing without signing in. Opening one never changes anything.

A token is the row's id, signed; the row says for whom it is, what it is for, and until when. Guessing is hopeless (the
signature is checked before the database is touched), so only the use of a link is throttled.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.refusal import Bar, Reason, Refused
from comity.base.registry import Registry
from comity.notices.models import ActionLink

Handler = Callable[[HttpRequest, ActionLink], HttpResponse]
_signer = signing.Signer(salt="comity.notices.links", sep=".")


@dataclass(frozen=True)
class Purpose:
    """What a link may do: `handler` answers GET with a page and POST with the deed; `once`: a used link only tells.

    `posts`: how often one may be used in a quarter of an hour.
    """

    handler: Handler
    once: bool
    posts: int


purposes: Registry[Purpose] = Registry("purpose of links")
#: how often a link may be used in a quarter of an hour, unless its purpose needs more: a form of many pages does
POSTS = 20


def register_purpose(purpose: str, handler: Handler, *, once: bool = False, posts: int = POSTS) -> None:
    """Say what links of a purpose do; in `AppConfig.ready`.

    The handler is called in the scope and zone of the link's coalition. On GET and HEAD it must change nothing; on POST
    it calls the act, inside `using(link, …)`. Links that may be used `once` then only tell what was done; others (an
    answer that can be changed) go on working until they expire.
    """
    purposes.register(purpose, Purpose(handler, once, posts))


def action_link(
    purpose: str, *, person: UUID, expires_at: datetime, coalition: UUID | None = None,
    organisation: UUID | None = None, thing: UUID | None = None,
) -> str:  # fmt: skip
    """A new link for this person and this thing, as a whole address. KeyError if nobody handles the purpose."""
    purposes[purpose]
    link = ActionLink(
        person=person, coalition=coalition, organisation=organisation, purpose=purpose, thing=thing,
        expires_at=expires_at,
    ).store()  # fmt: skip
    return absolute(reverse("notices:link", args=[token_of(link)]))


def action_links(
    purpose: str, of: Iterable[tuple[UUID, UUID]], *, expires_at: datetime, coalition: UUID, thing: UUID | None = None
) -> dict[tuple[UUID, UUID], str]:
    """As many new links for the same thing, by organisation and person. One query for each five hundred."""
    purposes[purpose]
    pairs = list(of)
    links = [
        ActionLink(
            person=person, coalition=coalition, organisation=organisation, purpose=purpose, thing=thing,
            expires_at=expires_at,
        )
        for organisation, person in pairs
    ]  # fmt: skip
    ActionLink.objects.bulk_create(links, 500)
    told = (absolute(reverse("notices:link", args=[token_of(one)])) for one in links)
    return dict(zip(pairs, told, strict=True))


def token_of(link: ActionLink) -> str:
    """What stands in the address of a link."""
    return _signer.sign(link.pk.hex)


def link_of(token: str) -> ActionLink | None:
    """The link behind a token; None if it was never given out, or nobody handles its purpose any more."""
    try:
        key = UUID(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    link = ActionLink.objects.filter(pk=key).first()
    return link if link and link.purpose in purposes else None


@contextmanager
def using(link: ActionLink, *, at: datetime, said: str) -> Iterator[None]:
    """Do the link's deed inside: all of it, or nothing. `said` tells whoever opens the link again what was done.

    Raises Refused if a link that works once was used in the meantime.
    """
    with transaction.atomic():
        rows = ActionLink.objects.filter(pk=link.pk)
        if purposes[link.purpose].once:
            rows = rows.filter(used_at=None)
        if not rows.update(used_at=at, said=said):
            raise Refused(Reason(_("This link has been used already."), bar=Bar.NOT_NOW))
        yield


def absolute(address: str) -> str:
    """A whole address, as mails need it, of a path on this install."""
    return f"{settings.ADDRESS}{address}" if address.startswith("/") else address

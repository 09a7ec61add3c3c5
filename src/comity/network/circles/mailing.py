"""Posts going out by mail: one for each member, as their circle's list; no address of a member is told by it.

From names the writer "via" the circle, answers go to the circle, and mail programs find the thread by the Message-ID
of each post, the one it came with or ours.
"""

from collections.abc import Sequence
from datetime import datetime
from email.utils import formataddr, parseaddr
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.network.circles.queries import members_of
from comity.network.circles.telling import addressees
from comity.network.models import Circle, CircleMember, CirclePost, Mails
from comity.notices.links import absolute
from comity.notices.mails import Addressee, write

#: kinds of mails
POST, DAILY = "network.circle-post", "network.circle-daily"
#: so many of the posts before one are named in its References
MOST_REFERENCES = 10
#: the daily mail carries so many posts at most; the rest is on the page
MOST_POSTS = 40
_signer = signing.Signer(salt="comity.network.circles", sep=".")


def send_out(post: CirclePost, *, at: datetime) -> None:
    """To each member who wants each post, but not to who wrote it."""
    rows = members_of(post.circle, at=at).filter(mails=Mails.EACH).exclude(person=post.person_id)
    by_person = {row.person_id: row for row in rows}
    before = before_it(post)
    write(
        POST, addressees(row.person for row in by_person.values()), template="base/mail/base.html", at=at,
        coalition=post.coalition_id, context=lambda reader: _letter(post, by_person[reader.person]),
        headers=lambda reader: _headers(post, by_person[reader.person], before),
    )  # fmt: skip


def send_daily(row: CircleMember, posts: Sequence[CirclePost], *, at: datetime) -> None:
    """What was written since the last daily mail, in one."""
    circle = row.circle

    def context(_reader: Addressee) -> dict[str, Any]:
        n = len(posts)
        said = ngettext("{circle}: {n} post", "{circle}: {n} posts", n).format(circle=circle.name, n=n)
        entries = [
            (one.subject, f"{one.person.name}, {one.name}: {one.text[:600]}", absolute(one.get_absolute_url()))
            for one in posts[:MOST_POSTS]
        ]
        return {"mail": {
            "subject": said, "title": said, "entries": entries, "link_text": _("The page of the circle"),
            "link_url": absolute(circle.get_absolute_url()), "links": [(_("Fewer mails"), fewer_url(row))],
            "why_you": _("You get one mail a day from the circle {name}.").format(name=circle.name),
        }}  # fmt: skip

    headers = {**_of_list(circle, row), **_replying(circle)}
    write(
        DAILY, addressees([row.person]), template="base/mail/base.html", at=at, coalition=circle.coalition_id,
        context=context, headers=lambda _reader: headers,
    )  # fmt: skip


def before_it(post: CirclePost) -> list[str]:
    """The Message-IDs of the thread up to what it answers: the first one, and the last ones."""
    if post.thread is None:
        return []
    rows = CirclePost.objects.filter(thread=post.thread_id, posted_at__lte=post.posted_at).exclude(pk=post.pk)
    found = [post.thread.message, *rows.order_by("posted_at", "pk").values_list("message", flat=True)]
    answered = post.parent.message if post.parent else found[-1]
    found = [*(one for one in found if one != answered), answered]
    return found if len(found) <= MOST_REFERENCES else [found[0], *found[1 - MOST_REFERENCES :]]


def new_message(pk: UUID) -> str:
    """The Message-ID of a post that was written on a page."""
    return f"<{pk.hex}.circle@{urlsplit(settings.ADDRESS).hostname or 'localhost'}>"


def fewer_url(row: CircleMember) -> str:
    """Where a member says how posts reach them, without signing in; it can do nothing else."""
    return absolute(reverse("circles:fewer", args=[_signer.sign(row.pk.hex)]))


def row_behind(token: str) -> UUID | None:
    """The id of the member's row behind such an address; None for one we never gave out."""
    try:
        return UUID(_signer.unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def _letter(post: CirclePost, row: CircleMember) -> dict[str, Any]:
    circle, n = post.circle, len(post.carried)
    files = [ngettext("{n} file came along.", "{n} files came along.", n).format(n=n)] if n else []
    by_mail, by_page = _("Answer to this mail: it reaches all of the circle."), _("Answer on its page.")
    return {"mail": {
        "subject": f"[{circle.name}] {post.subject}"[:200], "title": post.subject,
        "lede": f"{post.person.name}, {post.name}", "paragraphs": [post.text, *files],
        "under_buttons": by_mail if circle.address else by_page, "link_text": _("The whole thread"),
        "link_url": absolute(post.get_absolute_url()), "links": [(_("Fewer mails"), fewer_url(row))],
        "why_you": _("You get this because you belong to the circle {name}.").format(name=circle.name),
    }}  # fmt: skip


def _headers(post: CirclePost, row: CircleMember, before: list[str]) -> dict[str, str]:
    """Those of a list: From via the circle, answers to it, the thread kept, the way out."""
    circle = post.circle
    headers = {"Message-ID": post.message, "Auto-Submitted": "", **_of_list(circle, row), **_replying(circle)}
    via = _("{name} via {circle}").format(name=post.person.name, circle=circle.name)
    headers["From"] = formataddr((_plain(via), circle.address or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]), "utf-8")
    if before:
        headers |= {"In-Reply-To": before[-1], "References": " ".join(before)}
    return headers


def _replying(circle: Circle) -> dict[str, str]:
    """Where there is an address, answers go there."""
    if not circle.address:
        return {}
    named = formataddr((_plain(circle.name), circle.address), "utf-8")
    return {"Reply-To": named, "List-Post": f"<mailto:{circle.address}>"}


def _of_list(circle: Circle, row: CircleMember) -> dict[str, str]:
    host = settings.MAIL_CIRCLES_AT or urlsplit(settings.ADDRESS).hostname or "localhost"
    return {
        "List-Id": f"<circle-{circle.key}.{host}>", "List-Archive": f"<{absolute(circle.get_absolute_url())}>",
        "List-Unsubscribe": f"<{fewer_url(row)}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "list",
    }  # fmt: skip


def _plain(name: str) -> str:
    """On one line, without signs that mean something in an address."""
    return " ".join("".join(c if c.isprintable() and c not in '<>"@' else " " for c in name).split())

"""Whom the yearly question reaches: everybody who speaks for a member whose word is a year old. Inside acts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.reasons import reasons_of
from comity.coalitions.models import Coalition
from comity.founding.asking import ask_speakers
from comity.notices.links import absolute
from comity.notices.models import Ask, Mail
from comity.people.models import Organisation

#: kind of ask; kind of mail; purpose of the mailed link
ASK, MAIL, LINK = "founding.reasons", "founding.reasons", "reasons"
LINK_LASTS = timedelta(days=120)


def asked_lately(coalition: Coalition, since: datetime) -> bool:
    """Whether these mails were written since then."""
    return Mail.objects.filter(kind=MAIL, coalition=coalition.pk, queued_at__gt=since).exists()


def being_asked(coalition: Coalition) -> set[UUID]:
    """Members that have an open ask."""
    rows = Ask.objects.filter(coalition=coalition.pk, kind=ASK, closed_at=None)
    return {key for key in rows.values_list("organisation", flat=True) if key}


def ask(coalition: Coalition, members: Iterable[Organisation], *, at: datetime) -> None:
    """One ask and one mail for each person who speaks for one of them."""
    ask_speakers(
        coalition, members, letter, kind=MAIL, purpose=LINK, title=_("Do we still stand by why we work together?"),
        url=reverse("founding:reaffirm", args=[coalition.slug]), lasts=LINK_LASTS, at=at,
    )  # fmt: skip


def letter(coalition: Coalition, name: str, link: str, reader: Any) -> dict[str, Any]:
    """Why we work together, and one button."""
    about = {"coalition": coalition.name, "name": name}
    return {
        "title": _("Why we work together"),
        "subject": _("Does {name} still stand by it? Why we work together in {coalition}").format(**about)[:200],
        "preheader": _("One tap. No password."),
        "to_line": _("To {person}, who speaks for {name}").format(person=reader.name, name=name),
        "lede": _("Once a year each member of {coalition} says whether the reasons still hold.").format(**about),
        "paragraphs": list(reasons_of(coalition.pk)),
        "buttons": [(_("Say whether we stand by it"), link)],
        "under_buttons": _("If you like, add what {name} gains by it. No password is needed.").format(**about),
        "link_text": _("See what the others said"),
        "link_url": absolute(reverse("founding:reasons", args=[coalition.slug])),
        "why_you": _("You get this because you speak for {name}. This link is yours alone.").format(**about),
    }  # fmt: skip

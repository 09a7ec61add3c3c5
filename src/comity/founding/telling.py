"""Whom the checklist reaches: everybody who speaks for a founding organisation, by an ask and a mail. Inside acts."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.coalitions.models import Coalition
from comity.founding.asking import ask_speakers
from comity.notices.links import absolute
from comity.notices.models import Mail
from comity.people.models import Organisation

#: kind of ask; kind of mail; purpose of the mailed link
ASK, MAIL, LINK = "founding.checklist", "founding.checklist", "checklist"
#: how long a mailed link works, and how soon all may be asked again
LINK_LASTS, NOT_SOONER = timedelta(days=180), timedelta(hours=20)


def asked_lately(coalition: Coalition, at: datetime) -> bool:
    """Whether these mails were written within the last day."""
    return Mail.objects.filter(kind=MAIL, coalition=coalition.pk, queued_at__gt=at - NOT_SOONER).exists()


def ask(coalition: Coalition, organisations: Iterable[Organisation], *, at: datetime) -> None:
    """One ask and one mail for each person who speaks for one of them."""
    ask_speakers(
        coalition, organisations, letter, kind=MAIL, purpose=LINK, title=_("Should we found this coalition?"),
        url=reverse("founding:answer", args=[coalition.slug]), lasts=LINK_LASTS, at=at,
    )  # fmt: skip


def letter(coalition: Coalition, name: str, link: str, reader: Any) -> dict[str, Any]:
    """Seven questions before anything is founded."""
    about = {"coalition": coalition.name, "name": name}
    return {
        "title": coalition.name,
        "subject": _("Should we found {coalition}? Seven questions to {name}").format(**about)[:200],
        "preheader": _("Seven times yes, no or not sure. No password."),
        "to_line": _("To {person}, who speaks for {name}").format(person=reader.name, name=name),
        "lede": _("Before {coalition} is founded, each founder answers seven questions for itself.").format(**about),
        "paragraphs": [
            _("If all say yes to all of them, the next step opens. One no makes us stop and think: perhaps something"
              " lighter fits better.")
        ],
        "quote": coalition.purpose, "quote_from": coalition.name if coalition.purpose else "",
        "buttons": [(_("Answer the seven questions"), link)],
        "under_buttons": _("What you answer can be changed until the coalition is founded. No password is needed."),
        "link_text": _("See what the others answered"),
        "link_url": absolute(reverse("founding:checklist", args=[coalition.slug])),
        "why_you": _("You get this because you speak for {name}. This link is yours alone.").format(**about),
    }  # fmt: skip

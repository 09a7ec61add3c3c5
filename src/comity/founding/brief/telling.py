"""Whom the brief reaches: everybody who speaks for a founder with open questions, by an ask and a mail. Inside acts."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.coalitions.models import Coalition
from comity.founding.asking import ask_speakers
from comity.founding.telling import LINK_LASTS, NOT_SOONER
from comity.notices.links import absolute
from comity.notices.models import Mail
from comity.people.models import Organisation

#: kind of ask; kind of mail; purpose of the mailed link
ASK, MAIL, LINK = "founding.brief", "founding.brief", "brief"


def asked_lately(coalition: Coalition, at: datetime) -> bool:
    """Whether these mails were written within the last day."""
    return Mail.objects.filter(kind=MAIL, coalition=coalition.pk, queued_at__gt=at - NOT_SOONER).exists()


def ask(coalition: Coalition, organisations: Iterable[Organisation], *, at: datetime) -> None:
    """One ask and one mail for each person who speaks for one of them."""
    ask_speakers(
        coalition, organisations, letter, kind=MAIL, purpose=LINK, title=_("Four questions for the brief"),
        url=reverse("founding:brief-answer", args=[coalition.slug]), lasts=LINK_LASTS, at=at,
    )  # fmt: skip


def letter(coalition: Coalition, name: str, link: str, reader: Any) -> dict[str, Any]:
    """Four questions; nobody reads the others before having answered."""
    about = {"coalition": coalition.name, "name": name}
    return {
        "title": coalition.name,
        "subject": _("What should {coalition} accomplish? Four questions to {name}").format(**about)[:200],
        "preheader": _("In your own words. No password."),
        "to_line": _("To {person}, who speaks for {name}").format(person=reader.name, name=name),
        "lede": _("The founders of {coalition} write a brief together. First each answers four questions alone.")
        .format(**about),
        "paragraphs": [_("You read what the others answered once you have answered yourself. So nobody repeats them.")],
        "buttons": [(_("Answer the four questions"), link)],
        "under_buttons": _("What you answer can be changed until the joint brief is begun."),
        "link_text": _("See who has answered"),
        "link_url": absolute(reverse("founding:brief", args=[coalition.slug])),
        "why_you": _("You get this because you speak for {name}. This link is yours alone.").format(**about),
    }  # fmt: skip

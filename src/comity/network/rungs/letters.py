"""What the mails about evidence say, in the reader's language."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comity.network.models import Evidence
from comity.network.rungs.wording import item_in_words
from comity.notices.links import absolute


def confirm_letter(evidence: Evidence, name: str, other: str, link: str) -> dict[str, Any]:
    """Whether it was so, with two buttons."""
    when = date_format(evidence.done_on, pgettext("date format, as in Friday 20 November", "l j F"))
    item = item_in_words(evidence.item)
    return {
        "subject": _("Was it so? {other} and you: {item}").format(other=other, item=item)[:200],
        "preheader": _("Two taps, no password."),
        "title": item,
        "lede": _("{who} notes this of {name} and {other}, on {day}:").format(
            who=evidence.noted_name or other, name=name, other=other, day=when
        ),
        "quote": evidence.words or item,
        "paragraphs": [],
        "buttons": [(_("Yes, it was so"), f"{link}?answer=yes"), (_("No"), f"{link}?answer=no")],
        "under_buttons": _("A tap opens a page with your answer. It counts only when you confirm it there."),
        "why_you": _("You get this because you speak for {name}.").format(name=name),
        "link_text": _("See what you two do together"),
        "link_url": absolute(evidence.get_absolute_url()),
    }

"""Words and pieces of the drawn map."""

from collections.abc import Sequence

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comity.core.network.drawing import Drawing
from comity.network.queries.looks import Look, Seen
from comity.network.views.asking import Asked
from comity.network.views.files import KINDS, Kind

register = template.Library()


@register.simple_tag
def map_words(drawing: Drawing) -> str:
    """What the picture shows, for those who don't see it."""
    one_sided = sum(tie.open_end is not None for tie in drawing.ties)
    both = len(drawing.ties) - one_sided
    counted = [_members(len(drawing.nodes)), _both(both) if both else "", _one_side(one_sided) if one_sided else ""]
    return _("Map of {what}.").format(what=", ".join(filter(None, counted)))


@register.simple_tag
def seen(drawing: Drawing) -> Seen:
    """A drawing as it is at first: nobody stands out."""
    return Seen(drawing, Look())


def _members(n: int) -> str:
    return ngettext("{n} organisation", "{n} organisations", n).format(n=n)


def _both(n: int) -> str:
    return ngettext("{n} tie that both sides report", "{n} ties that both sides report", n).format(n=n)


def _one_side(n: int) -> str:
    return ngettext("{n} that only one side reports", "{n} that only one side reports", n).format(n=n)


@register.simple_tag
def network_files() -> Sequence[Kind]:
    """The files of other programs that a network can be had as."""
    return KINDS


@register.simple_tag
def looking_at(asked: Asked, key: str) -> str:
    """The address of the map with that organisation in the middle; all of it where the key is empty."""
    return asked.address(ego=key)

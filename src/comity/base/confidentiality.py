"""Who may know of a record: one enumeration for every record that can hold a secret.

The levels are enforced in one place, `comity.coalitions.confidentiality.readable`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidentiality(models.TextChoices):
    PUBLIC = "public", _("Everyone")
    COALITION = "coalition", _("Members of the coalition")
    BODY = "body", _("Members of one body")
    NAMED = "named", _("Named people only")


#: what everyone inside a coalition may know of
OPEN_TO_MEMBERS = (Confidentiality.PUBLIC, Confidentiality.COALITION)
#: from those that everyone may know to those that few may
RANKED = [level.value for level in Confidentiality]


def more_secret(level: str, than: str) -> bool:
    """Whether fewer people may know of what has this level than of the other. Of two bodies it says nothing."""
    return RANKED.index(level) > RANKED.index(than)

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

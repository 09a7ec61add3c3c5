"""What a token may be used for. A scope never gives more than its person may do: it only takes away."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    READ = "read", _("Read what you may read")
    ACT = "act", _("Put questions, object, and do what members do")
    VOTE = "vote", _("Give your organisation’s answer")
    COORDINATE = "coordinate", _("Run a coalition: members, mandates, bodies, lists, settings")


#: each scope's column
COLUMNS = {Scope.READ: "reads", Scope.ACT: "acts", Scope.VOTE: "votes", Scope.COORDINATE: "coordinates"}

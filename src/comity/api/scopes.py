"""What a token may be used for. A scope never gives more than its person may do: it only takes away."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    READ = "read", _("Read")
    ACT = "act", _("Act")
    VOTE = "vote", _("Vote")
    COORDINATE = "coordinate", _("Coordinate")


#: what each allows
NOTES = {
    Scope.READ: _("Whatever you may read"),
    Scope.ACT: _("Put questions, say who works with whom, keep your organisation’s page"),
    Scope.VOTE: _("Give your organisation’s answers and objections"),
    Scope.COORDINATE: _("Run a coalition: members, mandates, bodies, lists, settings"),
}
#: each scope's column
COLUMNS = {Scope.READ: "reads", Scope.ACT: "acts", Scope.VOTE: "votes", Scope.COORDINATE: "coordinates"}

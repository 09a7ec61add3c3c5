"""What initiatives of several sectors are told in: phases, what is missing."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.core.advice.multisector import Lack, Phase

#: phase → what it is for
PHASES: dict[Phase, Promise] = {
    Phase.TRUST: _("Meet, tell what each tried alone, take your time. It cannot be hurried."),
    Phase.DEFINING: _("Each says how it sees the problem, side by side; then one text that all agree on."),
    Phase.PLANNING: _("Each puts its narrow interest aside on record; each sector takes on a part."),
    Phase.WORKING: _("The plan is carried out. Ties of those who work in it stand on the fifth rung."),
}
LACKS: dict[Lack, Promise] = {
    Lack.SECTORS: _("Not all three sectors sit here: public, private and nonprofit."),
    Lack.TIME: _("The time set aside for trust is not over yet."),
    Lack.TOLD: _("Not everyone has told what it tried alone before."),
    Lack.READY: _("Not everyone has said that it is ready."),
    Lack.DEFINED: _("Not everyone has said how it sees the problem."),
    Lack.TEXT: _("There is no common text of the problem yet."),
    Lack.AGREED: _("Not everyone has agreed to the common text."),
    Lack.ASIDE: _("Not everyone has put its narrow interest aside on record."),
    Lack.PARTNER: _("A sector has nobody with a task under way."),
}

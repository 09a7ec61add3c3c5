"""The kinds of coalition and what is asked about them, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from comity.core.advice.kinds import CoalitionKind, Trait


@dataclass(frozen=True)
class Asked:
    """One question: as it is asked, short for tables, and its choices, each with what it means."""

    text: Any
    short: Any
    choices: dict[str, tuple[Any, Any]]


ASKED: dict[Trait, Asked] = {
    Trait.PURPOSE: Asked(_("What is it for?"), _("Purpose"), {
        "inform": (_("To keep each other informed"), _("Kindred groups hear of what the others know and do.")),
        "further": (_("To further one kind of group or people"), _("Members get something for belonging.")),
        "align": (_("To align our work on named issues"), _("Each does its own work, in step with the others.")),
        "one_aim": (_("To reach one aim by a set day"), _("A law, a building, a vote. Then it is over.")),
        "many_years": (_("To move connected issues for years"), _("What one of you changes moves the others.")),
    }),
    Trait.MEMBERSHIP: Asked(_("Who belongs to it?"), _("Membership"), {
        "anyone": (_("Anyone who cares"), _("Whoever wants to hear of it belongs.")),
        "for_dues": (_("Anyone who pays dues"), _("And gets services in return.")),
        "active_leaders": (_("Those who lead on the issue"), _("A loose circle, or a list that is kept.")),
        "pact": (_("Unlike groups that share this one aim"), _("A pact; beside it each goes its own way.")),
        "pledge": (_("Allies who pledge to stay"), _("Of several kinds, for years.")),
    }),
    Trait.STRUCTURE: Asked(_("How is it built?"), _("Structure"), {
        "channel": (_("One channel that reaches all"), _("A letter, a list, a yearly meeting.")),
        "offices": (_("Fixed offices"), _("Chair, treasurer, secretary; volunteers or employees.")),
        "equals": (_("A network of equals"), _("One or a few leaders push it on.")),
        "steering": (_("A steering committee with committees below"), _("Often run by staff.")),
        "board": (_("A board of its own"), _("Lead members may lend staff.")),
    }),
    Trait.MONEY: Asked(_("What does it live on?"), _("Money"), {
        "none": (_("Nearly nothing"), _("Volunteers, perhaps a small grant.")),
        "dues": (_("Dues"), _("Set by size or sector.")),
        "outside": (_("Grants and gifts from outside"), _("For the time it lasts.")),
        "in_kind": (_("High dues, or much in kind"), _("Staff, rooms, joint bids.")),
        "mixed": (_("A mixture"), _("Some of each.")),
    }),
}  # fmt: skip

#: what a kind is, in a sentence
MEANS: dict[CoalitionKind, Any] = {
    CoalitionKind.INFORMATION: _("Kindred groups tell each other what they know. Light, open to all, nearly free."),
    CoalitionKind.ASSOCIATION: _("Furthers a kind of group. Members pay dues and get services; offices are fixed."),
    CoalitionKind.COUNCIL: _("Equals align their work on named issues. They settle most without a vote."),
    CoalitionKind.CAMPAIGN: _("One aim by a set day. Unlike partners, short times, a committee that acts."),
    CoalitionKind.ONGOING: _("Varied allies move connected issues for years. The firmest: a board, lasting pledges."),
}
#: points of a trait → sign and words
FITS: dict[int, tuple[str, Any]] = {
    2: ("ok", _("Made for it")), 1: ("info", _("Can live with it")), 0: ("no", _("Does not fit")),
}  # fmt: skip
#: kind of body → the name under which it begins
BODIES: dict[str, Any] = {
    "strategic": _("Steering committee"), "executive": _("Executive committee"), "action": _("First action group"),
}  # fmt: skip

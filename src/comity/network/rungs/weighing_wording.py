"""What is asked when organisations weigh how closely to work, and what comes of it, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comity.core.advice.relationship import Factor, Mean, Supply

MEANS: dict[Mean, Promise] = {
    Mean.TIME: _("Time of our own people"),
    Mean.SKILLS: _("The skills it takes"),
    Mean.MONEY: _("Money"),
    Mean.BACKING: _("Backing in the community"),
    Mean.COMMITMENT: _("The will of our leaders"),
    Mean.PEOPLE: _("People who would carry it"),
}
SUPPLIES: dict[Supply, Promise] = {
    Supply.HAVE: _("We have it"),
    Supply.CAN_GET: _("We can get it"),
    Supply.LACK: _("We lack it"),
}
#: mean → the step that supplies it
GETTING: dict[Mean, Promise] = {
    Mean.TIME: _("Name one person and the hours a month that are theirs for this."),
    Mean.SKILLS: _("Ask among the members who could show you, or learn it together."),
    Mean.MONEY: _("Look for what can be lent instead of bought, then for a grant together."),
    Mean.BACKING: _("Tell the people you work for, and ask what they think of it."),
    Mean.COMMITMENT: _("Put it before your board, with what it would cost and give."),
    Mean.PEOPLE: _("Find one person who wants this, and give them a deputy."),
}
#: from not yet to fully: would we rely on them if it went wrong
RELYING: list[Promise] = [
    _("Not yet"),
    _("In small things"),
    _("In what matters to us"),
    _("Even if we lost something by it"),
]
#: from can't say to as long as it takes: will we stay
STAYING: list[Promise] = [
    _("We can’t say"),
    _("Some months"),
    _("A year or two"),
    _("As long as it takes"),
]
#: what of one's own answers holds back
HOLDS: dict[Factor, Promise] = {
    Factor.NEEDED: _("You want no more than that."),
    Factor.AFFORDABLE: _("Your means carry no more for now."),
    Factor.BORNE: _("Your trust carries no more for now. A small thing done well is what makes it grow."),
}
#: rung → how to get there
STEPS: dict[int, Promise] = {
    0: _("Get to know each other first: meet, and tell what each of you does."),
    1: _("Exchange news, come to each other’s events, know who to call."),
    2: _("Take one thing that gets in the way, a date, an hour, a form asked twice, and change it."),
    3: _("Share one thing for a set time: a room, some hours, what one of you knows."),
    4: _("Choose one piece of work, and write down each one’s share of work, risk, money and credit."),
    5: _("Begin an initiative in which all three sectors sit."),
}

"""What happens by the clock: members that joined since are asked whether they accept the rulebook."""

from datetime import datetime
from uuid import UUID

from django_scopes import scope

from comity.base.capacity import the_rule
from comity.governing.acts.adopting import ask_to_accept
from comity.governing.acts.looking import ask_to_look
from comity.governing.rulebook.asking import adopted
from comity.governing.rulebook.looking import to_look_at
from comity.governing.rulebook.telling import unasked


def ask_about_own_rules(coalition: UUID, at: datetime) -> None:
    """Once a day: own rules that are to be looked at again."""
    version = adopted(coalition, at)
    if version is None or not any(own.review_months for own in version.rules.ground.own):
        return
    with scope(coalition=coalition):
        due = to_look_at(version, at)
    if due:
        ask_to_look(version, by=the_rule(coalition), at=at)


def ask_newcomers(coalition: UUID, at: datetime) -> None:
    """Once a day: whoever has said nothing and was not asked yet."""
    version = adopted(coalition, at)
    if version is None:
        return
    with scope(coalition=coalition):
        waiting = unasked(version)
    if waiting:
        ask_to_accept(version, waiting, by=the_rule(coalition), at=at)

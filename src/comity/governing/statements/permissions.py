"""Who may draft, clear, publish and withdraw what is said to the outside, and log what the media made of it."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import Power
from comity.coalitions.permissions import hidden, may_act_as, same_coalition
from comity.coalitions.standing import Standing, standing_behind
from comity.governing.models import (
    Clearance,
    MediaEntry,
    Statement,
    StatementKind,
    StatementState,
    StatementVersion,
)
from comity.governing.statements.press import press_rule, spokespeople

S = StatementState


def may_draft_statement(by: Capacity, kind: str, *, at: datetime) -> Reason | None:
    """Draft in the coalition's name: any member or body that speaks; for itself: the organisation."""
    barred = may_act_as(by, at=at) or drafting(standing_behind(by, at=at), by)
    if barred or kind == StatementKind.COALITION or by.organisation is not None:
        return barred
    return Reason(_("Only an organisation speaks for itself."), _("Choose its hat above."))


def drafting(standing: Standing, by: Capacity) -> Reason | None:
    """Whether this hat can draft anything, where the standing is known."""
    if not standing.inside:
        return hidden()
    if by.acts_for == ActsFor.SELF:
        return Reason(
            _("Statements are made in the name of an organisation or the coalition."),
            _("Choose another hat above."),
        )
    hold = standing.organisation(by.organisation)
    if hold is not None and not hold.member:
        return hidden()
    if standing.may(by, Power.SPEAK) or (by.body and standing.coordinates):
        return None
    why = _("Your mandate for {name} does not let you speak.").format(name=by.of_name)
    return Reason(why, _("Whoever speaks for it can."))


def may_write_statement(by: Capacity, statement: Statement, *, at: datetime) -> Reason | None:
    """Change it, ask for its clearing, drop it: those in whose name it stands; of the coalition's also coordinators."""
    barred = same_coalition(by, statement) or may_act_as(by, at=at)
    return barred or writing(standing_behind(by, at=at), by, statement)


def writing(standing: Standing, by: Capacity, statement: Statement) -> Reason | None:
    """The same where the standing is known."""
    if not standing.inside:
        return hidden()
    ours = by.organisation is not None and by.organisation == statement.organisation_id
    if ours and standing.may(by, Power.SPEAK):
        return None
    of_all = statement.kind == StatementKind.COALITION
    if of_all and by.body and (standing.coordinates or statement.organisation_id is None):
        return None
    who = _("{name} can.").format(name=statement.for_name)
    return Reason(_("This statement is not yours to change."), who)


def may_clear(by: Capacity, statement: Statement, *, at: datetime) -> Reason | None:
    """Say that it may go out: who speaks for the coalition; the author only where nobody else could."""
    barred = same_coalition(by, statement) or may_act_as(by, at=at)
    if barred or not standing_behind(by, at=at).inside:
        return barred or hidden()
    press = press_rule(statement.coalition_id, at=at)
    speakers = {one.person.pk for one in spokespeople(press, on=day_of(at))}
    if by.person not in speakers:
        return Reason(_("Only who speaks for the coalition clears its statements."), press.in_words)
    writer = StatementVersion.objects.filter(statement=statement, number=statement.number, person=by.person)
    if len(speakers) > 1 and writer.exists():
        return Reason(_("You wrote it yourself."), _("Somebody else who speaks for the coalition clears it."))
    if statement.state != S.CLEARING:
        return Reason(_("Nobody asked for it to be cleared."), bar=Bar.NOT_NOW)
    said = Clearance.objects.filter(statement=statement, number=statement.number, person=by.person)
    return Reason(_("You have said it already."), bar=Bar.NOT_NOW) if said.exists() else None


def may_publish(by: Capacity, statement: Statement, *, at: datetime) -> Reason | None:
    """Publish: in the coalition's name once it is cleared; an organisation unless it must be talked about first."""
    barred = may_write_statement(by, statement, at=at)
    return barred or publishable(statement, at=at)


def publishable(statement: Statement, *, at: datetime) -> Reason | None:
    """Whether the statement itself is ready to go out."""
    if statement.kind == StatementKind.COALITION:
        ready = statement.state == S.CLEARED
        who = _("Ask those who speak for the coalition.")
        return None if ready else Reason(_("It is not cleared yet."), who, bar=Bar.NOT_NOW)
    if statement.state not in (S.DRAFT, S.WAITING):
        return Reason(_("There is nothing new to publish."), bar=Bar.NOT_NOW)
    if statement.against and statement.case_id is None:
        why = _("It speaks against what we agreed.")
        return Reason(why, _("First raise it inside; you can publish it after a time."), bar=Bar.NOT_NOW)
    if statement.waits(at) and statement.waits_until is not None:
        day = date_format(statement.waits_until, "j F")
        why = _("It is being talked about inside, until {day} at most.").format(day=day)
        return Reason(why, _("You can publish it then, or as soon as the case is over."), bar=Bar.NOT_NOW)
    return None


def may_withdraw_statement(by: Capacity, statement: Statement, *, at: datetime) -> Reason | None:
    """Take back what was published: those in whose name it stands, and who speaks for the coalition."""
    if statement.shown is None or statement.state == S.WITHDRAWN:
        return Reason(_("It is not published."), bar=Bar.NOT_NOW)
    return may_write_statement(by, statement, at=at)


def may_log(by: Capacity, *, at: datetime) -> Reason | None:
    """Note what the media made of it: whoever speaks for a member or a body."""
    return may_act_as(by, at=at) or drafting(standing_behind(by, at=at), by)


def may_change_entry(by: Capacity, entry: MediaEntry, *, at: datetime) -> Reason | None:
    """Change or strike an entry of the log: who entered it, and coordinators."""
    barred = same_coalition(by, entry) or may_log(by, at=at)
    standing = standing_behind(by, at=at)
    if barred or by.person == entry.person_id or standing.coordinates:
        return barred
    return Reason(_("Somebody else entered this."), _("They or a coordinator can change it."))

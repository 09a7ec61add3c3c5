"""Who may do what in a coalition: each answers None, or the reason in words and who could do it.

`may_…` take the capacity of an act and read where the person stands at that time. Pages, which have read the standing
already, ask the rule beneath: `coordinating`, `mandating`, …
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from django_scopes import scopes_disabled

from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of
from comity.base.refusal import Bar, Reason
from comity.coalitions.models import (
    Body,
    BodyKind,
    Coalition,
    Mandate,
    Membership,
    MembershipState,
    Power,
    Role,
    Seat,
)
from comity.coalitions.officers import factor_missing
from comity.coalitions.queries import organisations_of
from comity.coalitions.standing import Standing, covered, standing_behind
from comity.people.models import Organisation, Person

#: how many coalitions one person may start within a day
STARTS_A_DAY = 3


def may_coordinate(by: Capacity, *, at: datetime) -> Reason | None:
    """Run the coalition day by day: invite, enter members, seats and mandates, import, settings."""
    if by.acts_for == ActsFor.RULE:
        return None
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or coordinating(standing, at=at)


def coordinating(standing: Standing, *, at: datetime) -> Reason | None:
    """The same for someone whose standing is known: a coordinator's mandate, and the second factor officers need."""
    if not standing.inside:
        return hidden()
    if standing.coordinates:
        return factor_missing(standing, at=at)
    return Reason(_("You can’t do this."), _("A coordinator of the coalition can."))


def may_edit_organisation(by: Capacity, organisation: UUID, *, at: datetime) -> Reason | None:
    """Change an organisation's profile: who speaks for it; a coordinator too, where it is at home here only.

    An organisation that is at home in several coalitions is described by its own people alone.
    """
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or editing(standing, organisation, at=at)


def editing(standing: Standing, organisation: UUID, *, at: datetime) -> Reason | None:
    """The same for someone whose standing is known."""
    hold = standing.organisation(organisation)
    if not standing.inside:
        return hidden()
    if hold is not None and Power.SPEAK in hold.powers:
        return None
    if not standing.coordinates:
        return Reason(
            _("You don’t speak for this organisation."), _("Its own people or a coordinator can change it.")
        )
    homes = homes_of(organisation)
    if standing.coalition not in homes:
        return hidden()
    if len(homes) > 1:
        return Reason(_("This organisation writes its own page."), _("Its own people can change it."))
    return factor_missing(standing, at=at)


def may_mandate(
    by: Capacity, organisation: Organisation | None, powers: Collection[Power], *, at: datetime
) -> Reason | None:
    """Give or end a mandate: coordinators; for an organisation also its own people, as far as their own powers go."""
    if by.acts_for == ActsFor.RULE:
        return None
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or mandating(
        standing, organisation.pk if organisation else None, powers, at=at
    )


def mandating(
    standing: Standing, organisation: UUID | None, powers: Collection[Power], *, at: datetime
) -> Reason | None:
    """The same for someone whose standing is known."""
    hold = standing.organisation(organisation) if organisation else None
    if hold is not None and Power.SPEAK in hold.powers:
        beyond = set(powers) - hold.powers
        if not beyond:
            return None
        if not standing.coordinates:
            named = ", ".join(str(Power(power).label) for power in sorted(beyond))
            why = _("You can only pass on what you may do yourself, and not: {powers}.").format(powers=named)
            return Reason(why, _("A coordinator of the coalition can."))
    if (
        organisation
        and standing.coordinates
        and not Membership.objects.filter(organisation=organisation).exists()
    ):
        return hidden()
    if not standing.coordinates and organisation:
        return Reason(
            _("You don’t speak for this organisation."), _("Its own people or a coordinator can do this.")
        )
    return coordinating(standing, at=at)


def may_fill(by: Capacity, seat: Seat, role: Role, *, at: datetime) -> Reason | None:
    """Name who fills a seat: coordinators, and the organisation that holds it, which can't make anyone chair."""
    if by.acts_for == ActsFor.RULE:
        return None
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or same_coalition(by, seat) or filling(standing, seat, role, at=at)


def filling(standing: Standing, seat: Seat, role: Role, *, at: datetime) -> Reason | None:
    """The same for someone whose standing is known."""
    hold = standing.organisation(seat.organisation_id)
    own = hold is not None and Power.SPEAK in hold.powers
    if own and role in (Role.MEMBER, Role.DEPUTY):
        return None
    reason = coordinating(standing, at=at)
    if reason is not None and own:
        return Reason(_("Chair and convener are not an organisation’s to name."), reason.who_could)
    return reason


def may_structure(by: Capacity, body: Body, *, at: datetime) -> Reason | None:
    """Write a body's structure sheet: coordinators, and who chairs or convenes it, in its name."""
    if by.acts_for == ActsFor.RULE:
        return None
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or structuring(standing, body, at=at)


def structuring(standing: Standing, body: Body, *, at: datetime) -> Reason | None:
    """The same for someone whose standing is known."""
    if not standing.inside:
        return hidden()
    if body.ended_on:
        return Reason(_("This body has ended."), bar=Bar.CONFLICT)
    if standing.roles.get(body.pk) in (Role.CHAIR, Role.CONVENER):
        return factor_missing(standing, at=at)
    if standing.coordinates:
        return factor_missing(standing, at=at)
    return Reason(
        _("You can’t write this sheet."),
        _("Who chairs {body}, or a coordinator, can.").format(body=body.name),
    )


def adding_to_body(standing: Standing, by: Capacity, body: Body, at: datetime) -> Reason | None:
    """Give tasks or credit for a body: who speaks for an organisation in it, presides over it, or coordinates."""
    if barred := _speaking(by, standing):
        return barred
    if body.ended_on is not None and body.ended_on <= day_of(at):
        return Reason(_("{body} has ended.").format(body=body.name), bar=Bar.NOT_NOW)
    if by.body and (standing.coordinates or by.of == body.pk):
        return None
    if by.organisation and _sits(standing, by, body, at):
        return None
    who = _("Its organisations, who presides over it, or a coordinator can.")
    return Reason(_("{name} has no place in {body}.").format(name=by.of_name, body=body.name), who)


def _sits(standing: Standing, by: Capacity, body: Body, at: datetime) -> bool:
    """Whether the organisation has a place in the body; looked up only where the standing leaves it open."""
    if body.kind == BodyKind.ASSEMBLY or len(standing.organisations) == 1:
        hold = standing.organisation(by.of)
        return hold is not None and hold.member and (body.kind == BodyKind.ASSEMBLY or body.pk in standing.seats)
    return organisations_of(body, on=day_of(at)).filter(pk=by.spoken_for).exists()


def may_add_to_coalition(by: Capacity, coalition: Coalition, at: datetime) -> Reason | None:
    """Add to the coalition as a whole: who speaks for a member or for one of its bodies."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or adding_to_coalition(standing, by, coalition, at)


def adding_to_coalition(standing: Standing, by: Capacity, coalition: Coalition, at: datetime) -> Reason | None:
    """The same for someone whose standing is known."""
    hold = standing.organisation(by.organisation)
    if hold is not None and not hold.member:
        return hidden()
    return _speaking(by, standing)


def _speaking(by: Capacity, standing: Standing) -> Reason | None:
    """In the name of an organisation or body, by a mandate to speak for it."""
    if not standing.inside:
        return hidden()
    if by.of is None:
        why = _("This is done in the name of an organisation or a body.")
        return Reason(why, _("Choose another hat above."))
    if by.organisation and not standing.may(by, Power.SPEAK):
        return mute(by)
    return None


def may_step(by: Capacity, membership: Membership, state: MembershipState, *, at: datetime) -> Reason | None:
    """Take a step with a membership: coordinators; leaving also those who sign for the organisation."""
    if by.acts_for == ActsFor.RULE:
        return same_coalition(by, membership)
    standing = standing_behind(by, at=at)
    return (
        not_as(by, standing)
        or same_coalition(by, membership)
        or stepping(standing, membership, state, at=at)
    )


def stepping(
    standing: Standing, membership: Membership, state: MembershipState, *, at: datetime
) -> Reason | None:
    """The same for someone whose standing is known."""
    hold = standing.organisation(membership.organisation_id)
    if state == MembershipState.LEFT and hold is not None and Power.SIGN in hold.powers:
        return None
    return coordinating(standing, at=at)


def may_bring(by: Capacity, organisation: Organisation) -> Reason | None:
    """Enter an organisation that has a home in another coalition: only those who speak for it there.

    What a coalition knows of an organisation is not another coalition's to take.
    """
    if not homes_of(organisation.pk) - {by.coalition}:
        return None
    with scopes_disabled():
        speaks = Mandate.objects.filter(
            person=by.person, organisation=organisation, speaks=True, ends_on=None
        )
        return None if by.person and speaks.exists() else hidden()


def may_merge(by: Capacity, kept: Organisation, gone: Organisation, *, at: datetime) -> Reason | None:
    """Merge two organisations of this coalition: its coordinators, unless one of the two is at home elsewhere too."""
    if reason := may_coordinate(by, at=at):
        return reason
    for homes in (homes_of(kept.pk), homes_of(gone.pk)):
        if by.coalition not in homes:
            return hidden()
        if len(homes) > 1:
            return Reason(
                _("One of the two writes its own page."), _("Whoever runs this install can merge them.")
            )
    return None


def may_start(person: Person, *, at: datetime) -> Reason | None:
    """Start a coalition: anyone where the install allows it, a few a day; else its administrators."""
    if person.is_administrator:
        return None
    if not settings.CONFIG.open_sign_up:
        return Reason(
            _("Here only the administrator starts coalitions."), _("Write to whoever runs this install.")
        )
    with scopes_disabled():
        started = (
            Mandate.objects.filter(
                person=person, coordinates=True, coalition__started_at__gt=at - timedelta(days=1)
            )
            .values("coalition")
            .distinct()
            .count()
        )
    if started < STARTS_A_DAY:
        return None
    why = _("You started {n} coalitions since yesterday. That is enough for a day.").format(n=started)
    return Reason(why, _("Come back tomorrow."), bar=Bar.NOT_NOW)


def may_act_as(by: Capacity, *, at: datetime) -> Reason | None:
    """Every act carries a capacity that a live mandate or seat must cover."""
    return not_as(by, standing_behind(by, at=at))


def may_keep_papers(by: Capacity, body: Body, *, at: datetime) -> Reason | None:
    """Add to what belongs to a body, and change it: who acts for the body, and coordinators for any."""
    standing = standing_behind(by, at=at)
    return not_as(by, standing) or same_coalition(by, body) or keeping_papers(standing, by, body, at=at)


def keeping_papers(standing: Standing, by: Capacity, body: Body, *, at: datetime) -> Reason | None:
    """The same for someone whose standing is known."""
    if not standing.inside:
        return hidden()
    if body.ended_on:
        return Reason(_("This body has ended."), bar=Bar.NOT_NOW)
    if by.body is None or not (by.body == body.pk or standing.coordinates):
        own = standing.body(body.pk) is not None or standing.coordinates
        who = _("Choose the hat of {name} above.") if own else _("Whoever acts for {name}, or a coordinator, can.")
        who = who.format(name=body.name)
        return Reason(_("You don’t act for this body."), who)
    return factor_missing(standing, at=at) if by.body != body.pk else None


def same_coalition(by: Capacity, thing: object) -> Reason | None:
    """An act never reaches a thing of another coalition, whatever handed it over."""
    if getattr(thing, "coalition_id", None) == by.coalition:
        return None
    return Reason(_("This belongs to another coalition."), bar=Bar.HIDDEN)


def hidden() -> Reason:
    """For those outside, a coalition's things are simply not there."""
    return Reason(_("You do not belong to this coalition."), bar=Bar.HIDDEN)


def homes_of(organisation: UUID) -> set[UUID]:
    """The coalitions in which an organisation has a membership, past or present."""
    with scopes_disabled():
        return set(
            Membership.objects.filter(organisation=organisation).values_list("coalition_id", flat=True)
        )


def not_as(by: Capacity, standing: Standing) -> Reason | None:
    """Why one can't act in that capacity: no live mandate or seat covers it."""
    if covered(by, standing):
        return None
    return Reason(
        _("Your mandate for {name} has ended.").format(name=by.of_name), _("Choose another hat above.")
    )


def lapsed(by: Capacity) -> Reason | None:
    """For who is outside by now: that the mandate under which they still act has ended, if they held it. One query."""
    held = Mandate.objects.filter(person=by.person, organisation=by.organisation, organisation__isnull=False)
    return Reason(_("Your mandate for {name} has ended.").format(name=by.of_name)) if held.exists() else None


def mute(by: Capacity) -> Reason:
    """That a mandate does not reach as far as speaking."""
    return Reason(_("Your mandate for {name} does not let you speak for it.").format(name=by.of_name))


def factor_of(by: Capacity, standing: Standing, at: datetime) -> Reason | None:
    """What is missing to whoever acts as coordinator for a body: the second factor that coordinators need."""
    return factor_missing(standing, at=at) if by.body and standing.coordinates else None

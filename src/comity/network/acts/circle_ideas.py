"""Ideas of circles: raised, supported by organisations, dropped, or promoted to an initiative of several."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.coalitions.permissions import same_coalition
from comity.network.acts.circles import fresh
from comity.network.acts.initiatives import start_initiative
from comity.network.circles import permissions
from comity.network.models import Circle, CircleIdea, CirclePost, CircleSupport, PostState
from comity.people.models import Organisation


@act("network.circle_idea.raised", says=gettext_noop("raised an idea: {about}"))
def raise_idea(
    circle: Circle, *, title: str, text: str, post: CirclePost | None = None, by: Capacity, at: datetime
) -> Changes[CircleIdea]:
    """Raise an idea in one's own words, or out of a post of the circle. One's own organisation would take part."""
    circle = fresh(circle, by)
    require(permissions.may_take_part(by, circle, at=at))
    if post is not None:
        if post.circle_id != circle.pk or post.state != PostState.SHOWN:
            require(Reason(_("That post is not here."), bar=Bar.HIDDEN))
        if CircleIdea.objects.filter(post=post).exists():
            require(Reason(_("This post is an idea already."), bar=Bar.CONFLICT))
    idea = CircleIdea(
        coalition_id=circle.coalition_id, circle=circle, post=post, title=title, text=text, person_id=by.someone,
        organisation_id=by.spoken_for, name=by.of_name, raised_at=at,
    ).store()  # fmt: skip
    return Changes(idea, also=[circle, _support(idea, by, at)], words={"about": title})


@act("network.circle_idea.supported", says=gettext_noop("would take part in the idea {about}"),
     instead={"no_more": gettext_noop("would no longer take part in the idea {about}")})  # fmt: skip
def support_idea(idea: CircleIdea, yes: bool, *, by: Capacity, at: datetime) -> Changes[CircleIdea]:
    """Say that one's own organisation would take part, or no longer. It binds nobody."""
    idea = _fresh(idea, by)
    require(permissions.may_take_part(by, idea.circle, at=at) or permissions.waiting(idea))
    known = CircleSupport.objects.filter(idea=idea, organisation=by.of, ended_at=None).first()
    if (known is not None) == yes:
        require(Reason(_("Your organisation has said so already."), bar=Bar.CONFLICT))
    if known is None:
        row = _support(idea, by, at)
    else:
        known.ended_at = at
        row = known.store()
    facts: dict[str, Any] = {} if yes else {"no_more": True}
    return Changes(idea, also=[idea.circle, row], words={"about": idea.title}, **facts)


@act("network.circle_idea.promoted", says=gettext_noop("made the idea {about} an initiative"))
def promote_idea(idea: CircleIdea, *, by: Capacity, at: datetime) -> Changes[CircleIdea]:
    """Make it an initiative, which all members of the coalition can read: the keeper's organisation takes the first
    seat, those who would take part are asked to take theirs. Takes two organisations.
    """
    idea = _fresh(idea, by)
    require(permissions.may_keep(by, idea.circle, at=at) or permissions.waiting(idea))
    rows = CircleSupport.objects.filter(idea=idea, ended_at=None).exclude(organisation=by.of)
    others = list(Organisation.objects.filter(pk__in=rows.values("organisation"), merged_into=None))
    if not others:
        who = _("It takes one more that would take part.")
        require(Reason(_("Nobody but {name} would take part yet.").format(name=by.of_name), who, Bar.NOT_NOW))
    idea.initiative = start_initiative(title=idea.title, invited=others, by=by, at=at)
    idea.promoted_at = at
    idea.store()
    return Changes(idea, also=[idea.circle, idea.initiative], words={"about": idea.title})


@act("network.circle_idea.dropped", says=gettext_noop("dropped the idea {about}"),
     instead={"again": gettext_noop("took the idea {about} up again")})  # fmt: skip
def drop_idea(
    idea: CircleIdea, *, why: str = "", again: bool = False, by: Capacity, at: datetime
) -> Changes[CircleIdea]:
    """Drop an idea, with the reason, or take a dropped one up again: who raised it, or a keeper."""
    idea = _fresh(idea, by)
    own = permissions.may_take_part(by, idea.circle, at=at)
    require(own if by.person == idea.person_id else permissions.may_keep(by, idea.circle, at=at))
    if again:
        if idea.dropped_at is None:
            require(Reason(_("This idea was not dropped."), bar=Bar.CONFLICT))
        idea.dropped_at, idea.dropped_why = None, ""
    else:
        require(permissions.waiting(idea))
        if not why.strip():
            raise ValidationError({"why": _("Say why it is dropped.")})
        idea.dropped_at, idea.dropped_why = at, why
    idea.store()
    words = {"about": idea.title, **({"why": why} if why else {})}
    facts: dict[str, Any] = {"again": True} if again else {}
    return Changes(idea, also=[idea.circle], words=words, **facts)


def _support(idea: CircleIdea, by: Capacity, at: datetime) -> CircleSupport:
    return CircleSupport(
        coalition_id=idea.coalition_id, idea=idea, organisation_id=by.spoken_for, name=by.of_name,
        person_id=by.someone, said_at=at,
    ).store()  # fmt: skip


def _fresh(idea: CircleIdea, by: Capacity) -> CircleIdea:
    require(same_coalition(by, idea))
    found: CircleIdea = CircleIdea.objects.select_related("circle__coalition", "coalition").get(pk=idea.pk)
    return found

"""A circle begins, changes and ends; people join it, are taken in, leave, keep it, and say how posts reach them."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from comity.audit.acts import Changes, act
from comity.base.capacity import Capacity
from comity.base.refusal import Bar, Reason, require
from comity.base.versions import Version
from comity.coalitions.models import NamedReader
from comity.coalitions.permissions import same_coalition
from comity.coalitions.standing import home
from comity.network.circles import permissions, queries, telling
from comity.network.models import Belongs, Circle, CircleMember, Joining, Mails
from comity.notices.asks import close_asks

#: what of a circle can be changed; who reads what is written there is not among it
EDITABLE = ("name", "purpose", "joining", "every", "checked")


@act("network.circle.begun", says=gettext_noop("began the circle {about}"))
def begin_circle(
    *, name: str, purpose: str, joining: str = Joining.OPEN, every: str = "", checked: bool = False,
    confidentiality: str = "named", by: Capacity, at: datetime,
) -> Changes[Circle]:  # fmt: skip
    """Begin a circle; whoever does is its first keeper. confidentiality: who reads what is written there, for good."""
    require(permissions.may_begin(by, at=at))
    _free(name)
    circle = Circle(
        coalition_id=home(by), name=name, purpose=purpose, joining=joining, every=every, checked=checked,
        confidentiality=confidentiality, person_id=by.someone, begun_name=by.of_name, begun_at=at,
    ).store()  # fmt: skip
    row = CircleMember(coalition_id=circle.coalition_id, circle=circle, person_id=by.someone, keeper=True, asked_at=at)
    return Changes(circle, also=_take_in(row, by, at), words={"about": name}, joining=joining, level=confidentiality)


@act("network.circle.changed", says=gettext_noop("changed the circle {about}"))
def change_circle(
    circle: Circle, *, by: Capacity, at: datetime, read: Version | None = None, **said: Any
) -> Changes[Circle]:
    """Change any of EDITABLE. read: raises Changed when it was changed since."""
    circle = fresh(circle, by)
    if read is not None:
        read.require(circle)
    require(permissions.may_keep(by, circle, at=at))
    if said.get("name", circle.name) != circle.name:
        _free(said["name"])
    changed = sorted(name for name in EDITABLE if name in said and said[name] != getattr(circle, name))
    for name in changed:
        setattr(circle, name, said[name])
    circle.store()
    return Changes(circle, words={"about": circle.name}, changed=changed)


@act("network.circle.ended", says=gettext_noop("ended the circle {about}"))
def end_circle(circle: Circle, *, why: str = "", by: Capacity, at: datetime) -> Changes[Circle]:
    """Nobody writes or meets there any more; what was written stays to be read by those who could read it."""
    circle = fresh(circle, by)
    require(permissions.may_end(by, circle, at=at) or permissions.going_on(circle))
    circle.ended_at, circle.ended_why = at, why
    circle.store()
    return Changes(circle, words={"about": circle.name, "why": why})


@act("network.circle.reopened", says=gettext_noop("took the circle {about} up again"))
def reopen_circle(circle: Circle, *, by: Capacity, at: datetime) -> Changes[Circle]:
    """It goes on as it was."""
    circle = fresh(circle, by)
    require(permissions.may_end(by, circle, at=at))
    if circle.ended_at is None:
        require(Reason(_("This circle goes on."), bar=Bar.CONFLICT))
    circle.ended_at, circle.ended_why = None, ""
    circle.store()
    return Changes(circle, words={"about": circle.name})


@act("network.circle.joined", says=gettext_noop("joined the circle {about}"),
     instead={"asked": gettext_noop("asked to join the circle {about}")})  # fmt: skip
def join_circle(circle: Circle, *, by: Capacity, at: datetime) -> Changes[CircleMember]:
    """Join for one's organisation; where a keeper says yes first, ask to."""
    circle = fresh(circle, by)
    require(permissions.may_join(by, circle, at=at))
    row = queries.row_of(circle, by.person) or CircleMember(
        coalition_id=circle.coalition_id, circle=circle, person_id=by.someone
    )
    row.circle, row.asked_at, row.keeper, row.left_at = circle, at, False, None
    if circle.joining == Joining.OPEN:
        return Changes(row, also=[circle, *_take_in(row, by, at)[1:]], words={"about": circle.name})
    row.organisation_id, row.name, row.state = by.spoken_for, by.of_name, Belongs.ASKED
    row.store()
    telling.ask_keepers(row, at=at)
    return Changes(row, also=[circle], words={"about": circle.name}, asked=True)


@act("network.circle.admitted", says=gettext_noop("took {who} into the circle {about}"),
     instead={"declined": gettext_noop("did not take {who} into the circle {about}")})  # fmt: skip
def answer_request(row: CircleMember, yes: bool, *, by: Capacity, at: datetime) -> Changes[CircleMember]:
    """Take somebody in who asked, or not. They are told."""
    row = fresh_member(row, by)
    require(permissions.may_keep(by, row.circle, at=at))
    if row.state != Belongs.ASKED:
        require(Reason(_("This is answered already."), bar=Bar.CONFLICT))
    row.state = Belongs.IN if yes else Belongs.DECLINED
    row.joined_at = row.carried_at = at if yes else None
    row.store()
    readers = [_let_read(row)] if yes else []
    telling.tell_answer(row, at=at)
    facts: dict[str, Any] = {} if yes else {"declined": True}
    words = {"about": row.circle.name, "who": row.person.name}
    return Changes(row, also=[row.circle, row.person, *readers], words=words, **facts)


@act("network.circle.left", says=gettext_noop("left the circle {about}"))
def leave_circle(circle: Circle, *, by: Capacity, at: datetime) -> Changes[CircleMember]:
    """Leave, under any hat: one's posts stay, and can be taken back."""
    circle = fresh(circle, by)
    require(permissions.may_leave(by, circle, at=at))
    return Changes(step_out(circle, by.person, at), also=[circle], words={"about": circle.name})


@act("network.circle.kept", says=gettext_noop("made {who} a keeper of the circle {about}"),
     instead={"given_up": gettext_noop("{who} keeps the circle {about} no more")})  # fmt: skip
def name_keeper(row: CircleMember, keeper: bool, *, by: Capacity, at: datetime) -> Changes[CircleMember]:
    """Make a member a keeper, or no longer. One is left at least."""
    row = fresh_member(row, by)
    require(permissions.may_name_keepers(by, row.circle, at=at))
    if row.state != Belongs.IN or row.keeper == keeper:
        require(Reason(_("Nothing changes by this."), _("Load the page anew."), Bar.CONFLICT))
    if not keeper and queries.keeper_count(row.circle, at=at) < 2:
        require(Reason(_("A circle needs a keeper."), _("Make somebody else keeper first."), Bar.NOT_NOW))
    row.keeper = keeper
    row.store()
    words = {"about": row.circle.name, "who": row.person.name}
    facts: dict[str, Any] = {} if keeper else {"given_up": True}
    return Changes(row, also=[row.circle, row.person], words=words, **facts)


@act("network.circle.tuned", says=gettext_noop("chose how posts of a circle reach them"))
def choose_mails(
    circle: Circle, *, mails: str | None = None, shows_address: bool | None = None, by: Capacity, at: datetime
) -> Changes[CircleMember]:
    """Say how posts reach one, and whether the others read one's address: under any hat, by the link in a mail, too."""
    circle = fresh(circle, by)
    row = queries.row_of(circle, by.person)
    if row is None or row.state != Belongs.IN:
        require(Reason(_("You don’t belong to this circle."), bar=Bar.FORBIDDEN))
    assert row is not None
    if mails is not None and mails not in Mails.values:
        raise ValidationError({"mails": _("Choose one of these.")})
    if mails is not None and mails != row.mails:
        row.mails, row.carried_at = mails, at
    row.shows_address = row.shows_address if shows_address is None else shows_address
    row.circle = circle
    row.store()
    return Changes(row, also=[circle], mails=row.mails)


def fresh(circle: Circle, by: Capacity) -> Circle:
    """The circle, read anew inside an act; Refused for one of another coalition."""
    require(same_coalition(by, circle))
    found: Circle = Circle.objects.select_related("coalition").get(pk=circle.pk)
    return found


def fresh_member(row: CircleMember, by: Capacity) -> CircleMember:
    """A member's row, read anew."""
    require(same_coalition(by, row))
    found: CircleMember = CircleMember.objects.select_related("circle__coalition", "person").get(pk=row.pk)
    return found


def step_out(circle: Circle, person: Any, at: datetime) -> CircleMember:
    """Somebody belongs no more: reads nothing new, gets no mail, is asked nothing."""
    row: CircleMember = CircleMember.objects.get(circle=circle, person=person)
    close_asks(row, at=at)
    row.circle, row.state, row.left_at, row.keeper, row.shows_address = circle, Belongs.LEFT, at, False, False
    NamedReader.objects.filter(thing=circle.pk, person=person).delete()
    telling.stop_asking(circle, person, at=at)
    return row.store()


def _take_in(row: CircleMember, by: Capacity, at: datetime) -> list[models.Model]:
    row.organisation_id, row.name, row.state = by.spoken_for, by.of_name, Belongs.IN
    row.joined_at = row.carried_at = at
    return [row.store(), _let_read(row)]


def _let_read(row: CircleMember) -> NamedReader:
    """What is written there is for members: from now on they are among its readers."""
    known = NamedReader.objects.filter(thing=row.circle_id, person=row.person_id).first()
    return known or NamedReader(coalition_id=row.coalition_id, thing=row.circle_id, person_id=row.person_id).store()


def _free(name: str) -> None:
    """Two circles of one name would be one in a mail program."""
    if Circle.objects.filter(name__iexact=name.strip(), ended_at=None).exists():
        raise ValidationError({"name": _("Another circle has this name. Choose a different one.")})

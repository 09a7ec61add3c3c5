"""Before an operation runs: what the token allows, where its person stands, and under which hat."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django_scopes import scope

from comity.api.models import Token
from comity.api.problems import Problem
from comity.api.scopes import Scope
from comity.base.capacity import ActsFor, Capacity
from comity.coalitions.models import Coalition
from comity.coalitions.standing import Standing, capacities, standing_of
from comity.people.factors import has_second_factor

HEADER = "Acting-As"


def allow(token: Token, needed: Scope) -> None:
    """Raise the problem of a token that was not made for this."""
    if needed not in token.scopes:
        raise Problem("scope", _("This needs the scope “{scope}”.").format(scope=needed), scope=str(needed))


@contextmanager
def entered(request: Any, coalition: UUID, *, writes: bool, at: datetime) -> Iterator[None]:
    """Put the coalition, the standing and the hat on the request, and open the coalition's scope meanwhile."""
    token: Token = request.auth
    place, standing = _place(token, coalition, at)
    request.coalition, request.standing = place, standing
    request.capacity = _hat(request, token, standing, writes=writes)
    if writes:
        _strong_enough(token, place, standing)
    with scope(coalition=place.pk), timezone.override(place.tz):
        yield


def stand_alone(request: Any, *, writes: bool) -> None:
    """Outside any coalition one acts as oneself; a token of one coalition or hat only reads there."""
    person = request.auth.person
    if writes and (request.auth.coalition_id is not None or request.auth.hat):
        raise Problem("scope", _("This token opens one coalition only."))
    request.capacity = Capacity(person.pk, person.name, ActsFor.SELF, None, "", None)


def _place(token: Token, coalition: UUID, at: datetime) -> tuple[Coalition, Standing]:
    """The coalition, for those inside it whose token opens it; for all others it is not there."""
    if token.coalition_id not in (None, coalition):
        raise Http404
    place = token.coalition or Coalition.objects.filter(pk=coalition).first()
    if place is None:
        raise Http404
    with timezone.override(place.tz):
        standing = standing_of(token.person_id, coalition, at=at)
    if not standing.inside:
        raise Http404
    return place, standing


def _hat(request: Any, token: Token, standing: Standing, *, writes: bool) -> Capacity:
    """The token's hat, else that of the header, else the only one there is; who only reads needs none."""
    hats = capacities(standing, name=token.person.name)
    asked = request.headers.get(HEADER, "")
    if token.hat and asked not in ("", token.hat):
        raise Problem("hat", _("This token wears another hat, and only that."), hats=_named(hats, token.hat))
    wanted = token.hat or asked
    if wanted:
        found = next((hat for hat in hats if hat.value == wanted), None)
        if found is None:
            raise Problem("hat", _("This hat is not yours here: perhaps the mandate has ended."), hats=_named(hats))
        return found
    if writes and len(hats) > 1:
        raise Problem("hat", hats=_named(hats))
    return hats[0]


def _named(hats: list[Capacity], only: str = "") -> list[dict[str, str]]:
    return [{"hat": hat.value, "name": hat.of_name or hat.person_name} for hat in hats if only in ("", hat.value)]


def _strong_enough(token: Token, place: Coalition, standing: Standing) -> None:
    """Who coordinates where that needs a second factor acts by tokens that were made with one."""
    if token.strong or not (standing.coordinates and place.officers_need_second_factor):
        return
    if has_second_factor(token.person_id):
        raise Problem("forbidden", _("This token was made before you had a second factor. Make a new one."))

"""The founding behind a mailed link: read the drafts, say whether one comes, introduce oneself, doubt, approve.

The link is one person's key to this one founding, for this one organisation, whether it is a member yet or not. Opening
the page changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from comity.base.capacity import Capacity, the_rule
from comity.base.clock import now
from comity.base.refusal import Reason
from comity.coalitions.asking import put_right
from comity.coalitions.linked import hat_behind
from comity.coalitions.standing import Standing
from comity.founding.convening import acts, forms
from comity.founding.convening.acts.approving import words_to_sign
from comity.founding.convening.permissions import answering
from comity.founding.convening.queries import READ, Founding, Place, founding_of
from comity.founding.models import Convening, ReservationState
from comity.meetings.models import Reply
from comity.notices.links import using
from comity.notices.models import ActionLink
from comity.signatures.acts import decline_to_sign, sign
from comity.signatures.models import Sheet


@dataclass(frozen=True)
class Visit:
    """Who came by which link, for which invited organisation."""

    link: ActionLink
    standing: Standing
    by: Capacity
    found: Founding
    place: Place

    @property
    def thing(self) -> Convening:
        return self.found.convening

    @property
    def barred(self) -> Reason | None:
        """Why nothing can be answered for the organisation, if it can't."""
        return answering(self.standing, self.by, self.place.party)

    @property
    def sheet(self) -> Sheet | None:
        """What it is asked to sign now: at the founding, or later."""
        return self.place.party.late_sheet or self.thing.sheet

    @property
    def can_sign(self) -> bool:
        sheet = self.sheet
        return bool(sheet and sheet.is_open and not self.place.approved)

    @property
    def words(self) -> str:
        """What stands to be approved: word for word once it is laid out, before that the drafts."""
        return str(self.sheet.text) if self.sheet else words_to_sign(self.thing)

    @property
    def own_reservations(self) -> list[Any]:
        return [one for one in self.found.reservations if one.organisation_id == self.by.organisation]


def by_link(request: HttpRequest, link: ActionLink) -> HttpResponse:
    """One page for all that an invited organisation answers; each button does one thing."""
    visit = _visit(link)
    given = _forms(request, visit)
    if request.method == "POST" and visit.barred is None:
        do = request.POST.get("do", "")
        form = given.get(do)
        if form is not None and form.is_valid() and _done(visit, do, form):
            return redirect(f"{request.path}?done={do}")
    wrong = next((form for form in given.values() if form.errors), None)
    context = {
        "visit": visit, "forms": given, "form": wrong, "open": ReservationState.OPEN,
        "done": request.GET.get("done", "") if request.method == "GET" else "",
    }  # fmt: skip
    return render(request, "founding/convening/linked.html", context, status=422 if wrong else 200)


def _visit(link: ActionLink) -> Visit:
    standing, by = hat_behind(link, at=now())
    thing = Convening.objects.select_related(*READ).filter(pk=link.thing).first()
    if thing is None:
        raise Http404
    found = founding_of(thing)
    place = found.place_of(by.organisation)
    if place is None:
        raise Http404
    return Visit(link, standing, by, found, place)


def _forms(request: HttpRequest, visit: Visit) -> dict[str, Any]:
    """The forms that can be sent now, by what they do; the one that was sent is bound."""
    party, state = visit.place.party, visit.thing.state
    posted, do = request.POST, request.POST.get("do", "") if request.method == "POST" else ""

    def of(name: str, form: type[Any], **initial: Any) -> Any:
        return form(posted if do == name else None, initial=initial, auto_id=f"id_{name}_%s")

    made: dict[str, Any] = {}
    if state == "sent":
        made["come"] = of("come", forms.ReplyForm, reply=visit.place.reply, deputy=visit.place.deputy)
    if state in ("sent", "approving"):
        said = {name: getattr(party, name) for name in ("motivation", "questions", "expectations")}
        made["introduce"] = of("introduce", forms.IntroduceForm, **said)
        made["reserve"] = of("reserve", forms.ReserveForm)
    if visit.can_sign:
        made["sign"] = of("sign", forms.ApproveForm, typed="")
        if not visit.place.declined:
            made["decline"] = of("decline", forms.DeclineForm)
    return made


def _done(visit: Visit, do: str, form: Any) -> bool:
    """Whether the act went through; what it found wrong stands in the form."""
    at, name = now(), visit.by.of_name
    try:
        with using(visit.link, at=at, said=_("You answered for {name}.").format(name=name)):
            DEEDS[do](visit, form.cleaned_data, at)
    except ValidationError as error:
        put_right(form, error)
        return False
    return True


def _come(visit: Visit, said: dict[str, Any], at: Any) -> None:
    acts.reply_to_invitation(visit.place.party, Reply(said["reply"]), deputy=said["deputy"], by=visit.by, at=at)


def _introduce(visit: Visit, said: dict[str, Any], at: Any) -> None:
    acts.introduce(visit.place.party, **said, by=visit.by, at=at)


def _reserve(visit: Visit, said: dict[str, Any], at: Any) -> None:
    acts.raise_reservation(visit.place.party, said["words"], by=visit.by, at=at)


def _sign(visit: Visit, said: dict[str, Any], at: Any) -> None:
    assert visit.sheet is not None
    sign(visit.sheet, by=visit.by, at=at, **said)
    if visit.thing.constituted_at:
        acts.join_later(visit.place.party, by=the_rule(visit.thing.coalition_id), at=at)


def _decline(visit: Visit, said: dict[str, Any], at: Any) -> None:
    assert visit.sheet is not None
    decline_to_sign(visit.sheet, why=said["why"], by=visit.by, at=at)


DEEDS: dict[str, Callable[[Visit, dict[str, Any], Any], None]] = {
    "come": _come, "introduce": _introduce, "reserve": _reserve, "sign": _sign, "decline": _decline,
}  # fmt: skip

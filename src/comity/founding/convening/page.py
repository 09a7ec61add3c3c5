"""Everything the page of the founding shows, for one reader."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from comity.base.clock import now
from comity.base.refusal import Reason
from comity.coalitions.requests import CoalitionRequest
from comity.core.advice.readiness import State
from comity.founding.convening import permissions, prospecting, queries
from comity.founding.convening.acts.approving import not_met
from comity.founding.models import Convening, FoundingText, Kind, Prospect
from comity.founding.queries import checklist_of
from comity.meetings.models import AHEAD


@dataclass(frozen=True)
class Step:
    """One thing that must be there before anybody is convened."""

    name: str
    done: bool
    url: str


class Page:
    """The founding for its reader; thing None: nobody has prepared one."""

    def __init__(self, request: CoalitionRequest, thing: Convening | None) -> None:
        self.request, self.thing, self.by = request, thing, request.capacity
        self.found = queries.founding_of(thing) if thing else None

    @property
    def state(self) -> str:
        return self.thing.state if self.thing else ""

    @cached_property
    def barred(self) -> Reason | None:
        """Why the reader can't lead it."""
        return permissions.convening(self.request.standing, self.by)

    @cached_property
    def not_ready(self) -> Reason | None:
        """Why nobody can be convened yet."""
        return permissions.ready(self.request.coalition)

    @cached_property
    def not_met(self) -> Reason | None:
        """Why it can't be constituted yet."""
        return not_met(self.found) if self.found else None

    @cached_property
    def too_early(self) -> bool:
        """Whether the meeting is still to come, so that nobody is asked to approve."""
        meeting = self.thing.meeting if self.thing else None
        return bool(meeting and meeting.state in AHEAD and meeting.starts_at > now())

    @cached_property
    def own(self) -> Any:
        """The place of the organisation whose hat is worn, if it is invited."""
        return self.found.place_of(self.by.organisation) if self.found and self.by.organisation else None

    @cached_property
    def may_answer(self) -> bool:
        """Whether the reader speaks for an organisation that is invited."""
        return self.own is not None and (
            permissions.answering(self.request.standing, self.by, self.own.party) is None
        )

    @cached_property
    def prospects(self) -> list[Prospect]:
        """Those agreed upon that can still be invited, for those who call the meeting. One query."""
        if self.thing is None or self.barred or self.state not in ("preparing", "sent"):
            return []
        return list(prospecting.offered(self.request.standing, self.thing))

    @cached_property
    def not_inviting(self) -> Reason | None:
        """Why the reader can't invite them: only the committee that looks for partners does."""
        return prospecting.for_committee(self.request.standing) if self.prospects else None

    @cached_property
    def steps(self) -> list[Step]:
        """What comes before: the checklist, the brief, mission and structure. Three queries."""
        told = checklist_of(self.request.coalition.pk).told
        texts = {one.kind: one for one in FoundingText.objects.all()}
        brief = texts.get(Kind.BRIEF)

        def url(name: str) -> str:
            return reverse(f"founding:{name}", args=[self.request.coalition.slug])

        return [
            Step(_("All founders say yes to the start-up checklist"), bool(told and told.state is State.OPEN),
                 url("checklist")),
            Step(_("The brief is adopted"), bool(brief and brief.is_adopted), url("brief")),
            Step(_("The mission is drafted"), Kind.MISSION in texts, url("mission")),
            Step(_("The structure is drafted"), Kind.STRUCTURE in texts, url("structure")),
        ]  # fmt: skip

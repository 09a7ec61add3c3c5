"""What the brief and the founding texts tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.coalitions.held import Keeper, coordinators
from comity.coalitions.merging import on_merge
from comity.coalitions.models import Power
from comity.coalitions.queries import members_of, people_for, slug_of
from comity.coalitions.standing import Standing
from comity.core.advice.briefing import Brief
from comity.founding.brief import queries as brief_queries
from comity.founding.brief import telling
from comity.founding.brief.linked import answer_by_link
from comity.founding.brief.merging import move_along
from comity.founding.models import BriefAnswer, FoundingText, Kind
from comity.founding.writing import effects, permissions, queries
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    effects.register()
    on_merge.append(move_along)
    register_purpose(telling.LINK, answer_by_link)
    register_kind(telling.MAIL, gettext_lazy("Questions for the brief of a coalition"))
    registry.holders.register("founding.foundingtext", holder())
    registry.evidence.register("founding.brief", brief_evidence)
    registry.evidence.register("founding.mission", mission_evidence)
    about = gettext_lazy("What each founder answered to the four questions; before you answered, only your own.")
    exported = registry.Exportable(gettext_lazy("Answers for the brief"), brief_queries.table, about)
    registry.export.register("brief", exported)
    about = gettext_lazy("Brief, mission and structure: how they read, and which version was adopted by which vote.")
    exported = registry.Exportable(gettext_lazy("Founding texts"), queries.table, about)
    registry.export.register("founding_texts", exported)
    register_belonging("brief_answers", BriefAnswer, "coalition", "organisation", "question", "words", "answered_at")
    register_belonging("founding_texts_begun", FoundingText, "coalition", "kind", "begun_at")


def holder() -> registry.Holder:
    """Each founding text has a text of its own, with versions and suggestions."""
    return registry.Holder(
        label=gettext_lazy("Founding text"),
        find=find,
        title=str,
        url=lambda thing: str(thing.get_absolute_url()),
        may_write=permissions.may_write,
        keepers=keepers,
        keeping=lambda standing, by, thing, at: permissions.keeping(standing, by, thing.kind),
        settled=permissions.settled,
    )


def find(standing: Standing, pk: UUID) -> Any:
    """One that the person may know of."""
    return queries.visible_to(standing).filter(pk=pk).first()


def keepers(thing: FoundingText, at: datetime) -> list[Keeper]:
    """Who coordinates; of the brief everybody who speaks for a founder."""
    if thing.kind != Kind.BRIEF:
        return coordinators(at)
    names = {one.pk: one.name for one in members_of(thing.coalition_id)}
    speakers = people_for(Power.SPEAK, names, on=at.date())
    return [Keeper(person, organisation=key, name=names[key]) for key, them in speakers.items() for person in them]


def brief_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Founders that answered all four questions; and whether the brief is adopted."""
    if not standing.inside or standing.coalition is None:
        return
    url, members = reverse("founding:brief", args=[slug_of(standing.coalition)]), members_of(standing.coalition)
    text, done = _("Founders that answered the four questions of the brief"), members.filter(pk__in=_answered_all())
    yield registry.Shown(text, done, members, url, "founding.brief.answers")
    yield registry.Shown(_("A brief adopted by decision"), _adopted(Kind.BRIEF), 1, url)


def mission_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Whether a version of the mission is adopted."""
    if standing.inside and standing.coalition is not None:
        url = reverse("founding:mission", args=[slug_of(standing.coalition)])
        yield registry.Shown(_("A mission adopted by decision"), _adopted(Kind.MISSION), 1, url)


def _answered_all() -> Any:
    rows: Any = BriefAnswer.objects.values("organisation").annotate(n=Count("pk"))
    return rows.filter(n=len(Brief)).values("organisation")


def _adopted(kind: Kind) -> Any:
    return FoundingText.objects.filter(kind=kind).exclude(adopted_at=None)

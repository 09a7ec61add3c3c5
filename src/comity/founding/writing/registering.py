"""What the brief and the founding texts tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base import registry
from comity.base.evidence import alike
from comity.base.moments import NOW
from comity.coalitions.held import Keeper, coordinators
from comity.coalitions.merging import on_merge
from comity.coalitions.models import Power
from comity.coalitions.queries import people_for, slug_of
from comity.coalitions.standing import Standing
from comity.founding.brief import queries as brief_queries
from comity.founding.brief import telling
from comity.founding.brief.linked import answer_by_link
from comity.founding.brief.merging import move_along
from comity.founding.founders import founders_of
from comity.founding.models import BriefAnswer, FoundingText, Kind
from comity.founding.writing import effects, permissions, queries
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging
from comity.people.models import Sector
from comity.texts.models import Version


def register() -> None:
    """Fill the registries."""
    effects.register()
    on_merge.append(move_along)
    register_purpose(telling.LINK, answer_by_link)
    register_kind(telling.MAIL, gettext_lazy("Questions for the brief of a coalition"))
    registry.holders.register("founding.foundingtext", holder())
    registry.evidence.register("founding.brief", brief_evidence)
    registry.evidence.register("founding.mission", mission_evidence)
    registry.evidence.register("founding.plan", plan_evidence)
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
    names = {one.pk: one.name for one in founders_of(thing.coalition_id)}
    speakers = people_for(Power.SPEAK, names, on=at.date())
    return [Keeper(person, organisation=key, name=names[key]) for key, them in speakers.items() for person in them]


@alike
def brief_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Whether the brief is adopted; a year later it is time to look again."""
    if url := _page(standing, Kind.BRIEF):
        adopted = _adopted(Kind.BRIEF)
        year = adopted.filter(adopted_at__gte=NOW - timedelta(days=365))
        said = _("A brief adopted by decision, looked at within a year")
        yield registry.Shown(said, adopted, 1, url, fresh=year, fresh_of=1)


@alike
def mission_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Whether a version of the mission is adopted."""
    if url := _page(standing, Kind.MISSION):
        yield registry.Shown(_("A mission adopted by decision"), _adopted(Kind.MISSION), 1, url)


@alike
def plan_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Whether a structure that a group of the community wrote or suggested is adopted; stale once it is rewritten."""
    if url := _page(standing, Kind.STRUCTURE):
        ours = Q(organisation__sector=Sector.CITIZEN) | Q(suggestion__organisation__sector=Sector.CITIZEN)
        read = Version.objects.filter(ours, text=OuterRef("text"), number__lte=OuterRef("adopted_number"))
        drafted = _adopted(Kind.STRUCTURE).filter(Exists(read))
        newer = Version.objects.filter(text=OuterRef("text"), number__gt=OuterRef("adopted_number"))
        said = _("A structure adopted by decision, drafted by groups of the community, and not rewritten since")
        yield registry.Shown(said, drafted, 1, url, fresh=drafted.filter(~Exists(newer)), fresh_of=1)


def _page(standing: Standing, kind: Kind) -> str:
    """Where a founding text has its page; nothing for those outside. No query of its own."""
    if not standing.inside or standing.coalition is None:
        return ""
    return reverse(f"founding:{kind.value}", args=[slug_of(standing.coalition)])


def _adopted(kind: Kind) -> Any:
    return FoundingText.objects.filter(kind=kind).exclude(adopted_at=None)

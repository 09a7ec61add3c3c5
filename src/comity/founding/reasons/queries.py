"""The reasons as people may read them, the figures behind them, and who is to be asked again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_scopes import scope

from comity.base.tallies import tallied
from comity.coalitions.queries import members_of
from comity.coalitions.standing import Standing
from comity.core.network.groups import mixture
from comity.founding.models import WITH_FIGURES, Reaffirmation, Reason, ReasonKind
from comity.governing.models import Competence
from comity.people.models import Sector

#: how long a member's word holds
YEAR = timedelta(days=365)


def visible_to(standing: Standing) -> "QuerySet[Any]":
    """All reasons, those taken out too, for those inside."""
    rows: Any = Reason.objects.all() if standing.inside else Reason.objects.none()
    found: QuerySet[Any] = rows.select_related("coalition", "organisation", "person", "for_body")
    return found


def said_visible_to(standing: Standing) -> "QuerySet[Any]":
    """What members said to the reasons, earlier words too, for those inside."""
    rows: Any = Reaffirmation.objects.all() if standing.inside else Reaffirmation.objects.none()
    found: QuerySet[Any] = rows.select_related("coalition", "organisation", "person")
    return found


@dataclass(frozen=True)
class Figures:
    """What stands behind the reasons today. differ: Blau's index by sector in hundredths; None while there is none."""

    members: int
    by_sector: dict[str, int]
    differ: int | None
    competences: int

    def behind(self, kind: str) -> str:
        """The figure of a reason, in a sentence."""
        if kind == ReasonKind.NUMBERS:
            return ngettext("{n} organisation today", "{n} organisations today", self.members).format(n=self.members)
        if kind == ReasonKind.DIVERSITY and self.differ is not None:
            words = _("Draw two by lot: in {n} of 100 cases they are of different sectors; {sectors} of 4 are here")
            return words.format(n=self.differ, sectors=len(self.by_sector))
        if kind == ReasonKind.COMPETENCES:
            n = self.competences
            return ngettext("{n} competence between you", "{n} competences between you", n).format(n=n)
        return ""


def figures_of(coalition: UUID) -> Figures:
    """The figures of today. One query. Called in the coalition's scope."""
    members = members_of(coalition)
    alike = Competence.objects.filter(key=OuterRef("key"), ended_at=None, pk__lt=OuterRef("pk"))
    alike = alike.filter(organisation__in=members.values("pk"))
    known = Competence.objects.filter(~Exists(alike), ended_at=None, organisation__in=members.values("pk"))
    counts = tallied(
        competences=known, **{one.value: members.filter(sector=one) for one in Sector}
    )
    by_sector = {one.value: counts[one.value] for one in Sector if counts[one.value]}
    keys = [(f"{sector}{n}", sector) for sector, count in by_sector.items() for n in range(count)]
    blau = mixture((key for key, _sector in keys), dict(keys)).blau
    differ = None if blau is None else round(100 * blau)
    return Figures(sum(by_sector.values()), by_sector, differ, counts["competences"])


def lines(coalition: UUID) -> Iterator[str]:
    """Why they work together, a line each with its figure, as agendas and digests repeat it. Two queries at most."""
    with scope(coalition=coalition):
        rows = list(Reason.objects.filter(dropped_at=None, kind__in=(*WITH_FIGURES, ReasonKind.BENEFIT)))
        figures = figures_of(coalition) if any(row.kind in WITH_FIGURES for row in rows) else None
    for row in rows:
        figure = figures.behind(row.kind) if figures else ""
        yield f"{row.words} ({figure})" if figure else str(row.words)


def owing(coalition: UUID, at: datetime) -> "QuerySet[Any]":
    """Members whose last word is older than a year, or missing. Called in the coalition's scope."""
    fresh = Reaffirmation.objects.filter(replaced_at=None, said_at__gt=at - YEAR).values("organisation")
    found: QuerySet[Any] = members_of(coalition).exclude(pk__in=fresh)
    return found


def reasons_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """All reasons, header first."""
    yield "kind", "words", "counter_measure", "named_for", "named_at", "dropped_at"
    for row in visible_to(standing).iterator(chunk_size=500):
        yield str(row.get_kind_display()), row.words, row.counter, row.said_for, row.named_at, row.dropped_at


def said_table(standing: Standing) -> Iterator[tuple[Any, ...]]:
    """What members said to them, header first."""
    yield "organisation", "stands", "words", "said_by", "said_at", "replaced_at"
    for row in said_visible_to(standing).iterator(chunk_size=500):
        person = row.person.name if row.person else ""
        yield row.organisation.name, row.stands, row.words, person, row.said_at, row.replaced_at

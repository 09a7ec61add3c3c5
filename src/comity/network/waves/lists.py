"""Waves, what organisations score in one, and its pairs, as lists. Pages and other programs read the same."""

from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from comity.base.addresses import addresses
from comity.base.clock import now
from comity.base.lists import Choose, Column, Empty, Listing, Words
from comity.base.templatetags.marks import status
from comity.coalitions.requests import CoalitionRequest
from comity.core.network.reports import Dyad, Rule
from comity.network.models import Contact, Rung, TieKind, Wave, WaveSource
from comity.network.saying import percent
from comity.network.waves.permissions import keeping
from comity.network.waves.queries import pairs_of, scores_of, visible_to
from comity.network.waves.saying import dyad_name, sector_name
from comity.people.models import Sector

SIGNS = {Dyad.CONFIRMED: "ok", Dyad.CLAIMED: "warn", Dyad.UNVERIFIED: "info"}
DROPPED = "dropped"


def waves(request: CoalitionRequest) -> Listing:
    """Waves one may know of, newest first; those out of use only under their own filter."""
    rows = visible_to(request.standing)
    rows = rows.filter(dropped_at__isnull=request.GET.get("use") != DROPPED)
    rows = rows.annotate(said=Count("reports", filter=Q(reports__level__isnull=False)))
    page = addresses("network:wave", request.coalition.slug, like=UUID(int=0))
    columns = [
        Column("name", _("Wave"), "name", sort="name", head=True, link=lambda w: page(w.pk)),
        Column("day", _("Day"), "asked_on", sort=("asked_on", "taken_at"), narrow=True),
        Column("source", _("Where it comes from"), lambda w: w.get_source_display(), sort="source"),
        Column("asked", _("Organisations"), "asked", sort="asked", numeric=True),
        Column("answered", _("Answered"), rate_of, sort="answered", numeric=True),
        Column("reports", _("Reports"), "said", sort="said", numeric=True),
        Column("question", _("What was asked"), "question", shown=False),
    ]
    return Listing(
        request, rows, name="waves", columns=columns, default="-day", caption=_("Waves"),
        filters=(
            Words(("name", "question")), Choose("source", _("Where it comes from"), WaveSource.choices),
            Choose("use", _("In use"), [(DROPPED, _("Out of use"))], apply=_as_they_are, every=_("In use")),
        ),
        empty=_empty(request),
    )  # fmt: skip


def _as_they_are(rows: Any, _value: str) -> Any:
    """Rows that were chosen already."""
    return rows


def rate_of(wave: Wave) -> str:
    """How many answered, in words; of a list nobody was asked."""
    return _("from a list") if wave.given else f"{wave.answered} ({percent(wave.rate)})"


def _empty(request: CoalitionRequest) -> Empty:
    action, url = "", ""
    if keeping(request.standing, at=now()) is None:
        action, url = _("Keep today’s ties"), reverse("network:keep-ties", args=[request.coalition.slug])
    return Empty(
        _("No wave is kept yet"), _("A wave holds still what was said on one day, so that you can see what changes."),
        "net", action, url, _("“Spring 2025: 11 of 14 answered; since then nine ties are new.”"),
    )  # fmt: skip


# ── what organisations score ──


def scores(request: CoalitionRequest, wave: Wave, rule: Rule) -> Listing:
    """What each organisation's place measures under a rule."""
    rows = scores_of(wave, rule.value)
    page = addresses("coalitions:organisation", request.coalition.slug)
    columns = [
        Column("organisation", _("Organisation"), "member.name", sort="member__sort_name", head=True,
               link=lambda s: page(s.member.organisation.slug)),
        Column("sector", _("Sector"), lambda s: sector_name(s.member.sector), sort="member__sector"),
        Column("ties", _("Ties"), "ties", sort="ties", numeric=True),
        *([Column("named_by", _("Named by"), "named_by", sort="named_by", numeric=True)]
          if rule is Rule.DIRECTED else []),
        *_rated(), _figure("betweenness", _("Lies between")), _figure("closeness", _("Near to all")),
        _figure("effective_size", _("Different partners")), _figure("constraint", _("Held by few")),
        _figure("outward", _("Across sectors")),
        Column("two_steps", _("In two steps"), "two_steps", sort="two_steps", numeric=True),
        Column("core", _("In the core"), lambda s: {True: _("Yes"), False: _("No")}.get(s.core, ""), sort="core"),
        Column("community", _("Community"), "community", sort="community", numeric=True),
        Column("cut_off", _("Cut off if it left"), "cut_off", sort="cut_off", numeric=True),
        Column("place", _("Place"), "member.place", sort="member__place", shown=False),
        Column("size", _("Size"), "member.size", sort="member__size", shown=False),
        Column("answered", _("Answered"), lambda s: _("Yes") if s.member.answered else _("No"),
               sort="member__answered"),
    ]  # fmt: skip
    return Listing(
        request, rows, name="wave_scores", columns=columns, default="-ties", kept=("rule",),
        caption=_("Organisations in {wave}").format(wave=wave.name),
        filters=(
            Words(("member__name", "member__place")),
            Choose("sector", _("Sector"), Sector.choices, field="member__sector"),
            Choose("answered", _("Answered"), [(True, _("Yes")), (False, _("No"))], field="member__answered"),
        ),
        empty=Empty(_("No scores to show"), _("Too few answered, or the wave is still being worked out."), "net"),
    )  # fmt: skip


def _figure(key: str, label: str) -> Column:
    return Column(key, label, lambda s: _rounded(getattr(s, key)), sort=key, numeric=True)


def _rated() -> list[Column]:
    return [
        Column("trust", _("Trust"), lambda s: _whole(s.trust), sort="trust", numeric=True),
        Column("value", _("Value"), lambda s: _whole(s.value), sort="value", numeric=True),
        Column("raters", _("Rated by"), "raters", shown=False),
    ]


def _rounded(value: float | None) -> str:
    return "" if value is None else number_format(round(value, 3), 3)


def _whole(value: float | None) -> str:
    return "" if value is None else percent(value / 100)


# ── pairs ──


def pairs(request: CoalitionRequest, wave: Wave) -> Listing:
    """Each pair of which somebody says something: how far that is confirmed, and who says so."""
    columns = [
        Column("one", _("Organisation"), "rater.name", sort="rater__sort_name", head=True),
        Column("other", _("With"), "rated.name", sort="rated__sort_name"),
        Column("state", _("State"), lambda r: dyad_name(r.state), sort="state",
               show=lambda r: status(SIGNS[Dyad(r.state)], dyad_name(r.state))),
        Column("one_says", _("The first says"), lambda r: level_name(r.level), sort="level"),
        Column("other_says", _("The other says"), other_says, sort="back"),
        Column("contact", _("In contact"), lambda r: str(Contact(r.contact).label) if r.contact else ""),
        Column("kinds", _("What together"), lambda r: ", ".join(str(TieKind(kind).label) for kind in r.kinds)),
    ]  # fmt: skip
    states = [(one.value, dyad_name(one.value)) for one in (Dyad.CONFIRMED, Dyad.CLAIMED, Dyad.UNVERIFIED)]
    return Listing(
        request, pairs_of(wave), name="wave_pairs", columns=columns, default="one",
        caption=_("Pairs in {wave}").format(wave=wave.name),
        filters=(
            Words(("rater__name", "rated__name")), Choose("state", _("State"), states),
            Choose("level", _("The first says"), [(one.value, level_name(one.value)) for one in Rung]),
        ),
        empty=Empty(_("Nobody named anybody"), _("All who answered said that they have no tie."), "net"),
    )  # fmt: skip


def level_name(level: int | None) -> str:
    """A rung in words; 0 of a pair that is named: they are in contact."""
    if level is None:
        return ""
    return str(Rung(level).label) if level else _("In contact")


def other_says(row: Any) -> str:
    """The other's word: a rung, "no tie", or that it did not answer."""
    if row.back is not None:
        return level_name(row.back)
    return _("No tie") if row.state == Dyad.CLAIMED else _("Silent")


__all__ = ["pairs", "scores", "waves"]

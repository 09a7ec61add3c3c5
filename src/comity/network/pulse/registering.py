"""What the pulse of trust tells the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.network.models import Pulse, PulsePlan, PulseRoll, PulseState, TalkRound
from comity.network.pulse import jobs, permissions, queries, telling
from comity.network.pulse.linked import by_link
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging


def register() -> None:
    """Fill the registries."""
    label = gettext_lazy("Rounds of talk about trust")
    registry.search.register("network.talkround", registry.Searchable(TalkRound, label, document, rows))
    about = gettext_lazy("What was released of the pulse of trust: figures of five people and more.")
    name = gettext_lazy("The pulse of trust")
    registry.export.register("pulse", registry.Exportable(name, queries.figures_table, about))
    about = gettext_lazy("When we talked about trust, who led it, and what came of it.")
    registry.export.register("talks", registry.Exportable(label, queries.talks_table, about))
    registry.holders.register("network.pulse", holder())
    registry.digest.register("network.pulse", digest_lines)
    registry.evidence.register("network.pulse", waves_held)
    register_purpose(telling.LINK, by_link)
    register_kind(telling.PULSE, gettext_lazy("The pulse of trust waits for my answer"))
    register_kind(telling.TALK, gettext_lazy("Rounds of talk that I lead"))
    every(Rhythm.HOURLY, "network.pulse", jobs.sweep)
    register_belonging("asked_for_a_pulse", PulseRoll, "coalition", "pulse", "organisation", "answered")
    register_belonging("pulse_looked_into", PulsePlan, "coalition", "changed_at")
    led = ("coalition", "planned_on", "held_on")
    register_belonging("talks_led", TalkRound, *led, by="facilitator")
    register_belonging("talks_planned", TalkRound, *led)


def holder() -> registry.Holder:
    """A pulse holds the task that a fall raises."""
    return registry.Holder(
        label=gettext_lazy("Pulse of trust"),
        find=lambda standing, pk: queries.visible_to(standing).filter(pk=pk).first(),
        title=lambda pulse: pulse.title,
        url=Pulse.get_absolute_url,
        may_write=lambda by, pulse, at: permissions.may_plan(by, at=at),
        adding=permissions.adding,
    )


def document(talk: TalkRound) -> registry.Document:
    """A talk by what came of it."""
    return registry.Document(
        talk.coalition_id, talk.title, talk.result, talk.get_absolute_url(), talk.confidentiality
    )


def rows(coalition: UUID) -> Iterator[TalkRound]:
    """All talks of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from TalkRound.objects.select_related("coalition").iterator(chunk_size=500)


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """What a pulse showed in that time."""
    for wave in queries.waves(standing):
        if wave.closed_at is not None and since < wave.closed_at <= until and wave.level is not None:
            said = _("Trust has fallen to {level} of 4") if wave.fell else _("Trust stands at {level} of 4")
            yield said.format(level=queries.in_tenths(wave.level.tenths)), wave.get_absolute_url()


def waves_held(standing: Standing) -> Iterator[registry.Shown]:
    """Trust was looked at."""
    closed: QuerySet[Any] = queries.visible_to(standing).filter(state=PulseState.CLOSED, held="")
    url = reverse("network:pulse", args=[slug_of(standing.coalition)])
    yield registry.Shown(_("Pulses of trust that showed something"), closed, 2, url)

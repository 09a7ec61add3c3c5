"""What calls for help tell the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.coalitions.merging import on_merge
from comity.coalitions.standing import Standing
from comity.network.acts import calls as acts
from comity.network.calls import jobs, queries, tables, telling
from comity.network.models import HelpCall, HelpOffer
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging
from comity.people.models import Organisation


def register() -> None:
    """Fill the registries."""
    found = registry.Searchable(HelpCall, gettext_lazy("Calls for help"), document, rows)
    registry.search.register("network.helpcall", found)
    tables.register()
    registry.digest.register("network.calls", digest_lines)
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    register_kind(telling.OFFERED, gettext_lazy("Offers of help that wait for our answer"))
    register_kind(telling.GIVEN, gettext_lazy("Whether help that we took up was given"))
    register_kind(telling.NEWS, gettext_lazy("What became of help that I offered"))
    on_merge.append(move_along)
    every(Rhythm.DAILY, "network.ask_whether_given", jobs.ask, "07:20")
    asked = ("coalition", "title", "text", "asked_at", "by_on", "state")
    register_belonging("help_asked_for", HelpCall, *asked)
    offered = ("coalition", "words", "offered_at", "state", "given_on", "given_minutes")
    register_belonging("help_offered", HelpOffer, *offered)
    register_belonging("offers_answered", HelpOffer, "coalition", "answer", "answered_at", by="answered_by")


def document(call: HelpCall) -> registry.Document:
    """A call by its words."""
    words = f"{call.text}\n{call.for_name}"
    level = Confidentiality.COALITION
    return registry.Document(call.coalition_id, call.title, words, call.get_absolute_url(), level)


def rows(coalition: UUID) -> Iterator[HelpCall]:
    """All calls of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from HelpCall.objects.select_related("coalition").iterator(chunk_size=500)


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """What others asked for in that time, as long as one can offer; and what was given."""
    mine = [hold.of for hold in standing.organisations]
    asked = queries.visible_to(standing).filter(queries.is_open(until.date()), asked_at__gt=since, asked_at__lte=until)
    for call in asked.exclude(organisation__in=mine).order_by("by_on", "pk"):
        yield _("{name} asks for help: {title}").format(name=call.for_name, title=call.title), call.get_absolute_url()
    given = queries.offers_visible_to(standing).filter(given_on__gt=since.date(), given_on__lte=until.date())
    for offer in given.order_by("given_on", "pk"):
        said = _("{helper} helped {helped}: {title}")
        names = {"helper": offer.for_name, "helped": offer.call.for_name, "title": offer.call.title}
        yield said.format(**names), offer.call.get_absolute_url()


def move_along(kept: Organisation, gone: Organisation, by: Capacity, at: datetime) -> list[models.Model]:
    """Of two rows that are one organisation, the one that stays has the open calls and live offers."""
    return [row.store() for row in queries.moved(kept.pk, gone.pk)]


def _thing(entry: Entry, model: Any) -> Any:
    label = model._meta.label_lower
    return model.objects.get(pk=entry.ids_of(label)[0])


def asked(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The call is closed."""
    return acts.close_help(_thing(entry, HelpCall), by=by, at=at)


def closed(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The call is open again."""
    return acts.reopen_help(_thing(entry, HelpCall), by=by, at=at)


def offered(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """The offer is taken back."""
    return acts.withdraw_offer(_thing(entry, HelpOffer), by=by, at=at)


UNDO = {"network.help.asked": asked, "network.help.closed": closed, "network.help.offered": offered}

"""What the founding tells the rooms below."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.audit.models import Entry
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.evidence import alike
from comity.coalitions.held import coordinators
from comity.coalitions.merging import on_merge
from comity.coalitions.queries import slug_of
from comity.coalitions.standing import Standing
from comity.founding.convening import acts, linked, paper, permissions, queries, sealing, telling
from comity.founding.convening.merging import move_along
from comity.founding.models import Convening, Party, Reservation, ReservationState
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.people.belongings import register_belonging
from comity.signatures.models import Answer

#: kinds of mail, with how people know them, and whether they can do without
KINDS = {
    telling.INVITED: (gettext_lazy("Invitations to found a coalition"), False),
    telling.APPROVE: (gettext_lazy("Whether our organisation approves the founding"), False),
    telling.NEWS: (gettext_lazy("What became of a founding"), True),
}


def register() -> None:
    """Fill the registries."""
    sealing.register()
    paper.register()
    on_merge.append(move_along)
    register_purpose(telling.LINK, linked.by_link)
    for kind, (label, quiet) in KINDS.items():
        register_kind(kind, label, can_be_quieted=quiet)
    registry.holders.register("founding.convening", holder())
    registry.evidence.register("founding.convening", convening_evidence)
    registry.evidence.register("founding.introduced", introduced_evidence)
    registry.evidence.register("founding.reservations", reservations_evidence)
    registry.evidence.register("founding.approvals", approvals_evidence)
    registry.undo.register("founding.party.heard", heard)
    registry.undo.register("founding.reservation.settled", settled)
    label = gettext_lazy("Founding meetings")
    registry.search.register("founding.convening", registry.Searchable(Convening, label, document, rows))
    register_tables()
    register_belonging("foundings_prepared", Convening, "coalition", "prepared_at", "sent_at", "constituted_at")
    register_belonging("answers_to_foundings", Party, "coalition", "name", "reply", "deputy", "replied_at")
    told = ("coalition", "name", "motivation", "questions", "expectations", "introduced_at")
    register_belonging("introductions_at_foundings", Party, *told, by="introduced_by")
    said = ("coalition", "organisation", "words", "raised_at", "state", "answer")
    register_belonging("reservations", Reservation, *said)
    register_belonging("reservations_settled", Reservation, "coalition", "state", "settled_at", by="settled_by")


def register_tables() -> None:
    """What leaves with the coalition."""
    for name, label, table, about in (
        ("foundings", gettext_lazy("Founding meetings"), queries.table,
         gettext_lazy("Each attempt to found: when it was called, by which rule, and what became of it.")),
        ("founding_parties", gettext_lazy("Invited to found"), queries.parties_table,
         gettext_lazy("Who was invited, came, what each said of itself, and whether it approved.")),
        ("reservations", gettext_lazy("Reservations"), queries.reservations_table,
         gettext_lazy("Each reservation about the founding: closed with an answer, or carried openly.")),
    ):  # fmt: skip
        registry.export.register(name, registry.Exportable(label, table, about))


def holder() -> registry.Holder:
    """A founding holds what is signed, and papers that go with it."""
    return registry.Holder(
        label=gettext_lazy("Founding"),
        find=lambda standing, pk: queries.visible_to(standing).filter(pk=pk).first(),
        title=str,
        url=Convening.get_absolute_url,
        may_write=permissions.may_lead,
        keepers=lambda _thing, at: coordinators(at),
        keeping=lambda standing, by, _thing, _at: permissions.convening(standing, by),
    )


def document(thing: Convening) -> registry.Document:
    """A founding by who called it."""
    text = f"{thing.caller_name}\n{thing.for_name}\n{thing.dropped_why}"
    level = Confidentiality.COALITION
    return registry.Document(thing.coalition_id, str(thing), text, thing.get_absolute_url(), level)


def rows(coalition: UUID) -> Iterator[Convening]:
    """All foundings of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Convening.objects.select_related("coalition").iterator(chunk_size=500)


@alike
def convening_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Whether the drafts of mission and structure went out ahead of the founding meeting."""
    if url := _page(standing):
        sent = _live().exclude(sent_at=None)
        yield registry.Shown(_("Drafts of mission and structure sent ahead of the founding meeting"), sent, 1, url)


@alike
def introduced_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """How many of those invited had their time."""
    if url := _page(standing):
        parties = Party.objects.filter(convening__dropped_at=None, removed_at=None)
        had = parties.exclude(spoke_at=None)
        yield registry.Shown(_("Invited organisations that had their time at the founding"), had, parties, url)


@alike
def reservations_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Whether every reservation is closed or carried openly, once each could raise one."""
    if url := _page(standing):
        unsettled = Reservation.objects.filter(convening=OuterRef("pk"), state=ReservationState.OPEN)
        done = _live().exclude(approval_opened_at=None).filter(~Exists(unsettled))
        yield registry.Shown(_("Every reservation closed, or carried openly"), done, 1, url)


@alike
def approvals_evidence(standing: Standing) -> Iterator[registry.Shown]:
    """Whether as many organisations approved as the founding rule asks. No query of its own."""
    if url := _page(standing):
        signed = Count("sheet__signatories", filter=Q(sheet__signatories__answer=Answer.SIGNED), distinct=True)
        invited = Count("parties", filter=Q(parties__removed_at=None), distinct=True)
        met = _live().annotate(signed=signed, hundredfold=100 * signed, invited=invited).filter(
            signed__gte=F("at_least"), hundredfold__gte=F("invited") * F("share")
        )  # fmt: skip
        once = _live().filter(pk__in=met.values("pk"))  # each founding once, however many signed it
        yield registry.Shown(_("As many formal approvals as the founding rule asks"), once, 1, url)


def _live() -> Any:
    """The founding that is under way or done."""
    return Convening.objects.filter(dropped_at=None)


def _page(standing: Standing) -> str:
    """Where it has its page; nothing for those outside. No query of its own."""
    if not standing.inside or standing.coalition is None:
        return ""
    return reverse("founding:convening", args=[slug_of(standing.coalition)])


def heard(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It had its time not after all; or did."""
    party = Party.objects.select_related("convening").get(pk=entry.ids_of("founding.party")[0])
    return acts.hear_party(party, party.spoke_at is None, by=by, at=at)


def settled(entry: Entry, *, by: Capacity, at: datetime) -> Any:
    """It is open again."""
    row = Reservation.objects.get(pk=entry.ids_of("founding.reservation")[0])
    return acts.reopen_reservation(row, by=by, at=at)

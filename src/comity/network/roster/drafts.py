"""A draft's life: made from tables, checked as often as it changes, entered once. Needs the coalition's scope."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from comity.audit.queries import history_of
from comity.base.capacity import Capacity
from comity.base.clock import day_of, now
from comity.base.refusal import Refused, require
from comity.coalitions.models import Coalition
from comity.coalitions.standing import capacities, standing_of
from comity.core.roster.fields import Field, Kind
from comity.core.roster.folding import comparable
from comity.core.roster.guessing import level_values
from comity.core.roster.parsing import parse_roster
from comity.core.roster.types import Known, Problems, Roster, Suggestion
from comity.network.acts.roster import import_roster
from comity.network.models import DraftState, RosterDraft
from comity.network.models.drafts import LIVES, packed, unpacked
from comity.network.permissions import may_import
from comity.network.roster.decisions import ANOTHER, Decisions, guessed
from comity.network.roster.here import Here, all_here, organisations_here
from comity.network.roster.planning import Plan, plan
from comity.network.roster.sources import Tables, as_plain, from_plain
from comity.network.roster.wording import note_in_words, problem_in_words, remark_in_words

#: above so many rows the work is done behind the page
AT_ONCE = 2_000
SHOWN_ROWS, SHOWN_LEVELS, SHOWN_PAIRS = 5, 60, 200
_FREE = (DraftState.WAITING, DraftState.CHECKED, DraftState.FAILED)


def make(tables: Tables, *, by: Capacity, at: datetime) -> RosterDraft:
    """Keep tables for a day, with what they themselves suggest."""
    require(may_import(by, at=at))
    assert by.coalition and by.person
    return RosterDraft(
        coalition_id=by.coalition, person_id=by.person, hat=by.value, tables=packed(as_plain(tables)),
        row_count=sum(len(table.rows) for table in tables.values()), choices=guessed(tables).as_plain(),
        made_at=at, expires_at=at + LIVES,
    ).store()  # fmt: skip


def tables_of(draft: RosterDraft) -> Tables:
    """The tables of a draft as they were read."""
    return from_plain(unpacked(bytes(draft.tables)))


def claim(draft: RosterDraft, state: DraftState) -> bool:
    """Let only one at a time work on it; False when somebody else does, or it is entered already."""
    free = RosterDraft.objects.filter(pk=draft.pk, state__in=_FREE)
    mine = free.update(state=state, busy_since_at=now())
    draft.state = state if mine else draft.state
    return bool(mine)


def read(tables: Tables, decisions: Decisions, here: Here) -> Roster | Problems:
    """The tables as a roster, or all that is wrong with them."""
    return parse_roster(tables, decisions.maps, here.known)


# ── checking ──


def check(draft: RosterDraft, *, at: datetime) -> None:
    """Say what entering it would do, or what to mend, and keep the answer with the draft."""
    tables = tables_of(draft)
    decisions = Decisions.from_plain(draft.choices).completed(tables)
    here = organisations_here(draft.coalition_id)
    roster = read(tables, decisions, here)
    found: dict[str, Any] = {"tables": _heads(tables), "levels": _levels(tables, decisions)}
    if isinstance(roster, Problems):
        wrong = [problem_in_words(problem) for problem in roster.problems]
        found |= {"wrong": [vars(one) for one in wrong], "more": roster.more}
    else:
        addresses = [person.email for person in roster.people if person.email]
        everything = all_here(draft.coalition_id, addresses, on=day_of(at))
        made = plan(roster, decisions, everything, coalition=draft.coalition, at=at)
        found |= {"wrong": [vars(one) for one in made.wrong], "more": 0, "counts": _counts(made, roster)}
        found["pairs"] = _pairs(roster, decisions)
    found["remarks"] = [remark_in_words(remark) for remark in roster.remarks]
    draft.found, draft.state = found, DraftState.CHECKED
    draft.save(update_fields=["found", "choices", "state"])


def _heads(tables: Tables) -> dict[str, Any]:
    return {
        kind.value: {
            "called": table.called, "header": list(table.header), "count": len(table.rows),
            "rows": [list(row) for row in table.rows[:SHOWN_ROWS]],
            "notes": [note_in_words(note) for note in table.notes],
        }
        for kind, table in tables.items()
    }  # fmt: skip


def _levels(tables: Tables, decisions: Decisions) -> list[dict[str, Any]]:
    """The words for a relationship that occur, each with its rung as far as it is known."""
    table, chosen = tables.get(Kind.TIES), decisions.maps.get(Kind.TIES)
    if table is None or chosen is None:
        return []
    occur: dict[str, dict[str, Any]] = {}
    for value, count in level_values(table, chosen.columns.get(Field.LEVEL)):
        word = comparable(value)
        row = occur.setdefault(
            word, {"word": word, "value": value, "count": 0, "rung": chosen.levels.get(word)}
        )
        row["count"] += count
    return list(occur.values())[:SHOWN_LEVELS]


def _counts(made: Plan, roster: Roster) -> dict[str, int]:
    return {
        "organisations": len(made.organisations),
        "known": len(roster.organisations) - len(made.organisations),
        "moved": len(made.moved),
        "filled": len(made.filled),
        "people": made.arriving,
        "mandates": len(made.mandates),
        "votes": sum(mandate.votes for mandate in made.mandates),
        "ties": len(made.ties) + len(made.changed_ties),
        "without_sector": sum(not one.sector for one in made.organisations),
        "unaddressed": made.unaddressed,
        "homeless": made.homeless,
    }


def _pairs(roster: Roster, decisions: Decisions) -> list[dict[str, Any]]:
    """Organisations that may be one with another, each with who that could be and what is decided."""
    offered: dict[int, dict[str, Any]] = {}
    for one in roster.suggestions:
        row = one.organisation.row
        exact = one.other.id if one.exact and isinstance(one.other, Known) else ANOTHER
        pair = offered.setdefault(row, {"row": row, "name": one.organisation.name, "options": [],
                                        "exact": exact != ANOTHER,
                                        "chosen": decisions.same.get(str(row), exact)})  # fmt: skip
        pair["options"].append(_option(one))
    return list(offered.values())[:SHOWN_PAIRS]


def _option(one: Suggestion) -> dict[str, str]:
    if isinstance(one.other, Known):
        place = f", {one.other.place}" if one.other.place else ""
        return {"value": one.other.id, "label": f"{one.other.name}{place}"}
    label = _("{name}, in row {row}").format(name=one.other.name, row=one.other.row)
    return {"value": f"row {one.other.row}", "label": label}


# ── entering ──


def enter(draft: RosterDraft, *, by: Capacity, at: datetime) -> Coalition | None:
    """Import it, all or nothing. None when something is wrong: then the draft says what."""
    tables = tables_of(draft)
    decisions = Decisions.from_plain(draft.choices).completed(tables)
    assert by.coalition is not None
    roster = read(tables, decisions, organisations_here(by.coalition))
    if isinstance(roster, Problems):
        check(draft, at=at)
        return None
    source = tables[Kind.TIES].called[:160] if Kind.TIES in tables else ""
    try:
        with transaction.atomic():
            coalition = import_roster(roster, decisions, by=by, at=at, source=source or _("Pasted list"))
            _done(draft, coalition)
    except ValidationError as error:
        check(draft, at=at)
        if not draft.found["wrong"]:
            _failed(draft, " ".join(error.messages))
        return None
    return coalition


def _done(draft: RosterDraft, coalition: Coalition) -> None:
    entry = history_of(coalition.pk)[0]
    draft.state, draft.entry, draft.tables = DraftState.DONE, entry.pk, packed({})
    draft.save(update_fields=["state", "entry", "tables"])


def _failed(draft: RosterDraft, why: str) -> None:
    draft.state, draft.found = DraftState.FAILED, draft.found | {"why": why}
    draft.save(update_fields=["state", "found"])


# ── behind the page ──


def capacity_of(draft: RosterDraft, *, at: datetime) -> Capacity:
    """The hat it was made under, if it is still worn; else the bare one, which the act refuses."""
    standing = standing_of(draft.person_id, draft.coalition_id, at=at)
    hats = capacities(standing, name=draft.person.name)
    return next((hat for hat in hats if hat.value == draft.hat), hats[-1])


def work_on(draft: RosterDraft, *, at: datetime) -> None:
    """Do what a claimed draft waits for. What goes wrong is kept with it, for its person to read."""
    with translation.override(draft.person.speaks()):
        try:
            if draft.state == DraftState.CHECKING:
                check(draft, at=at)
            elif draft.state == DraftState.RUNNING:
                enter(draft, by=capacity_of(draft, at=at), at=at)
        except Refused as refusal:
            _failed(draft, str(refusal.reason))
        except Exception:
            _failed(draft, _("Something went wrong here, and it is our fault. Nothing was entered."))
            raise


def release(draft: RosterDraft) -> None:
    """Free a draft whose worker died. An import is all or nothing and notes that it is done with it: so it was not."""
    entering = draft.state == DraftState.RUNNING
    with translation.override(draft.person.speaks()):
        why = _("The work on this list broke off, and nothing was entered. Go back to the lists and try once more.")
    became = DraftState.CHECKED if entering else DraftState.FAILED
    found = draft.found if entering else draft.found | {"why": why}
    same = RosterDraft.objects.filter(pk=draft.pk, state=draft.state, busy_since_at=draft.busy_since_at)
    same.update(state=became, found=found)


def choose(draft: RosterDraft, decisions: Mapping[str, Any]) -> None:
    """Keep what the person decided."""
    draft.choices = dict(decisions)
    draft.save(update_fields=["choices"])

"""`comity import`: a roster from files, by the same act and with the same messages as on the web.

    comity import --coalition harbour-homes --as amina@example.org --organisations members.csv --ties ties.csv
    comity import --new "Harbour Homes" --coordinator amina@example.org --organisations members.xlsx

Exit codes: 0 entered (or, with --dry-run, could be entered), 1 not permitted, 2 the lists or options can't be read;
then nothing is entered.
"""

import argparse
import sys
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django_scopes import scope

from comity.audit.models import Entry
from comity.audit.queries import history_of
from comity.base.capacity import ActsFor, Capacity
from comity.base.clock import day_of, now
from comity.base.ids import uuid7
from comity.base.refusal import Refused, require
from comity.coalitions.acts import found_coalition
from comity.coalitions.models import Coalition
from comity.coalitions.standing import capacities, standing_of
from comity.core.roster.fields import Field, Kind, Rung
from comity.core.roster.folding import comparable
from comity.core.roster.types import Problems, Roster
from comity.network.acts.roster import import_roster
from comity.network.permissions import may_import
from comity.network.roster import drafts, sources
from comity.network.roster.decisions import Decisions, guessed, kept_fields
from comity.network.roster.here import Here, all_here, organisations_here
from comity.network.roster.planning import Plan, plan
from comity.network.roster.wording import note_in_words, problem_in_words, remark_in_words, trouble_in_words
from comity.network.saying import entered_in_words
from comity.people.acts import register_person
from comity.people.addresses import person_with
from comity.people.models import Person

SHOWN = 100


class NotUnderstood(Exception):
    """Options or lists that can't be used; the message says what to mend."""


@dataclass(frozen=True)
class Lists:
    """What was read, and what was decided about it."""

    tables: dict[Kind, sources.Given]
    decisions: Decisions

    @property
    def source(self) -> str:
        """Where ties come from that don't say it."""
        return self.tables[Kind.TIES].called[:160] if Kind.TIES in self.tables else ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `comity import`."""
    into = parser.add_mutually_exclusive_group(required=True)
    into.add_argument("--coalition", metavar="SLUG", help="into this coalition")
    into.add_argument("--new", metavar="NAME", help="into a new coalition of that name")
    parser.add_argument(
        "--as", "--coordinator", dest="email", metavar="EMAIL", required=True,
        help="who acts: a coordinator of the coalition; of a new one, who will coordinate it",
    )  # fmt: skip
    for kind in Kind:
        parser.add_argument(f"--{kind}", metavar="FILE", type=Path, help=f"the table of {kind} (CSV or XLSX)")
    fields = sorted({field.value for kind in Kind for field in kept_fields(kind)})
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD",
        help=f"what a column means, where the guess is wrong; repeatable. Fields: {', '.join(fields)}",
    )  # fmt: skip
    parser.add_argument(
        "--level", action="append", default=[], metavar="WORD=RUNG",
        help="which rung a word of the list means, 0 (no tie) to 5 (multisector collaboration); repeatable",
    )  # fmt: skip
    parser.add_argument(
        "--ties-say", choices=["list", "first"],
        help="who says that there is a tie: the list for both, or the first one of each row (else guessed)",
    )  # fmt: skip
    parser.add_argument(
        "--prospects", action="store_true", help="new organisations come in as prospects, not members"
    )
    parser.add_argument(
        "--first-votes",
        action="store_true",
        help="the first person of an organisation without a voter votes for it",
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what would be entered")


def run(args: argparse.Namespace) -> int:
    """Import and say what came of it."""
    try:
        lists, at = _lists(args), now()
        return _try_out(args, lists, at) if args.dry_run else _enter(args, lists, at)
    except NotUnderstood as wrong:
        return _say(str(wrong), 2)
    except ValidationError as wrong:
        return _say("\n".join(wrong.messages[:SHOWN]), 2)
    except Refused as refused:
        return _say(str(refused.reason), 1)


def _say(words: str, code: int) -> int:
    print("\n".join(f"comity import: {line}" for line in words.splitlines()), file=sys.stderr)
    return code


# ── reading ──


def _lists(args: argparse.Namespace) -> Lists:
    files = {kind: getattr(args, kind.value) for kind in Kind if getattr(args, kind.value)}
    if not files:
        raise NotUnderstood("Give at least one list: --organisations, --people or --ties.")
    tables = {kind: _read(path) for kind, path in files.items()}
    decisions = replace(guessed(tables), first_votes=args.first_votes, prospects=args.prospects)
    for pair in args.map:
        decisions = _mapped(decisions, tables, pair)
    if Kind.TIES in tables:
        decisions = _ties_say(decisions, args)
    return Lists(tables, decisions.completed(tables))


def _read(path: Path) -> sources.Given:
    try:
        table = sources.read(path.read_bytes(), path.name)
    except OSError as wrong:
        raise NotUnderstood(f"{path}: the file can't be opened ({wrong.strerror}). Check the path.") from None
    except sources.BadSheet as trouble:
        raise NotUnderstood(f"{path}: {trouble_in_words(trouble)}") from None
    for note in table.notes:
        print(f"{path.name}: {note_in_words(note)}")
    return table


def _mapped(decisions: Decisions, tables: dict[Kind, sources.Given], pair: str) -> Decisions:
    """Let a column mean a field in every table that has both."""
    column, equal, name = pair.rpartition("=")
    maps = dict(decisions.maps)
    fitting = [
        k for k, t in tables.items() if column in t.header and name in {f.value for f in kept_fields(k)}
    ]
    if not equal or not fitting:
        raise NotUnderstood(
            f'--map "{pair}": no list has such a column, or it can\'t hold that. Write COLUMN=FIELD.'
        )
    for kind in fitting:
        others = {field: chosen for field, chosen in maps[kind].columns.items() if chosen != column}
        maps[kind] = replace(maps[kind], columns={**others, Field(name): column})
    return replace(decisions, maps=maps)


def _ties_say(decisions: Decisions, args: argparse.Namespace) -> Decisions:
    chosen = decisions.maps[Kind.TIES]
    levels = dict(chosen.levels)
    for pair in args.level:
        word, _equal, rung = pair.rpartition("=")
        if rung not in {str(one.value) for one in Rung} or not word:
            raise NotUnderstood(f'--level "{pair}": write WORD=RUNG, with a rung from 0 to 5.')
        levels[comparable(word)] = Rung(int(rung))
    directed = chosen.directed if args.ties_say is None else args.ties_say == "first"
    return replace(
        decisions, maps={**decisions.maps, Kind.TIES: replace(chosen, levels=levels, directed=directed)}
    )


def _roster(lists: Lists, here: Here) -> Roster:
    roster = drafts.read(lists.tables, lists.decisions, here)
    if isinstance(roster, Problems):
        wrong = [str(problem_in_words(problem)) for problem in roster.problems[:SHOWN]]
        rest = len(roster.problems) + roster.more - len(wrong)
        raise NotUnderstood("\n".join(wrong + ([f"… and {rest} more."] if rest else [])))
    return roster


# ── entering ──


def _enter(args: argparse.Namespace, lists: Lists, at: datetime) -> int:
    with transaction.atomic():
        by = _founder(args, at) if args.new else _coordinator(args, at)
        assert by.coalition is not None
        with scope(coalition=by.coalition):
            roster = _roster(lists, organisations_here(by.coalition))
        coalition = import_roster(roster, lists.decisions, by=by, at=at, source=lists.source)
    entry: Entry = history_of(coalition.pk)[0]
    _tell(roster)
    print(f"{coalition.name} ({coalition.slug}): {entered_in_words(entry)}")
    return 0


def _tell(roster: Roster) -> None:
    for remark in roster.remarks:
        print(remark_in_words(remark))
    for pair in roster.suggestions:
        if not pair.exact:
            print(
                f"{pair.organisation.name} and {pair.other.name} may be one organisation; they are kept apart."
            )


def _founder(args: argparse.Namespace, at: datetime) -> Capacity:
    person = person_with(args.email)
    if person is None:
        rule = Capacity(None, "", ActsFor.RULE, None, "", None)
        person = register_person(name=args.email.partition("@")[0], email=args.email, by=rule, at=at)
    bare = Capacity(person.pk, person.name, ActsFor.SELF, None, "", uuid7())
    coalition = found_coalition(name=args.new, by=bare, at=at)
    return _hat(person, coalition, at)


def _coordinator(args: argparse.Namespace, at: datetime) -> Capacity:
    coalition = Coalition.objects.filter(slug=args.coalition).first()
    if coalition is None:
        raise NotUnderstood(f"There is no coalition “{args.coalition}”.")
    person = person_with(args.email)
    if person is None:
        raise NotUnderstood(f"Nobody here uses the address {args.email}.")
    return _hat(person, coalition, at)


def _hat(person: Person, coalition: Coalition, at: datetime) -> Capacity:
    """For a body of the coalition, where the person may."""
    hats = capacities(standing_of(person.pk, coalition.pk, at=at), name=person.name)
    return next((hat for hat in hats if hat.acts_for == ActsFor.BODY), hats[-1])


def _try_out(args: argparse.Namespace, lists: Lists, at: datetime) -> int:
    """Everything but the entering."""
    if args.new:
        made, roster = _planned(lists, Here({}, set()), at)
    else:
        by = _coordinator(args, at)
        require(may_import(by, at=at))
        coalition: Any = by.coalition
        with scope(coalition=coalition):
            people = _roster(lists, organisations_here(coalition)).people
            here = all_here(coalition, [one.email for one in people if one.email], on=day_of(at))
            made, roster = _planned(lists, here, at)
    if made.wrong:
        raise NotUnderstood("\n".join(map(str, made.wrong[:SHOWN])))
    _tell(roster)
    counts = (
        len(made.organisations),
        len(made.people),
        len(made.mandates),
        len(made.ties) + len(made.changed_ties),
    )
    print("Would be entered: {} organisations, {} people, {} mandates, {} ties.".format(*counts))
    return 0


def _planned(lists: Lists, here: Here, at: datetime) -> tuple[Plan, Roster]:
    roster = _roster(lists, here)
    return plan(roster, lists.decisions, here, coalition=Coalition(), at=at, source=lists.source), roster

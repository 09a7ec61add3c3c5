"""`comity audit`: check the record of acts, or print its newest seal."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from uuid import UUID

from django.conf import settings

from comity.audit.models import INSTALL, ChainHead, Entry
from comity.audit.queries import SEAL_DIGITS, grouped, head_of
from comity.audit.verify import Fault, verify
from comity.coalitions.models import Coalition


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, for which coalition, against which seal."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    for name, words in {"verify": "name every fault", "head": "print the newest seal"}.items():
        action = actions.add_parser(name, help=words, description=words)
        action.add_argument(
            "--coalition", metavar="SLUG", help="only this one (else all, and the install's own)"
        )
        if name == "verify":
            action.add_argument(
                "--head", metavar="HEX", default="", help="a seal from a mail; needs --coalition"
            )


@dataclass(frozen=True)
class Chain:
    """One chain and how people call it."""

    key: UUID
    name: str


def run(args: argparse.Namespace) -> int:
    """0 when every chain is whole, 1 when not, 2 when the question makes no sense."""
    import_module(
        settings.ROOT_URLCONF
    )  # whatever acts there are: only those that erase may have emptied words
    chains = list(_chains(args.coalition))
    if not chains:
        return _not_understood(f"There is no coalition “{args.coalition}”.")
    if args.action == "head":
        return _print_heads(chains)
    held = "".join(args.head.split()).lower()
    if held and not args.coalition:
        return _not_understood("A seal belongs to one coalition: name it with --coalition.")
    if held and (len(held) < SEAL_DIGITS or not set(held) <= set("0123456789abcdef")):
        return _not_understood(f"A seal has at least {SEAL_DIGITS} digits of 0–9 and a–f.")
    faulty = [chain for chain in chains if _check(chain, held)]
    return int(bool(faulty))


def _check(chain: Chain, held: str) -> bool:
    """Print what was found; True if anything is wrong."""
    faults, head = list(verify(chain.key, head=held)), head_of(chain.key)
    if not faults and not head.seq and chain.key != INSTALL:
        faults = [Fault(chain.key, 0, "gone", "It has no record at all, though it was founded by an act.")]
    if not faults:
        print(f"{chain.name}: whole, {head.seq} entries, seal {grouped(head.hash)}")
    for fault in faults:
        print(f"{chain.name}, entry {fault.seq}{_act(fault)}: {fault.what}")
    return bool(faults)


def _act(fault: Fault) -> str:
    entry = Entry.objects.filter(chain=fault.chain, seq=fault.seq).first()
    return f" ({entry.act})" if entry else ""


def _print_heads(chains: list[Chain]) -> int:
    for chain in chains:
        head = head_of(chain.key)
        print(f"{chain.name}: entry {head.seq}, seal {head.hash}")
    return 0


def _chains(slug: str | None) -> Iterator[Chain]:
    """The coalition of that slug; without one, all of them, the install's own, and chains nobody owns any more."""
    coalitions = Coalition.objects.filter(slug=slug) if slug else Coalition.objects.all()
    names = {coalition.pk: coalition.name for coalition in coalitions}
    if not slug:
        names[INSTALL] = "This install"
        heads, entries = (rows.objects.order_by().values_list("chain") for rows in (ChainHead, Entry))
        recorded = heads.union(entries)
        names |= {key: f"A coalition that is gone ({key})" for (key,) in recorded if key not in names}
    yield from (Chain(key, name) for key, name in names.items())


def _not_understood(why: str) -> int:
    print(why, file=sys.stderr)
    return 2

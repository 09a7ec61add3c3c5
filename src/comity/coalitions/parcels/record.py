"""The record of acts as it is taken along: enough to check it without Comity, and no word that the reader may not read.

Outsiders get the seals alone. For those inside, an act they may not read of is a seal, too: the chain stays whole.
"""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from comity.audit.models import ChainHead, Entry
from comity.audit.queries import entries_of, head_of
from comity.base import registry
from comity.coalitions.confidentiality import with_openness
from comity.coalitions.standing import Standing

A_READ = 500
File = tuple[str, str, Iterator[bytes]]


def files_of(chain: UUID, standing: Standing) -> Iterator[File]:
    """Name, meaning and content of each file of the record, up to its present head: people go on working meanwhile."""
    head = head_of(chain)
    rows = with_openness(entries_of(chain), standing).filter(seq__lte=head.seq).order_by("seq")
    yield "entries.jsonl", _entries_words(standing), (_line(_entry(row, standing)) for row in rows.iterator(A_READ))
    told = {"chain": str(chain), "seq": head.seq, "hash": head.hash}
    yield "head.json", _("The newest seal and the number of the act it belongs to."), iter([_line(told)])
    if standing.inside:
        words = _("Names and words of the acts, with the salts by which they are checked; erased ones are empty.")
        yield "words.jsonl", words, (_line(one) for one in _words(rows))
        sealed = _("Rows that may never change (decisions, votes and the like), as they were sealed.")
        yield "sealed.jsonl", sealed, (_line(one) for one in _sealed(rows, head))


def _entries_words(standing: Standing) -> str:
    if not standing.inside:
        return _("The seal of every act, one after the other.")
    return _("Every act with its seal; of acts you may not read of, the seal alone.")


def _entry(row: Any, standing: Standing) -> dict[str, Any]:
    told = {"seq": row.seq, "previous": row.previous, "hash": row.hash}
    return told | {"text": row.text} if standing.inside and row.readable else told


def _words(rows: Any) -> Iterator[dict[str, Any]]:
    for row in rows.filter(readable=True).iterator(A_READ):
        kept = row.words
        yield {
            "seq": row.seq, "words": json.loads(kept.words), "salt": kept.salt, "erased": kept.erased_by_id is not None,
        }  # fmt: skip


def _sealed(rows: Any, head: ChainHead) -> Iterator[dict[str, Any]]:
    """The newest seal of each row decides; rows whose newest seal one may not read of stay away."""
    newest: dict[tuple[str, str], tuple[int, bool]] = {}
    for row in rows.filter(text__contains='"seals":').iterator(A_READ):
        for label, prints in json.loads(row.text)["facts"].get("seals", {}).items():
            newest |= {(label, pk): (row.seq, row.readable) for pk in prints}
    for (label, pk), (seq, readable) in newest.items():
        source = registry.seals.get(label)
        text = source(UUID(pk)) if source and readable else None
        if text is not None and not _sealed_since(pk, head):
            yield {"label": label, "id": pk, "seq": seq, "text": text}


def _sealed_since(pk: str, head: ChainHead) -> bool:
    """Was the row sealed anew while we packed? Then it is not what the record tells up to here."""
    later = Entry.objects.filter(chain=head.chain, seq__gt=head.seq)
    return later.filter(text__contains=pk).exists()


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"

"""Appending to a chain, and walking it to see whether anything was changed."""

import json
import secrets
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from comity.audit.canonical import canonical, chained, commitment
from comity.audit.models import NO_WORDS, ChainHead, Entry, EntryThing, EntryWords
from comity.base.capacity import Capacity

if TYPE_CHECKING:
    from datetime import datetime

    from comity.audit.acts import Changes


def lock_head(chain: UUID) -> ChainHead:
    """Lock the chain's head, making it the first time. Must be the first query of a transaction."""
    head = ChainHead.objects.select_for_update().filter(pk=chain).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(chain=chain)], ignore_conflicts=True)
        head = ChainHead.objects.select_for_update().get(pk=chain)
    return head


def append(head: ChainHead, act: str, *, by: Capacity, at: "datetime", changes: "Changes[Any]") -> Entry:
    """Write the next entry of a locked chain, with its words and the things it is about."""
    words = {"by": by.person_name, "for": by.of_name, **changes.words}
    salt = secrets.token_hex(16)
    things, (level, body) = changes.things(), changes.secrecy()
    text = canonical(
        {
            "chain": head.chain,
            "seq": head.seq + 1,
            "act": act,
            "at": at,
            "by": {"person": by.person, "for": by.acts_for, "of": by.of},
            "things": [[label(t), t.pk] for t in things],
            "facts": changes.facts,
            "words": {key: commitment(salt, key, value) for key, value in words.items() if value},
            "secrecy": {"level": level, "body": body},
        }
    )
    entry = Entry(
        chain=head.chain, seq=head.seq + 1, act=act, at=at, person=by.person,
        text=text, previous=head.hash, hash=chained(head.hash, text),
    )  # fmt: skip
    entry.save(force_insert=True)
    kept = {key: value for key, value in words.items() if value}
    EntryWords.objects.create(
        entry=entry, words=json.dumps(kept, ensure_ascii=False), salt=salt, confidentiality=level, body=body
    )
    EntryThing.objects.bulk_create([EntryThing(entry=entry, label=label(t), thing=t.pk) for t in things], 500)
    if changes.erases is not None:
        changes.erases.exclude(words=NO_WORDS).update(words=NO_WORDS, salt="", erased_by=entry)
    head.seq, head.hash = entry.seq, entry.hash
    head.save(update_fields=["seq", "hash"])
    return entry


def label(thing: models.Model) -> str:
    """How a model is called in the record: `governing.ballot`."""
    return thing._meta.label_lower

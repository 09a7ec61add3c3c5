"""The `@act` decorator: every change of state is one named act, permitted, recorded and made whole or not at all."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import QuerySet
from django_scopes import scope

from comity.audit.chain import append, lock_head
from comity.audit.models import INSTALL, ChainHead, EntryWords
from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.base.search import index

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Act:
    """What is known of an act: its name, its sentence, whether it keeps a secret, whether it may erase words."""

    name: str
    says: str
    secret: bool
    run: Callable[..., Any]
    erases: bool = False
    instead: Mapping[str, str] = field(default_factory=dict)

    def sentence(self, facts: Mapping[str, Any]) -> str:
        """What an entry with these facts says."""
        return next((says for fact, says in self.instead.items() if fact in facts), self.says)


@dataclass(init=False)
class Changes(Generic[T]):
    """What an act did, as its record tells it.

    about: the thing acted on, returned to the caller. also: every other row made or changed. facts: ids, numbers,
    dates and enumerations for the chain. words: names and free text, kept erasable; `{about}` and the facts and words
    can be used in the act's sentence. Where words name a person, that person's id must stand among things or facts:
    erasing finds them by it. erases: words of earlier entries that name the thing, to be emptied.
    """

    about: T
    also: list[models.Model]
    words: dict[str, str]
    facts: dict[str, Any]
    erases: QuerySet[EntryWords] | None

    def __init__(
        self,
        about: T,
        *,
        also: Iterable[models.Model] = (),
        words: dict[str, str] | None = None,
        erases: QuerySet[EntryWords] | None = None,
        **facts: Any,
    ) -> None:
        self.about, self.also, self.words, self.facts = about, list(also), dict(words or {}), facts
        self.erases = erases

    def secrecy(self) -> tuple[Confidentiality, UUID | None]:
        """Who may read the words: those who may know of the thing; the coalition, if the thing holds no secret."""
        level = Confidentiality(getattr(self.about, "confidentiality", Confidentiality.COALITION))
        return level, getattr(self.about, "body_id", None) if level == Confidentiality.BODY else None

    def things(self) -> list[models.Model]:
        """Everything touched, the thing itself first."""
        return [t for t in [self.about, *self.also] if isinstance(t, models.Model)]


#: name → Act; filled as acts are defined
ACTS: dict[str, Act] = {}
_open: ContextVar[ChainHead | None] = ContextVar("open_chain", default=None)


def act(
    name: str, *, says: str = "", secret: bool = False, erases: bool = False, instead: Mapping[str, str] | None = None
) -> Callable[[Callable[P, Changes[T]]], Callable[P, T]]:
    """Make a function an act. It takes `by: Capacity` and `at: datetime`, and returns Changes; callers get the thing.

    The head of the coalition's chain is locked before anything else. An act inside another shares its transaction and
    chain; one that would reach into another coalition's chain raises ValueError. The secrets of a secret act are the
    caller's not to pass in: its record tells that someone acted, never what. instead: a fact and the sentence that an
    entry with that fact says.
    """

    def decorate(body: Callable[P, Changes[T]]) -> Callable[P, T]:
        @wraps(body)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            by, at = kwargs["by"], kwargs["at"]
            assert isinstance(by, Capacity) and isinstance(at, datetime)
            with _chain(by) as head:
                changes = body(*args, **kwargs)
                if changes.erases is not None and not erases:
                    raise ValueError(f"The act {name} may not erase words.")
                append(head, name, by=by, at=at, changes=changes)
                things = changes.things()
                index(things)
                for _, tell in registry.touched.items():
                    tell(things)
            return changes.about

        if name in ACTS:
            raise ValueError(f"The act {name} is defined twice.")
        ACTS[name] = Act(name, says, secret, run, erases, instead or {})
        return run

    return decorate


@contextmanager
def _chain(by: Capacity) -> Iterator[ChainHead]:
    """The open transaction on one chain: begun by the outermost act, shared by those inside."""
    chain, head = by.coalition or INSTALL, _open.get()
    if head is not None:
        if head.chain != chain:
            raise ValueError("An act can't reach into another coalition's chain.")
        with _within(head):
            yield head
        return
    with transaction.atomic(), scope(coalition=by.coalition):
        head = lock_head(chain)
        token = _open.set(head)
        try:
            yield head
        finally:
            _open.reset(token)


@contextmanager
def _within(head: ChainHead) -> Iterator[None]:
    """An act inside another may fail and be outlived: then its rows and entries go, and the head goes back."""
    seq, seal = head.seq, head.hash
    try:
        with transaction.atomic():
            yield
    except BaseException:
        head.seq, head.hash = seq, seal
        raise

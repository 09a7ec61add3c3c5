"""Upward talk: what the rooms below must know of those above, filled in each `AppConfig.ready`, without signals."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import models
from django.utils.functional import Promise

from comity.base.tallies import Tally

T = TypeVar("T")
#: words, or words to be put into the reader's language when they are read
Worded = str | Promise


class Registry(Generic[T]):
    """Named things of one kind. Registering a name twice is a mistake and says so."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._things: dict[str, T] = {}

    def register(self, name: str, thing: T) -> T:
        """Keep the thing under its name; ValueError when the name is taken by another."""
        if self._things.get(name, thing) is not thing:
            raise ValueError(f"{self.kind} {name} is registered twice")
        self._things[name] = thing
        return thing

    def __getitem__(self, name: str) -> T:
        return self._things[name]

    def get(self, name: str) -> T | None:
        return self._things.get(name)

    def __contains__(self, name: str) -> bool:
        return name in self._things

    def items(self) -> Iterator[tuple[str, T]]:
        """In order of name, so that pages and exports read alike everywhere."""
        return iter(sorted(self._things.items()))


@dataclass(frozen=True)
class Effect:
    """What a carried decision sets going: `run(target id, carried=question, by=, at=)` is an act; `label` words it.

    `targets(coalition id)` gives what it can be run on now: id → what would come of it, in words. kind: the kind of
    matter as which it must be decided, if it is not to be anybody's own work. founders: where no rulebook is in force
    yet, those who found the coalition decide on it by a rule that the asker names. own: its question is put by an act
    of its own, so it is not offered where questions are written.
    """

    label: Worded
    run: Callable[..., Any]
    targets: Callable[[UUID], dict[UUID, str]]
    kind: str = ""
    founders: bool = False
    own: bool = False


@dataclass(frozen=True)
class Warned:
    """One thing the authors of a proposal should know before it opens."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Shown:
    """One fact found in the records that shows a step is real. `count` of `needed`, and where to look.

    Numbers, or rows, which `base.evidence` counts together with those of all other facts (a count already put into
    words stands for its rows). key: by which rules name it: the name under which its source is registered, or that name
    with a dot and more. fresh: how much of it is still current, of `fresh_of` (else of `needed`); too little, and it
    went stale. None: it can't. waits: whose turn it is.
    """

    text: str
    count: "int | Tally | models.QuerySet[Any]"
    needed: "int | Tally | models.QuerySet[Any]"
    url: str = ""
    key: str = ""
    fresh: "int | Tally | models.QuerySet[Any] | None" = None
    fresh_of: "int | Tally | models.QuerySet[Any] | None" = None
    waits: str = ""


@dataclass(frozen=True)
class Together:
    """One thing that several organisations did together, each by an act of its own, on that day.

    item: which kind of evidence it is (`core.network.rungs.ITEMS`). thing: what shows it, called `words`, at `url`;
    only things that everyone inside may know of.
    """

    item: str
    organisations: frozenset[UUID]
    done_on: date
    words: str
    thing: UUID
    url: str = ""


@dataclass(frozen=True)
class Searchable:
    """How things of one model are found. `document` gives what is searched and how the hit reads.

    `rows(coalition id)` yields all of them, to rebuild the index.
    """

    model: type[models.Model]
    label: Worded
    document: Callable[[Any], "Document"]
    rows: Callable[[UUID], Any]


@dataclass(frozen=True)
class Document:
    """What the search keeps of a thing, as confidential as the thing itself (`body`: for that level)."""

    coalition: UUID | None
    title: str
    text: str
    url: str
    confidentiality: str
    body: UUID | None = None


@dataclass(frozen=True)
class Exportable:
    """One table of the coalition's own data. `rows(viewer)` gives header then rows, only what the viewer may see.

    about: what a row is, in a sentence. public: what an outsider may see of it names no person and may be published.
    """

    label: Worded
    rows: Callable[[Any], Iterator[tuple[Any, ...]]]
    about: Worded = ""
    public: bool = False


@dataclass(frozen=True)
class Writing:
    """One text of the coalition's own, in Markdown; `name` is its file's, without ending."""

    name: str
    text: str


@dataclass(frozen=True)
class Writings:
    """A kind of text that can be taken along: `texts(viewer)` gives those that the viewer may see."""

    label: Worded
    texts: Callable[[Any], Iterator[Writing]]


@dataclass(frozen=True)
class Uploads:
    """A kind of uploaded file that can be taken along: `files(viewer)` gives names in the storage."""

    label: Worded
    files: Callable[[Any], Iterator[str]]


@dataclass(frozen=True)
class Holder:
    """A kind of thing that texts, files, tasks, signatures or credits belong to; named by its model's label.

    find(standing, id): the thing, if that person may know of it. It has `coalition_id`, `confidentiality` and, where
    that level is used, `body_id`. may_write(capacity, thing, at): nothing, or the reason why one may not add to it.
    things(standing): a query of those that the person may know of, where the level alone does not say it (drafts).
    keepers(thing, at): who is asked when something waits for an answer, as `coalitions.held.Keeper`.
    """

    label: Worded
    find: Callable[[Any, UUID], Any | None]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    may_write: Callable[[Any, Any, datetime], Any]
    things: Callable[[Any], Any] | None = None
    keepers: Callable[[Any, datetime], Any] | None = None
    #: who may give a task, credit or something to sign, where these are more than may write; pages, which know the
    #: standing, ask it too: adding(standing, capacity, thing, at)
    adding: Callable[[Any, Any, Any, datetime], Any] | None = None
    #: may_write for pages, which have read the standing already: keeping(standing, capacity, thing, at)
    keeping: Callable[[Any, Any, Any, datetime], Any] | None = None
    #: why the texts of a thing stand still for good, where they do: settled(thing)
    settled: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Printable:
    """A kind of thing that can be had as a PDF; named by its model's label. It is as confidential as the thing.

    find(standing, id): the thing, if that person may know of it and it can be printed; it has what a holder's thing
    has. title, url: as its page names it. template: extends `prints/paper.html`. context(standing, thing): what the
    template shows. The same words must give the same text whoever reads them: no hats, no buttons, no “today”.
    """

    label: Worded
    find: Callable[[Any, UUID], Any | None]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    template: str
    context: Callable[[Any, Any], dict[str, Any]]


#: act name of the effect → Effect
effects: Registry[Effect] = Registry("effect")
#: model label → Holder
holders: Registry[Holder] = Registry("holder")
#: model label → Printable
prints: Registry[Printable] = Registry("kind of print")
#: name → f(proposal) -> iterable of Warned
warnings: Registry[Callable[[Any], Iterator[Warned]]] = Registry("warning")
#: name → f(viewer) -> iterable of Shown
evidence: Registry[Callable[[Any], Iterator[Shown]]] = Registry("evidence")
#: name → f(coalition id) -> lines that say why its members work together, with the figures of today
reasons: Registry[Callable[[UUID], Iterable[str]]] = Registry("source of reasons")
#: name → f(coalition id, since: date) -> iterable of Together: what organisations did together since that day
together: Registry[Callable[[UUID, date], Iterator[Together]]] = Registry("record of things done together")
#: model label → Searchable
search: Registry[Searchable] = Registry("search source")
#: name → Exportable
export: Registry[Exportable] = Registry("export")
#: name (of a folder) → Writings
writings: Registry[Writings] = Registry("kind of text")
#: name (of a folder) → Uploads
uploads: Registry[Uploads] = Registry("kind of file")
#: name → f(viewer, since: datetime, until: datetime) -> iterable of lines (text, url)
digest: Registry[Callable[[Any, datetime, datetime], Iterator[tuple[str, str]]]] = Registry("digest part")
#: act name → f(entry, by=, at=) the compensating act
undo: Registry[Callable[..., Any]] = Registry("undo")
#: model label → f(id) -> canonical text of the row as it was sealed, or None when it is gone
seals: Registry[Callable[[UUID], str | None]] = Registry("seal")
#: name → f(rows): told, inside each act, of all rows that it changed; for what is kept of them
touched: Registry[Callable[[list[models.Model]], None]] = Registry("follower of changes")

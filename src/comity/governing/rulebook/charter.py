"""The rulebook as one readable text with numbered clauses, and two of them side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from comity.coalitions.models import Body
from comity.core.rulebook.finding import clause
from comity.core.rulebook.types import Kind, OwnRule, Rulebook
from comity.governing.rulebook import phrases, sentences
from comity.governing.rulebook.sentences import Names
from comity.governing.rulebook.words import amount_in_words, kind_in_words, method_in_words


@dataclass(frozen=True)
class Clause:
    """One clause: its number and anchor, what it is about, its sentences. key: the same clause in another version."""

    number: str
    key: str
    title: str
    sentences: list[str]
    edit: str = ""

    @property
    def anchor(self) -> str:
        return f"c-{self.number.replace('.', '-')}"


@dataclass(frozen=True)
class Part:
    """A part of the charter with its clauses. edit: the page on which the whole part is changed, if one is."""

    number: int
    title: str
    clauses: list[Clause] = field(default_factory=list)
    edit: str = ""


def names_of_bodies() -> Names:
    """Every body's name by id. One query."""
    return dict(Body.objects.values_list("pk", "name"))


def charter(rules: Rulebook, names: Names) -> list[Part]:
    """All that the rules say, in the language that is active."""
    return [
        Part(1, _("Who decides what, and how"), [one for kind in rules.kinds for one in _kind(rules, kind, names)]),
        Part(2, _("How we treat each other"), list(_ground(rules, names)), "ground"),
        Part(3, _("What we do in a conflict"), list(_conflict(rules)), "conflict"),
        Part(4, _("Who belongs to us"), list(_members(rules)), "membership"),
        Part(5, _("These rules"), [
            Clause("5.1", "accepting", _("Accepting them"), [
                sentences.ACCEPTING.fill({"accept_days": phrases.days_in_words(rules.accept_days)}),
                _("Who has not accepted is asked; what was adopted holds for all."),
            ]),
            Clause("5.2", "money", _("Money"), [_("Amounts are in {currency}.").format(currency=rules.currency)]),
        ], "rules"),
    ]  # fmt: skip


def condensed(rules: Rulebook, names: Names) -> list[Part]:
    """The charter as it is read: what most clauses on deciding have in common stands once, before them."""
    first, *others = charter(rules, names)
    bands = [band for kind in rules.kinds for band in kind.bands]
    shared = sentences.shared_sentences(bands, names, rules.currency)
    if not shared:
        return [first, *others]
    once = Clause("1.0", "shared", _("For every matter, unless its clause says otherwise"), shared)
    own = [replace(one, sentences=[text for text in one.sentences if text not in shared]) for one in first.clauses]
    return [replace(first, clauses=[once, *own]), *others]


def _kind(rules: Rulebook, kind: Kind, names: Names) -> Iterator[Clause]:
    title = kind_in_words(kind.key, kind)
    for place, band in enumerate(kind.bands):
        number = clause(rules, kind, place)
        said = sentences.band_sentences(kind, band, names, rules.currency)
        yield Clause(number, f"{kind.key}.{place}", title, said, kind.key)


def _ground(rules: Rulebook, names: Names) -> Iterator[Clause]:
    titles = {
        "secrets": _("What is confidential"), "information": _("Who is told what, and how soon"),
        "press": _("Who speaks to the media"), "representatives": _("What representatives may do"),
        "concerns": _("How concerns are raised"),
    }  # fmt: skip
    words = sentences.ground_words(rules, names)
    for place, (key, said) in enumerate(sentences.GROUND, start=1):
        texts = [one.fill(words) for one in said if one.said(rules.ground)]
        yield Clause(f"2.{place}", key, titles[key], texts)
    for place, own in enumerate(rules.ground.own, start=len(sentences.GROUND) + 1):
        yield Clause(f"2.{place}", f"own.{place}", _("Our own rule"), list(_own(own, names)))


def _own(own: OwnRule, names: Names) -> Iterator[str]:
    yield own.text
    if own.owner is not None:
        yield _("{body} looks after it.").format(body=sentences.name_of(own.owner, names))
    if own.review_months is not None:
        yield _("It is looked at again every {n} months.").format(n=own.review_months)


def _conflict(rules: Rulebook) -> Iterator[Clause]:
    path = rules.conflict
    if path is None:
        return
    ladder = [sentences.rung_sentence(place, rung) for place, rung in enumerate(path.ladder)]
    yield Clause("3.1", "ladder", _("Step by step"), ladder)
    words = sentences.conflict_words(rules)
    yield Clause("3.2", "rest", _("The matter meanwhile"), [
        one.fill(words) for one in sentences.CONFLICT if one.said(path)
    ])  # fmt: skip


def _members(rules: Rulebook) -> Iterator[Clause]:
    member = rules.membership
    words, dues = sentences.member_words(rules), sentences.dues_words(rules)
    said = [one.fill(words) for one in sentences.MEMBERS if one.said(member)]
    yield Clause("4.1", "joining", _("Joining and leaving"), said)
    owed = [one.fill(dues) for one in sentences.DUES if one.said(member.dues)]
    yield Clause("4.2", "dues", _("Dues"), owed)


# ── the matrix ──


@dataclass(frozen=True)
class Row:
    """One line of the matrix: matter, amount, body, way, quorum, times; and where it stands in the charter."""

    clause: Clause
    amount: str
    body: str
    method: str
    needed: str
    days: str


def matrix(rules: Rulebook, names: Names) -> list[Row]:
    """Matter × amount × body, a row for each band."""
    return [
        _row(rules, kind, place, one, names)
        for kind in rules.kinds
        for place, one in enumerate(_kind(rules, kind, names))
    ]


def _row(rules: Rulebook, kind: Kind, place: int, one: Clause, names: Names) -> Row:
    band = kind.bands[place]
    words = sentences.band_words(band, names, rules.currency)
    votes = sentences.SHARE.said(band.way)
    needed = f"{words['share']} {words['base']}" if votes else ""
    days = _("{shortest} to {longest} days").format(shortest=band.way.shortest, longest=band.way.longest)
    return Row(
        one, _amount(kind, place, rules), words["body"], method_in_words(band.way.method), needed, days
    )


def _amount(kind: Kind, place: int, rules: Rulebook) -> str:
    band = kind.bands[place]
    if not kind.money:
        return ""
    if band.upto is None:
        above = amount_in_words(band.above, rules.currency)
        return _("above {amount}").format(amount=above) if band.above else _("any amount")
    return _("up to {amount}").format(amount=amount_in_words(band.upto, rules.currency))


# ── side by side ──


@dataclass(frozen=True)
class Change:
    """One clause in both versions; a sentence that stands in one alone is marked. Numbers may differ."""

    title: str
    old: list[tuple[str, bool]]
    new: list[tuple[str, bool]]
    old_number: str = ""
    new_number: str = ""


def changes(old: Rulebook, new: Rulebook, names: Names) -> list[Change]:
    """The clauses that read otherwise, in the order of the new version; those that went, at the end."""
    before, after = _by_key(old, names), _by_key(new, names)
    keys = [*after, *(key for key in before if key not in after)]
    found = [_change(before.get(key), after.get(key)) for key in keys]
    return [one for one in found if any(marked for _text, marked in (*one.old, *one.new))]


def _by_key(rules: Rulebook, names: Names) -> dict[str, Clause]:
    return {f"{part.number}.{one.key}": one for part in charter(rules, names) for one in part.clauses}


def _change(old: Clause | None, new: Clause | None) -> Change:
    was, now = (old.sentences if old else []), (new.sentences if new else [])
    some: Any = new or old
    return Change(
        some.title, [(text, text not in now) for text in was], [(text, text not in was) for text in now],
        old.number if old else "", new.number if new else "",
    )  # fmt: skip


def as_markdown(rules: Rulebook, names: Names, title: str) -> str:
    """The charter as a text to be taken along."""
    lines = [f"# {title}"]
    for part in condensed(rules, names):
        lines.append(f"## {part.number} {part.title}")
        for one in part.clauses:
            lines.append(f"### {one.number} {one.title}")
            lines.append("\n".join(f"- {text}" for text in one.sentences))
    return "\n\n".join(lines) + "\n"

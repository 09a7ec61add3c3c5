"""Which organisations may be one and the same: noticed and offered, never merged.

Two names are compared after legal forms and small words are dropped. They are *not* alike as soon as each has a
word the other lacks (City / County Housing Office) or a number differs; misspellings of a word are forgiven.
What remains is scored 0 to 100 by token_sort_ratio; from `LIKE` on it is offered. Different places speak
against it, the same site for it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from comity.core.roster.folding import fold
from comity.core.roster.types import Known, Organisation, Suggestion
from comity.core.roster.values import host

LIKE = 80
"""The threshold, settled on the pairs of the tests: all true pairs reach it, no false one does."""

_UMLAUTS = re.compile("([aou])e")  # Süd and Sued
_LETTERS = re.compile(r"\b\w(?: \w)+\b")  # "e.V." is folded to "e v", and meant as one word
_SAME_SITE = 90
_INITIALS = 80
_ELSEWHERE = 20  # taken off when both have a place and it differs
_BUCKET = 150  # a key shared by more says nothing about likeness
_OFFERS = 5


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LEGAL = _words(
    "inc incorporated llc llp ltd limited corp corporation company co plc gmbh ggmbh ag kg ohg ug ev eg se sa sas"
    " sarl srl sl ab as aps oy bv nv asbl vzw ry npo ngo ong cic cio pty registered"
)
_SMALL = _words(
    "the a an of and for in at on to by der die das des dem den und fur von im am zu le la les du de d l et pour"
    " el los las del y e para en il lo gli i di da"
)
_LONG = {
    "dept": "department", "dpt": "department", "univ": "university", "assn": "association", "assoc": "association",
    "ctr": "center", "centre": "center", "natl": "national", "intl": "international", "govt": "government",
    "hosp": "hospital", "svc": "service", "svcs": "services", "comm": "community", "org": "organisation",
    "organization": "organisation", "fdn": "foundation", "mt": "mount",
    "vfd": "volunteer fire department",
    "pd": "police department", "fd": "fire department", "nr": "number", "st": "saint",
}  # fmt: skip
_SHARED_SITES = _words(
    "facebook.com instagram.com linkedin.com twitter.com x.com youtube.com meetup.com linktr.ee google.com"
    " sites.google.com wordpress.com eventbrite.com gofundme.com bit.ly"
)


@dataclass(frozen=True, slots=True)
class _Named:
    """An organisation prepared for comparing."""

    thing: Organisation | Known
    folded: str
    tokens: tuple[str, ...]
    text: str
    place: str
    site: str


def suggest(organisations: Sequence[Organisation], existing: Sequence[Known] = ()) -> tuple[Suggestion, ...]:
    """Organisations of the roster like an existing one or like an earlier one, the likest first.

    At most five for each. Candidates share a key (`_keys`), so 10,000 against 10,000 is far from all pairs.
    """
    index: dict[str, list[_Named]] = defaultdict(list)
    prepared = [_prepare(one) for one in existing]
    for named in prepared:
        _enter(index, named)
    found: list[Suggestion] = []
    for organisation in organisations:
        named = _prepare(organisation)
        found.extend(_offers(organisation, named, _candidates(index, named)))
        _enter(index, named)
    return tuple(sorted(found, key=_likest_first))


def likeness(this: str, that: str) -> int:
    """How alike two names are, 0 to 100; 0 when a word or number tells them apart."""
    return _by_name(_prepare(Known("", this)), _prepare(Known("", that)))


def _prepare(thing: Organisation | Known) -> _Named:
    folded = fold(thing.name)
    plain = _LETTERS.sub(lambda found: found[0].replace(" ", ""), _UMLAUTS.sub(r"\1", folded))
    tokens = tuple(word for token in plain.split() for word in _LONG.get(token, token).split())
    core = tuple(token for token in tokens if token not in _LEGAL and token not in _SMALL) or tokens
    site = host(thing.website)
    return _Named(
        thing, folded, core, " ".join(core), fold(thing.place), "" if site in _SHARED_SITES else site
    )


def _enter(index: dict[str, list[_Named]], named: _Named) -> None:
    for key in _keys(named):
        index[key].append(named)


def _keys(named: _Named) -> Iterator[str]:
    """What two likely pairs share: a word's beginning or end, two words' beginnings, initials, site, all of it."""
    starts = sorted({token[:4] for token in named.tokens})
    yield from starts
    yield from {f"-{token[-4:]}" for token in named.tokens if len(token) > 4}
    yield from (f"{one}+{two}" for one, two in combinations(starts[:6], 2))
    yield f"={' '.join(sorted(named.tokens))}"
    if len(named.tokens) > 2:
        yield f"#{_initials(named)}"
    elif len(named.tokens) == 1:
        yield f"#{named.text}"
    if named.site:
        yield f"@{named.site}"


def _initials(named: _Named) -> str:
    return "".join(token[0] for token in named.tokens)


def _candidates(index: dict[str, list[_Named]], named: _Named) -> list[_Named]:
    """Those that share a key with few others; of all that share everything, some."""
    found: dict[int, _Named] = {}
    for key in _keys(named):
        bucket = index.get(key, ())
        if len(bucket) <= _BUCKET or key.startswith("="):
            found.update((id(one), one) for one in bucket[:_BUCKET])
    return list(found.values())


def _offers(organisation: Organisation, named: _Named, candidates: list[_Named]) -> list[Suggestion]:
    near = process.extract(
        named.text,
        [one.text for one in candidates],
        scorer=fuzz.token_sort_ratio,
        score_cutoff=LIKE,
        limit=20,
    )
    likely = {index for _, _, index in near}
    likely.update(i for i, one in enumerate(candidates) if _beside_the_name(named, one))
    in_word_order = sorted((candidates[i] for i in sorted(likely)), key=lambda one: one.text != named.text)
    scored = ((_score(named, one), one) for one in in_word_order)
    offers = [
        Suggestion(organisation, other.thing, score, exact=named.folded == other.folded)
        for score, other in scored
        if score >= LIKE
    ]
    return sorted(offers, key=_likest_first)[:_OFFERS]


def _likest_first(one: Suggestion) -> tuple[bool, int, int]:
    return not one.exact, -one.score, one.organisation.row


def _beside_the_name(this: _Named, that: _Named) -> bool:
    return bool(this.site) and this.site == that.site or _is_initials(this, that)


def _score(this: _Named, that: _Named) -> int:
    by_name = _by_name(this, that)
    if this.site and this.site == that.site:
        return max(by_name, _SAME_SITE)
    if this.place and that.place and this.place != that.place and not _within(this.place, that.place):
        return by_name - _ELSEWHERE if by_name < 100 else LIKE
    return by_name


def _within(this: str, that: str) -> bool:
    return set(this.split()) <= set(that.split()) or set(that.split()) <= set(this.split())


def _by_name(this: _Named, that: _Named) -> int:
    if sorted(this.tokens) == sorted(that.tokens):
        return 100
    if _is_initials(this, that):
        return _INITIALS
    only_this, only_that = _left_over(this.tokens, that.tokens)
    if only_this and only_that:
        return 0
    spare = only_this or only_that
    if any(any(one.isdigit() for one in token) or len(token) == 1 for token in spare):
        return 0
    if spare and min(len(this.tokens), len(that.tokens)) < 2:
        return 0
    return round(fuzz.token_sort_ratio(this.text, that.text))


def _is_initials(this: _Named, that: _Named) -> bool:
    """RTI and Research Triangle Institute: one word against the initials of three or more."""
    short, long = (this, that) if len(this.tokens) < len(that.tokens) else (that, this)
    return len(short.tokens) == 1 and len(long.tokens) > 2 and short.text == _initials(long)


def _left_over(this: Sequence[str], that: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of each that the other lacks, misspellings forgiven."""
    lacking_there = [token for token in this if token not in that]
    lacking_here = [token for token in that if token not in this]
    for token in list(lacking_there):
        for other in lacking_here:
            if _misspelt(token, other):
                lacking_there.remove(token)
                lacking_here.remove(other)
                break
    return lacking_there, lacking_here


def _misspelt(this: str, that: str) -> bool:
    """One slip in a word of five letters or more, two from ten on; never in numbers, and the start must agree."""
    shorter = min(len(this), len(that))
    if shorter < 5 or this[0] != that[0] or any(one.isdigit() for one in this + that):
        return False
    allowed = 2 if shorter >= 10 else 1
    return OSA.distance(this, that, score_cutoff=allowed) <= allowed

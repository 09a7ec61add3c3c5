"""The sentences of the charter: the same to be read, to be filled in, and to be compared between versions.

A `{name}` in a sentence is a field of the form that edits it, and a key of the words that are read in its place.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comity.base.templatetags.marks import SECTORS
from comity.core.rulebook.kinds import HALTED, YES_NO
from comity.core.rulebook.types import (
    Band,
    Commits,
    DuesBase,
    GroundRules,
    Kind,
    Rulebook,
    Rung,
    Speaker,
    Way,
    Weighing,
)
from comity.governing.rulebook import phrases
from comity.governing.rulebook.words import amount_in_words, method_in_words
from comity.governing.rules import share_in_words

Names = Mapping[UUID, str]
Words = dict[str, str]


@dataclass(frozen=True)
class Sentence:
    """A sentence with fields in it. said: of which values the charter says it; without, of all."""

    text: str | Promise
    said: Callable[[Any], bool] = lambda _thing: True

    def fill(self, words: Words) -> str:
        """As it is read."""
        return str(self.text).format(**words)


UP_TO = Sentence(gettext_lazy("Up to {upto}, {body} decides by {method}."))
ABOVE = Sentence(gettext_lazy("Above {above}, {body} decides by {method}."))
ANY = Sentence(gettext_lazy("{body} decides by {method}."))
SHARE = Sentence(
    gettext_lazy("{share} {base} must be in favour."), lambda way: way.method in YES_NO and not _halts(way)
)
OVERRULE = Sentence(
    gettext_lazy("{overrule} of the votes can overrule an objection that stands."), lambda way: _halts(way)
)
TIE = Sentence(gettext_lazy("On a tie, {tie}."), lambda way: not _halts(way))
#: those that some ways of deciding have nothing to say of
BY_METHOD = (SHARE, OVERRULE, TIE)
#: how a body decides, after who does
WAY: tuple[Sentence, ...] = (
    SHARE,
    Sentence(gettext_lazy("{quorum} must take part, counted {counted}.")),
    OVERRULE,
    Sentence(gettext_lazy("Each {unit} has a vote; {scheme}.")),
    Sentence(
        gettext_lazy(
            "A vote weighs: public {of_public}, private {of_private}, nonprofit {of_nonprofit}, citizens {of_citizen}."
        ),
        lambda way: way.weights.scheme is Weighing.SECTOR,
    ),
    Sentence(gettext_lazy("A vote {split} be split."), lambda way: way.rule.may_split),
    Sentence(
        gettext_lazy("Members vote once they have belonged for {member_for}."), lambda way: way.member_for > 0
    ),
    TIE,
    Sentence(gettext_lazy("It is announced {notice} ahead."), lambda way: way.notice > 0),
    Sentence(gettext_lazy("Answers are taken for {shortest} to {longest}.")),
    Sentence(gettext_lazy("Ballots are {private}.")),
    Sentence(gettext_lazy("New facts {new_facts}.")),
    Sentence(gettext_lazy("{again_share} of the members can have it reopened.")),
    Sentence(
        gettext_lazy("Without a reason it can be reopened after {after}."), lambda way: way.grounds.after_days
    ),
    Sentence(gettext_lazy("It is reopened within {window} or never."), lambda way: way.grounds.window_days),
)
GROUND: tuple[tuple[str, tuple[Sentence, ...]], ...] = (
    ("secrets", (Sentence(gettext_lazy("New records are open to {openness}, unless their author decides else.")),)),
    ("information", (
        Sentence(gettext_lazy("Members are told what was decided within {decided_days}.")),
        Sentence(gettext_lazy("Members are told what is put to them within {opened_days}.")),
    )),
    ("press", (
        Sentence(gettext_lazy("{speaker} speaks to the media for all of us.")),
        Sentence(gettext_lazy("That body is {speaker_body}."), lambda _ground: False),
    )),
    ("representatives", (
        Sentence(gettext_lazy("A representative may promise {commits}.")),
        Sentence(gettext_lazy("That is up to {commit_upto}."), lambda ground: ground.commits is Commits.AMOUNT),
        Sentence(
            gettext_lazy("Representatives report back at home within {report_days} of a decision or a meeting."),
            lambda ground: ground.report_days > 0,
        ),
    )),
    ("concerns", (
        Sentence(gettext_lazy("Concerns go first to {concerns}, who answers within {concern_days}.")),
    )),
)  # fmt: skip
CONFLICT: tuple[Sentence, ...] = (
    Sentence(gettext_lazy("Meanwhile the matter {freezes}.")),
    Sentence(gettext_lazy("It rests for {frozen_days} at most."), lambda path: path.freezes),
)
RUNG = Sentence(gettext_lazy("{step}, for {days} at most."))
MEMBERS: tuple[Sentence, ...] = (
    Sentence(gettext_lazy("Open to: {sectors}.")),
    Sentence(gettext_lazy("Members are at home in {place}."), lambda member: bool(member.place)),
    Sentence(gettext_lazy("Who joins is let in by {joining}.")),
    Sentence(gettext_lazy("A member is suspended by {suspending}.")),
    Sentence(gettext_lazy("Who leaves says so {leave_days} ahead."), lambda member: member.leave_days > 0),
)
DUES: tuple[Sentence, ...] = (
    Sentence(gettext_lazy("Members pay {base} a year.")),
    Sentence(gettext_lazy("That is {flat}."), lambda dues: dues.base is DuesBase.FLAT),
    Sentence(
        gettext_lazy(
            "Public {of_public}, private {of_private}, nonprofit {of_nonprofit}, citizen groups {of_citizen}."
        ),
        lambda dues: dues.base is DuesBase.SECTOR,
    ),
    Sentence(
        gettext_lazy("Dues fall due at the beginning of month {due_month}."),
        lambda dues: dues.base is not DuesBase.NONE,
    ),
)
ACCEPTING = Sentence(gettext_lazy("Each member says within {accept_days} whether it accepts a new version."))


def _halts(way: Way) -> bool:
    return way.method in HALTED


def first_sentence(kind: Kind, band: Band) -> Sentence:
    """Who decides: of amounts up to a limit, above one, or of the whole kind."""
    if not kind.money or (band.above == 0 and band.upto is None):
        return ANY
    return ABOVE if band.upto is None else UP_TO


def band_sentences(kind: Kind, band: Band, names: Names, currency: str) -> list[str]:
    """How one band reads."""
    words = band_words(band, names, currency)
    said = [first_sentence(kind, band), *(one for one in WAY if one.said(band.way))]
    return [_capital(one.fill(words)) for one in said]


def shared_sentences(bands: list[Band], names: Names, currency: str) -> list[str]:
    """What most bands say in the same words, in the order of a band's sentences: to be said once for all.

    Only where every other band says it otherwise, or its way of deciding has no such thing: silence never means this.
    """
    words = [(band.way, band_words(band, names, currency)) for band in bands]
    found = []
    for one in WAY:
        said = Counter(_capital(one.fill(told)) for way, told in words if one.said(way))
        text, often = said.most_common(1)[0] if said else ("", 0)
        if often > 1 and 2 * often > said.total() and (one in BY_METHOD or said.total() == len(bands)):
            found.append(text)
    return found


def band_words(band: Band, names: Names, currency: str) -> Words:
    """The words of every field of a band."""
    way, rule, grounds = band.way, band.way.rule, band.way.grounds
    counted = rule.quorum.counted if rule.quorum else next(iter(phrases.COUNTED))
    return {
        "above": amount_in_words(band.above, currency),
        "upto": "" if band.upto is None else amount_in_words(band.upto, currency),
        "body": name_of(way.body, names), "method": method_in_words(way.method),
        "share": share_in_words(rule.threshold), "base": str(phrases.BASES[rule.base]),
        "quorum": phrases.quorum_in_words(rule.quorum), "counted": str(phrases.COUNTED[counted]),
        "tie": str(phrases.TIES[rule.tie]), "split": str(phrases.YES_MAY[rule.may_split]),
        "unit": str(phrases.UNITS[way.unit]), "scheme": str(phrases.WEIGHING[way.weights.scheme]),
        **{f"of_{key}": str(way.weights.of(key)) for key in SECTORS},
        "member_for": phrases.days_in_words(way.member_for), "private": str(phrases.PRIVACY[way.private]),
        "overrule": phrases.part_in_words(way.overrule), "notice": phrases.days_in_words(way.notice),
        "shortest": phrases.days_in_words(way.shortest), "longest": phrases.days_in_words(way.longest),
        "new_facts": str(phrases.FACTS[grounds.new_facts]), "again_share": phrases.part_in_words(grounds.share),
        "after": phrases.days_in_words(grounds.after_days or 0),
        "window": phrases.days_in_words(grounds.window_days or 0),
    }  # fmt: skip


def ground_words(rules: Rulebook, names: Names) -> Words:
    """The words of the ground rules."""
    ground = rules.ground
    days = ("decided_days", "opened_days", "report_days", "concern_days")
    return {
        **{name: phrases.days_in_words(getattr(ground, name)) for name in days},
        "openness": str(phrases.LEVELS[ground.openness]), "speaker": _speaker(ground, names),
        "speaker_body": name_of(ground.speaker_body, names), "commits": str(phrases.COMMITS[ground.commits]),
        "commit_upto": amount_in_words(ground.commit_upto, rules.currency),
        "concerns": str(phrases.CONCERNS[ground.concerns]),
    }  # fmt: skip


def _speaker(ground: GroundRules, names: Names) -> str:
    """The chair of a body by the body's name; others as the form calls them."""
    if ground.speaker is Speaker.CHAIR and ground.speaker_body:
        return _("Who chairs {body}").format(body=name_of(ground.speaker_body, names))
    return str(phrases.SPEAKERS[ground.speaker])


def rung_sentence(place: int, rung: Rung) -> str:
    """One step of the way on which conflicts are settled."""
    step = str(phrases.STEPS[rung.step])
    words = {"step": step if place == 0 else _("If that does not help, {step}").format(step=step)}
    return _capital(RUNG.fill(words | {"days": phrases.days_in_words(rung.days)}))


def conflict_words(rules: Rulebook) -> Words:
    """The words of how long a matter rests."""
    path = rules.conflict
    return {} if path is None else {
        "freezes": str(phrases.RESTS[path.freezes]), "frozen_days": phrases.days_in_words(path.frozen_days)
    }  # fmt: skip


def member_words(rules: Rulebook) -> Words:
    """The words of the rules on membership."""
    member = rules.membership
    sectors = [str(label) for key, label in SECTORS.items() if key in member.sectors]
    return {
        "sectors": ", ".join(sectors) or _("all sectors"), "place": member.place,
        "joining": str(phrases.APPROVALS[member.joining]), "suspending": str(phrases.APPROVALS[member.suspending]),
        "leave_days": phrases.days_in_words(member.leave_days),
    }  # fmt: skip


def dues_words(rules: Rulebook) -> Words:
    """The words of the rule on dues."""
    dues = rules.membership.dues
    return {
        "base": str(phrases.DUES[dues.base]), "flat": amount_in_words(dues.flat, rules.currency),
        **{f"of_{key}": amount_in_words(dues.owed(key), rules.currency) for key in SECTORS},
        "due_month": str(dues.due_month),
    }  # fmt: skip


def name_of(body: UUID | None, names: Names) -> str:
    """A body's name; without one, the body to which something is put."""
    if body is None:
        return _("each body")
    return names.get(body, _("a body that is not there"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""What this wing tells the rooms below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_scopes import scope

from comity.base import registry
from comity.base.clock import day_of, now
from comity.base.confidentiality import Confidentiality
from comity.coalitions.queries import voters_for
from comity.coalitions.standing import Standing
from comity.coalitions.unseating import on_unseated
from comity.credits.queries import contributions
from comity.governing import effects, jobs, paper, permissions, queries, sealing, taking, telling
from comity.governing.amendments import registering as amendments
from comity.governing.areas import registering as areas
from comity.governing.conflicts import registering as conflicts
from comity.governing.linked import answer_by_link
from comity.governing.models import (
    AmendmentState,
    Decision,
    Inquiry,
    Objection,
    Proxy,
    Question,
    Reopening,
    Reply,
    Review,
    State,
    Support,
    Vote,
)
from comity.governing.reports import registering as reports
from comity.governing.rulebook import registering as rulebook
from comity.governing.rules import outcome_words, why_in_words
from comity.governing.statements import registering as statements
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging
from comity.topics.hanging import Hanging, hanging

#: amendments that stand in the text of their proposal
TAKEN_IN = (AmendmentState.ACCEPTED, AmendmentState.CARRIED)
QUESTIONS = gettext_lazy("Questions and decisions")
#: kinds of mail this wing writes
KINDS = {
    "governing.opened": gettext_lazy("Questions that wait for our answer"),
    "governing.reminder": gettext_lazy("A reminder a day before a question closes"),
    "governing.moved": gettext_lazy("A question closes later"),
    "governing.withdrawn": gettext_lazy("A question is withdrawn"),
    "governing.objection": gettext_lazy("Objections to what I put forward"),
    "governing.closed": gettext_lazy("What was decided"),
    "governing.told": gettext_lazy("What other bodies decide"),
    "governing.proxy": gettext_lazy("Another organisation asks us to vote for it"),
    "governing.entered": gettext_lazy("Our vote was written down for us"),
    "governing.shared": gettext_lazy("Proposals to read before they are voted on"),
    "governing.inquiry": gettext_lazy("What is asked about my proposals"),
    "governing.inquiry-answered": gettext_lazy("Answers to what I asked"),
    "governing.review": gettext_lazy("Decisions to look at again"),
    "governing.halted": gettext_lazy("Objections that halt a closing"),
    "governing.reopening": gettext_lazy("Requests to take up a decision again"),
    "governing.taken-up": gettext_lazy("A decision of mine is taken up again"),
}


def register() -> None:
    """Fill the registries."""
    sealing.register()
    effects.register()
    registry.search.register(
        "governing.question", registry.Searchable(Question, gettext_lazy("Decisions"), document, rows)
    )
    taking.register()
    registry.holders.register("governing.question", holder())
    contributions.register("governing.question", took_part)
    registry.digest.register("governing", digest_lines)
    registry.evidence.register("governing.decided", decided_by_the_rule)
    registry.warnings.register("governing.too-late", too_late)
    registry.warnings.register("governing.nobody-votes", nobody_votes)
    register_purpose(telling.LINK, answer_by_link)
    for kind, label in KINDS.items():
        register_kind(kind, label)
    on_unseated.append(telling.stop_asking)
    every(Rhythm.MINUTELY, "governing.sweep", jobs.sweep)
    every(Rhythm.HOURLY, "governing.telling", jobs.tell_everyone)
    reports.register()
    register_belongings()
    paper.register()
    amendments.register()
    areas.register()
    conflicts.register()
    rulebook.register()
    statements.register()
    hanging.register("governing.question", Hanging(QUESTIONS, queries.visible_to, "matter__topic", _about))


def _about(slug: str, topic: UUID) -> str:
    return reverse("governing:register", args=[slug]) + f"?topic={topic}"


def register_belongings() -> None:
    """What this wing keeps about a person: what they put forward, answered and wrote, whomever they spoke for."""
    said = ("coalition", "acts_for", "organisation", "for_body")
    register_belonging(
        "questions", Question, *said, "number", "title", "lede", "text", "drafted_at", "opened_at"
    )
    vote = ("coalition", "question", "organisation", "choice", "marks", "why", "cast_at", "replaced_at")
    register_belonging("votes", Vote, *vote)
    told = ("coalition", "question", "organisation", "cast_at")
    register_belonging("votes_written_down", Vote, *told, by="entered_by")
    register_belonging("votes_witnessed", Vote, *told, by="witness")
    proxy = ("coalition", "giver", "holder", "question", "until_on", "offered_at", "accepted_at", "ended_at")
    register_belonging("proxies_given", Proxy, *proxy)
    register_belonging("proxies_accepted", Proxy, *proxy, by="accepted_by")
    objection = ("coalition", "question", "organisation", "concern", "change", "raised_at", "settled_at")
    register_belonging("objections", Objection, *objection)
    register_belonging("replies", Reply, *said, "objection", "text", "written_at")
    register_belonging("inquiries", Inquiry, *said, "question", "text", "written_at")
    register_belonging("reopenings", Reopening, *said, "question", "ground", "why", "proof", "asked_at")
    register_belonging("supports", Support, "coalition", "reopening", "organisation", "given_at")
    register_belonging("reviews", Review, *said, "question", "upheld", "words", "reviewed_at")


def holder() -> registry.Holder:
    """A question, and the decision it became, holds tasks, files and credit."""
    return registry.Holder(
        label=gettext_lazy("Decision"),
        find=lambda standing, pk: queries.visible_to(standing).select_related("coalition").filter(pk=pk).first(),
        title=lambda question: f"{question.code} {question.title}".strip(),
        url=Question.get_absolute_url,
        may_write=permissions.may_add,
        things=queries.visible_to,
        adding=permissions.adding,
    )


def took_part(question: Question) -> Iterator[tuple[UUID, str, str]]:
    """For credit: the organisations that put it forward, answered or objected, under their name on the roll."""
    names = {entry.organisation_id: entry.name for entry in question.roll.all()}
    said = [(one.organisation_id, _("objected, and helped to mend it")) for one in question.objections.all()]
    amended = getattr(question, "amendment_count", 1)  # where it was counted, and there is none, nothing is asked
    taken_in = question.amendments.filter(state__in=TAKEN_IN if amended else (), organisation__isnull=False)
    for pk, name in taken_in.order_by("settled_at").values_list("organisation", "for_name"):
        said.append((pk, _("amended its text")))
        names.setdefault(pk, name)
    said += [(vote.organisation_id, _("answered")) for vote in queries.live_votes(question)]
    if question.organisation is not None:
        said.insert(0, (question.organisation.pk, _("put it forward")))
        names.setdefault(question.organisation.pk, question.organisation.name)
    first: dict[UUID, str] = {}
    for organisation, how in said:
        first.setdefault(organisation, how)
    for organisation, how in first.items():
        yield organisation, names.get(organisation, ""), how


def document(question: Question) -> registry.Document:
    """How a question is found. Before it is shared or opened nobody finds it: it is a draft."""
    private = question.opened_at is None and question.shared_at is None
    return registry.Document(
        coalition=question.coalition_id,
        title=f"{question.code} {question.title}".strip(),
        text=f"{question.lede}\n{question.text}",
        url=question.get_absolute_url(),
        confidentiality=Confidentiality.NAMED if private else question.confidentiality,
        body=question.body_id,
    )


def rows(coalition: UUID) -> Iterator[Question]:
    """All questions of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Question.objects.select_related("coalition").iterator(chunk_size=500)


def digest_lines(standing: Standing, since: datetime, until: datetime) -> Iterator[tuple[str, str]]:
    """What was decided and what was opened in that time, a line each."""
    for question in queries.decisions_between(standing, since, until):
        yield f"{outcome_words(question.decision)}. {why_in_words(question.decision)}", question.get_absolute_url()
    for question in queries.opened_between(standing, since, until):
        yield _("Open for answers: {title}").format(title=question.title), question.get_absolute_url()


def decided_by_the_rule(standing: Standing) -> Iterator[registry.Shown]:
    """Three decisions with a quorum show that the coalition really decides by its rule."""
    decided = Decision.objects.filter(question__in=queries.visible_to(standing)).exclude(why="no_quorum")
    decided = decided.filter(question__binding=True)
    text = _("Decisions made by the rule that was agreed, with enough organisations taking part")
    yield registry.Shown(text, decided, 3)


def too_late(question: Question) -> Iterator[registry.Warned]:
    """Organisations that can't decide by the closing day, with the first day that would let all answer."""
    at = now()
    slow = queries.slow_ones(question, at=at)
    if slow:
        names = ", ".join(one.organisation.name for one in slow)
        words = ngettext("{names} can’t answer in time.", "These can’t answer in time: {names}.", len(slow))
        yield registry.Warned(words.format(names=names))


def nobody_votes(question: Question) -> Iterator[registry.Warned]:
    """Organisations that nobody can answer for."""
    if question.state != State.DRAFT:
        return
    asked = {one.pk: one.name for one in queries.asked_by(question, now())}
    mute = [asked[pk] for pk, people in voters_for(asked, on=day_of(now())).items() if not people]
    if mute:
        words = ngettext(
            "Nobody holds the vote of {names} yet.", "Nobody holds the vote of these yet: {names}.", len(mute)
        )
        yield registry.Warned(words.format(names=", ".join(mute)))

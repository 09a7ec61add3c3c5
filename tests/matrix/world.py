"""Three coalitions on one install, each full of canaries never to be seen from outside, and all who might look."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler

from comity.audit.models import Entry
from comity.base.capacity import Capacity, the_rule
from comity.base.confidentiality import Confidentiality
from comity.coalitions.acts import (
    change_body,
    change_membership,
    change_settings,
    create_body,
    fill_seat,
    give_mandate,
    give_seat,
    set_structure,
    show_as,
)
from comity.coalitions.acts.parcels import take_along
from comity.coalitions.jobs import pack_parcel
from comity.coalitions.middleware import HAT
from comity.coalitions.models import BodyKind, Mandate, Membership, MembershipState, NamedReader, Power, Term
from comity.core.ballots.types import Choice
from comity.core.roster.fields import Kind
from comity.governing.acts import (
    cast_vote,
    close_question,
    draft_question,
    offer_proxy,
    open_question,
    raise_objection,
    reply_to,
)
from comity.governing.models import Question
from comity.network.acts import report_tie
from comity.network.models import DraftState, Tie
from comity.network.roster import drafts
from comity.network.roster.sources import read
from comity.people.acts import edit_organisation, edit_person, make_administrator
from comity.people.adapter import SURE
from comity.people.models import Organisation, Person, Sector
from tests.cast import THEN, Troupe, found, harbour, join, oneself, person
from tests.matrix.practising import practise, secret_of
from tests.matrix.world_advice import take_on, weigh
from tests.matrix.world_circles import gather
from tests.matrix.world_conduct import divide_everything, quarrel, speak
from tests.matrix.world_convening import convene
from tests.matrix.world_files import upload_everything
from tests.matrix.world_founding import doubted
from tests.matrix.world_journey import stayed
from tests.matrix.world_matters import asked_again, inquired, looked_at_again, settling, weighed
from tests.matrix.world_meetings import meet_everywhere
from tests.matrix.world_mission import write_mission
from tests.matrix.world_partners import look_for_partners
from tests.matrix.world_prints import print_decisions
from tests.matrix.world_reach import reach_everything
from tests.matrix.world_reports import amended, looked_at, reported
from tests.matrix.world_rulebook import rule_everything
from tests.matrix.world_rungs import do_together
from tests.matrix.world_surveys import survey_everything
from tests.matrix.world_texts import write_everything
from tests.matrix.world_trust import trust_everything
from tests.matrix.world_waves import keep_waves
from tests.remembering import remembered

#: the day on which people look: the clock must stand here while the world is built and used
NOW = THEN + timedelta(days=20)

HANDLER = ClientHandler(enforce_csrf_checks=False)
#: who looks, from farthest to nearest; `build` says what each of them is
ROLES = (
    "stranger", "administrator", "outsider", "ex", "prospect", "member", "voiceless", "double", "seated", "coordinator",
)  # fmt: skip
INSIDERS = frozenset({"member", "voiceless", "double", "seated", "coordinator"})
#: what each canary stands for: seen only by those named beside it
CANARIES: dict[str, frozenset[str]] = {
    # everything the coalition keeps; its name and that of organisations known to people who left have their own
    "KANARI-ALPHA": INSIDERS,
    "KANARI-BETA": frozenset({"outsider"}),
    "KANARI-GAMMA": frozenset({"double"}),
    "KANARI-CALLED-ALPHA": INSIDERS | {"ex", "prospect"},
    "KANARI-CALLED-BETA": frozenset({"outsider"}),
    "KANARI-CALLED-GAMMA": frozenset({"double"}),
    # questions for the eyes of one body
    "KANARI-STEERING": frozenset({"seated", "coordinator"}),
    "KANARI-COMMITTEE-OF-BETA": frozenset({"outsider"}),
    "KANARI-COMMITTEE-OF-GAMMA": frozenset({"double"}),
    # a tie for two named readers
    "KANARI-NAMED-ALPHA": frozenset({"seated"}),
    "KANARI-NAMED-BETA": frozenset(),
    "KANARI-NAMED-GAMMA": frozenset(),
    # a case between two members, known to those named in it
    "KANARI-CASE-ALPHA": frozenset({"seated"}),
    "KANARI-CASE-BETA": frozenset(),
    "KANARI-CASE-GAMMA": frozenset(),
    # what somebody says of their own interests when they are asked to help in a case
    "KANARI-HELPS-ALPHA": frozenset({"seated", "member"}),
    "KANARI-HELPS-BETA": frozenset({"outsider"}),
    "KANARI-HELPS-GAMMA": frozenset({"double"}),
    # an organisation's own statement before it is published
    "KANARI-OWN-ALPHA": frozenset({"seated"}),
    "KANARI-OWN-BETA": frozenset(),
    "KANARI-OWN-GAMMA": frozenset(),
    # an ask for an introduction, known to who asks and who is asked
    "KANARI-BETWEEN-ALPHA": frozenset({"seated"}),
    "KANARI-BETWEEN-BETA": frozenset({"outsider"}),
    "KANARI-BETWEEN-GAMMA": frozenset({"double"}),
    # rosters on their way in, seen by whoever brings them
    "KANARI-ROSTER-ALPHA": frozenset({"coordinator"}),
    "KANARI-ROSTER-BETA": frozenset({"outsider"}),
    "KANARI-ROSTER-GAMMA": frozenset({"double"}),
    # what the committee asks and writes people outside, who read it, too
    "KANARI-ASKED-ALPHA": frozenset({"seated", "coordinator"}),
    "KANARI-ASKED-BETA": frozenset({"outsider"}),
    "KANARI-ASKED-GAMMA": frozenset({"double"}),
    # drafts, seen by those in whose name they stand and by coordinators
    "KANARI-DRAFT-ALPHA": frozenset({"coordinator"}),
    "KANARI-DRAFT-BETA": frozenset({"outsider"}),
    "KANARI-DRAFT-GAMMA": frozenset({"double"}),
}


@dataclass
class Things:
    """One thing of each kind in a coalition, by the name under which the table asks for it."""

    slug: str
    organisation: str = ""
    other: Organisation | None = None
    left: str = ""
    prospect: str = ""
    person: UUID | None = None
    mandate: UUID | None = None
    body: UUID | None = None
    secret_body: UUID | None = None
    seat: UUID | None = None
    empty_seat: UUID | None = None
    term: UUID | None = None
    question: UUID | None = None
    draft: UUID | None = None
    decided: UUID | None = None
    vote: UUID | None = None
    late_vote: UUID | None = None
    objection: UUID | None = None
    secret: UUID | None = None
    secret_decided: UUID | None = None
    secret_vote: UUID | None = None
    secret_objection: UUID | None = None
    wave: UUID | None = None
    inquiry: UUID | None = None
    secret_inquiry: UUID | None = None
    matter: UUID | None = None
    reopening: UUID | None = None
    reason: UUID | None = None
    look: UUID | None = None
    report: UUID | None = None
    entry: UUID | None = None
    secret_entry: UUID | None = None
    tie: UUID | None = None
    named_tie: UUID | None = None
    evidence: UUID | None = None
    named_evidence: UUID | None = None
    weighing: UUID | None = None
    initiative: UUID | None = None
    roster: UUID | None = None
    contact: UUID | None = None
    value: UUID | None = None
    open_call: UUID | None = None
    open_answer: UUID | None = None
    help_call: UUID | None = None
    help_offer: UUID | None = None
    news_item: UUID | None = None
    between: UUID | None = None
    circle: UUID | None = None
    circle_member: UUID | None = None
    circle_post: UUID | None = None
    circle_meeting: UUID | None = None
    circle_idea: UUID | None = None
    named_circle: UUID | None = None
    named_circle_member: UUID | None = None
    named_circle_post: UUID | None = None
    named_circle_meeting: UUID | None = None
    named_circle_idea: UUID | None = None
    named_contact: UUID | None = None
    introduction: UUID | None = None
    pulse: UUID | None = None
    talk: UUID | None = None
    drive: UUID | None = None
    party: UUID | None = None
    reservation: UUID | None = None
    endorsement: UUID | None = None
    parcel: UUID | None = None
    prospect_row: UUID | None = None
    finding: UUID | None = None
    method: UUID | None = None
    red_line: UUID | None = None
    precedent: UUID | None = None
    precedent_link: UUID | None = None
    secret_precedent_link: UUID | None = None
    enquiry: UUID | None = None
    message: UUID | None = None
    draft_message: UUID | None = None
    criterion: UUID | None = None
    need: UUID | None = None
    recruiting_wave: UUID | None = None
    area: UUID | None = None
    duty: UUID | None = None
    competence: UUID | None = None
    series: UUID | None = None
    meeting: UUID | None = None
    planned: UUID | None = None
    item: UUID | None = None
    proposed: UUID | None = None
    secret_meeting: UUID | None = None
    secret_item: UUID | None = None
    text: UUID | None = None
    suggestion: UUID | None = None
    comment: UUID | None = None
    secret_text: UUID | None = None
    secret_suggestion: UUID | None = None
    secret_comment: UUID | None = None
    statement: UUID | None = None
    own_statement: UUID | None = None
    said: UUID | None = None
    media: UUID | None = None
    case: UUID | None = None
    named: UUID | None = None
    neutral: UUID | None = None
    outcome: UUID | None = None
    running: UUID | None = None
    stay: UUID | None = None
    note: UUID | None = None
    running_item: UUID | None = None
    file: UUID | None = None
    secret_file: UUID | None = None
    print: UUID | None = None
    proxy: UUID | None = None
    secret_print: UUID | None = None
    survey: UUID | None = None
    survey_question: UUID | None = None
    asking: UUID | None = None
    respondent: UUID | None = None
    draft_survey: UUID | None = None
    draft_question: UUID | None = None
    nameless_asking: UUID | None = None
    secret_survey: UUID | None = None
    secret_survey_question: UUID | None = None
    secret_asking: UUID | None = None
    secret_respondent: UUID | None = None
    translation: UUID | None = None
    secret_translation: UUID | None = None
    topic: UUID | None = None
    task: UUID | None = None
    secret_task: UUID | None = None
    sheet: UUID | None = None
    secret_sheet: UUID | None = None
    credit: UUID | None = None
    secret_credit: UUID | None = None
    held: UUID | None = None
    written: UUID | None = None
    secret_held: UUID | None = None


@dataclass
class World:
    """The three coalitions, their things, and the people who look at the first of them."""

    troupes: dict[str, Troupe] = field(default_factory=dict)
    things: dict[str, Things] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def alpha(self) -> Troupe:
        return self.troupes["alpha"]

    def client(self, role: str) -> Client:
        """A fresh browser in which that person is signed in; crashes are answers here, too.

        All share one handler: each would load the middleware anew.
        """
        client = Client(raise_request_exception=False)
        client.handler = HANDLER
        if role != "stranger":
            client.cookies["sessionid"] = self.cookies[role]
        return client

    def sign_in(self) -> None:
        """A sitting for each of them, made once; they have just shown who they are. Coordinators speak for all."""
        for role, who in self.people.items():
            client = Client()
            client.force_login(who)
            session = client.session
            session[SURE] = NOW.isoformat()
            session[HAT] = {
                str(t.coalition.pk): t.by.value for t in self.troupes.values() if t.coordinator == who
            }
            session.save()
            self.cookies[role] = client.cookies["sessionid"].value


@contextmanager
def undone() -> Any:
    """Whatever happens inside is taken back: the world stays as it was built."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@remembered
def build() -> World:
    """Everything, made by acts, in the twenty days before NOW.

    administrator: runs the install and belongs to no coalition · outsider: coordinates beta · ex: her organisation
    left alpha · prospect: speaks for an organisation that is not a member yet · member: votes for the traders, who have
    no seat in the committee · voiceless: speaks for them without the vote · double: votes for a member of alpha and
    coordinates gamma · seated: sits in the committee for the health service · coordinator: of alpha.
    """
    start = THEN
    world = World()
    double = person("Dora Twohats", at=start)
    world.people["administrator"] = person("Ada Keeper", at=start)
    make_administrator(world.people["administrator"], by=oneself(None), at=start)
    alpha = world.troupes["alpha"] = harbour(at=start)
    gamma = world.troupes["gamma"] = found("Gamma", double, at=start)
    beta = world.troupes["beta"] = found("Beta", person("Ottilie Outside", at=start), at=start)
    _people_of_alpha(world, double, start)
    for troupe, name in [(gamma, "GAMMA"), (beta, "BETA")]:
        _people_of(troupe, name, start)
    for name, troupe in world.troupes.items():
        world.things[name] = _fill(troupe, name.upper(), start)
    world.people |= {
        "outsider": beta.coordinator,
        "member": alpha.people["Henk"],
        "double": double,
        "seated": alpha.people["Okafor"],
        "coordinator": alpha.coordinator,
    }
    world.sign_in()
    return world


def _people_of_alpha(world: World, double: Person, at: datetime) -> None:
    """Those who stand at the edge of alpha. Names of those who left, or never came in, hold no canary of the inside."""
    alpha = world.alpha
    ex, prospect, voiceless = (
        person(name, at=at) for name in ("Exa Formerly", "Petra Perhaps", "Vera Still")
    )
    world.people |= {"ex": ex, "prospect": prospect, "voiceless": voiceless}
    join(alpha, "Formerly Ours", Sector.CITIZEN, ex, at=at, words="Known to those who left.")
    steering, gone = alpha.bodies["steering"], alpha.organisations["FO"]
    fill_seat(give_seat(steering, gone, by=alpha.by, at=at), ex, by=alpha.by, at=at)
    with alpha.scope():
        membership = Membership.objects.get(organisation=gone)
    change_membership(membership, MembershipState.LEFT, by=alpha.by, at=at + timedelta(days=3))
    join(alpha, "Maybe Next Year", Sector.PRIVATE, prospect, at=at, state=MembershipState.PROSPECT)
    give_mandate(voiceless, organisation=alpha.organisations["DR"], powers=[Power.SPEAK], by=alpha.by, at=at)
    join(alpha, "Quay Gardens", Sector.CITIZEN, double, at=at)


def _people_of(troupe: Troupe, name: str, at: datetime) -> None:
    """Two members with a committee, one that left and a prospect, as in alpha."""
    first, second = (
        person(f"First {name} KANARI-{name}", at=at),
        person(f"Second {name} KANARI-{name}", at=at),
    )
    for title, speakers in [("One", [troupe.coordinator]), ("Two", [first]), ("Last", [second])]:
        join(troupe, f"{name} {title}", Sector.NONPROFIT, *speakers, at=at)
    join(troupe, f"Gone {name}", Sector.CITIZEN, at=at)
    join(troupe, f"Perhaps {name}", Sector.CITIZEN, at=at, state=MembershipState.PROSPECT)
    committee = create_body(name="Committee", kind=BodyKind.STRATEGIC, by=troupe.by, at=at)
    for who, mark in [(troupe.coordinator, f"{name[0]}O"), (first, f"{name[0]}T")]:
        seat = give_seat(committee, troupe.organisations[mark], by=troupe.by, at=at)
        fill_seat(seat, who, by=troupe.by, at=at)
    troupe.bodies["steering"] = committee


def _fill(troupe: Troupe, name: str, at: datetime) -> Things:
    """Words with canaries wherever words can stand, and one thing of each kind."""
    things = Things(troupe.coalition.slug)
    _name_everything(troupe, name, at)
    _ask_everything(troupe, name, things, at + timedelta(days=5))
    secret = {"ALPHA": "KANARI-STEERING"}.get(name, f"KANARI-COMMITTEE-OF-{name}")
    with troupe.scope():
        write_everything(troupe, things, f"KANARI-{name}", secret, voters(troupe)[0], at + timedelta(days=6))
        upload_everything(troupe, things, f"KANARI-{name}", secret, at + timedelta(days=6))
        _tie_everything(troupe, name, things, at + timedelta(days=6))
        weigh(troupe, name, things, at + timedelta(days=6))
        take_on(troupe, name, things, voters(troupe), at + timedelta(days=6))
        do_together(troupe, name, things, voters(troupe), at + timedelta(days=6))
        divide_everything(troupe, name, things, voters(troupe), at + timedelta(days=6))
        quarrel(troupe, name, things, at + timedelta(days=6))
        speak(troupe, name, things, voters(troupe), at + timedelta(days=6))
        practise(troupe, name, things, at + timedelta(days=7))
        survey_everything(troupe, name, things, at + timedelta(days=7))
        rule_everything(troupe, f"KANARI-{name}", voters(troupe)[0], at + timedelta(days=6))
        reach_everything(troupe, name, things, voters(troupe), at + timedelta(days=7))
        keep_waves(troupe, things, f"KANARI-{name}", at + timedelta(days=6))
        gather(troupe, name, things, voters(troupe), at + timedelta(days=7))
        look_for_partners(troupe, name, things, voters(troupe), at + timedelta(days=7))
        trust_everything(troupe, name, things, at + timedelta(days=7))
        write_mission(troupe, name, things, voters(troupe), at + timedelta(days=7))
        _bring_a_roster(troupe, name, things)
    meet_everywhere(troupe, name, things, voters(troupe)[0], at + timedelta(days=7))
    with troupe.scope():
        convene(troupe, name, things, voters(troupe), at + timedelta(days=8))
        print_decisions(troupe, things, f"KANARI-{name}", secret, NOW)
        _take_it_along(troupe, things)
        _find_everything(troupe, things)
    return things


def _name_everything(troupe: Troupe, name: str, at: datetime) -> None:
    canary, by = f"KANARI-{name}", troupe.by
    change_settings(
        troupe.coalition,
        by=by,
        at=at,
        name=f"KANARI-CALLED-{name}",
        place=canary,
        purpose=canary,
        reasons=canary,
    )
    for body in [troupe.assembly, *troupe.bodies.values()]:
        called = f"{body.name} {canary}"
        change_body(body, by=by, at=at, name=called, purpose=canary, parent=None, own_kind=canary)
    words = dict.fromkeys(("until", "place", "between"), canary)
    set_structure(troupe.bodies["steering"], by=by, at=at, **words)
    for organisation in list(troupe.organisations.values()):
        if organisation.name not in ("Formerly Ours", "Maybe Next Year"):
            _describe(organisation, canary, by, at)
    for who in [troupe.coordinator, *troupe.people.values()]:
        if canary not in who.name and who.name.split()[0] not in ("Exa", "Petra", "Dora"):
            edit_person(who, by=oneself(who), at=at, name=f"{who.name} {canary}")
    with troupe.scope():
        last = Membership.objects.order_by("pk").last()
        show_as(last, f"Shown here as {canary}", by=by, at=at)


def _describe(organisation: Organisation, canary: str, by: Capacity, at: datetime) -> None:
    words = dict.fromkeys(("place", "words", "serves", "languages", "holidays", "decided_by"), canary)
    site = f"https://{canary.lower()}.example.org/{canary}"
    edit_organisation(organisation, by=by, at=at, name=f"{organisation.name} {canary}", website=site, **words)


def _ask_everything(troupe: Troupe, name: str, things: Things, at: datetime) -> None:
    """A draft, an open question with answers and an objection, one decided; the same for the committee alone."""
    canary = f"KANARI-{name}"
    secret = secret_of(name)
    committee = troupe.bodies["steering"]
    body_only = {"body": committee, "confidentiality": Confidentiality.BODY}
    everyone = {"body": troupe.assembly}
    matter = settling(troupe, canary, at)
    things.matter = matter.pk
    draft = _draft(troupe, f"KANARI-DRAFT-{name}", at, **everyone)
    things.draft = draft.pk
    things.question, things.objection, things.late_vote = _open(troupe, canary, at, matter=matter, **everyone)
    things.decided, things.vote = _decide(troupe, canary, at, **everyone)
    things.secret, things.secret_objection, _ = _open(troupe, secret, at, **body_only)
    things.secret_decided, things.secret_vote = _decide(troupe, secret, at, **body_only)
    things.reopening = asked_again(troupe, things.decided, canary, at)
    looked_at_again(troupe, things.decided, canary, at)
    things.report = reported(troupe, things.decided, canary, at)
    doubted(troupe, next(iter(troupe.organisations.values())), things.question, canary, at)
    things.reason = stayed(troupe, things.decided, canary, at)
    for question, words in ((things.question, canary), (things.secret, secret)):
        amended(troupe, question, words, at)
    things.look = looked_at(troupe, canary, at)
    weighed(troupe, f"KANARI-DRAFT-{name}", at)
    things.inquiry = inquired(troupe, things.question, canary, at)
    things.secret_inquiry = inquired(troupe, things.secret, secret, at)
    things.proxy = _lend(troupe, things.question, at)


def _lend(troupe: Troupe, question: Any, at: datetime) -> UUID:
    """One organisation asks another to vote for it on a question; that one has not said yes yet."""
    holder, giver = voters(troupe)
    with troupe.scope():
        asked = Question.objects.select_related("coalition").get(pk=question)
    return offer_proxy(Organisation.objects.get(pk=holder.of), question=asked, by=giver, at=at).pk


def _draft(troupe: Troupe, canary: str, at: datetime, **given: Any) -> Question:
    words = {"title": f"A question {canary}?", "lede": canary, "text": canary}
    closes = NOW + timedelta(days=9)
    return draft_question(by=troupe.by, at=at, closes_at=closes, **words, **given)


def voters(troupe: Troupe) -> list[Capacity]:
    """Two hats with a vote and a seat in the committee, neither of them the member's or the double's in alpha."""
    if "OD" in troupe.organisations:
        pairs = [(troupe.people["Marta"], "OD"), (troupe.coordinator, "HT")]
    else:
        one, two, *_ = troupe.organisations
        pairs = [(troupe.coordinator, one), (troupe.people["First"], two)]
    return [troupe.hat(who, troupe.organisations[mark]) for who, mark in pairs]


def _open(troupe: Troupe, canary: str, at: datetime, **given: Any) -> tuple[UUID, UUID, UUID]:
    question = open_question(_draft(troupe, canary, at, **given), by=troupe.by, at=at)
    first, second = voters(troupe)
    vote = cast_vote(question, Choice.YES, why=canary, by=first, at=at)
    objection = raise_objection(question, concern=canary, change=canary, by=second, at=at)
    reply_to(objection, canary, by=troupe.by, at=at)
    return question.pk, objection.pk, vote.pk


def _decide(troupe: Troupe, canary: str, at: datetime, **given: Any) -> tuple[UUID, UUID]:
    words = {"title": f"Decided {canary}?", "lede": canary, "text": canary}
    closes = at + timedelta(days=3)
    draft = draft_question(by=troupe.by, at=at, closes_at=closes, **words, **given)
    question = open_question(draft, by=troupe.by, at=at)
    said = {"why": canary, "at_home": canary}
    votes = [cast_vote(question, Choice.YES, **said, by=by, at=at) for by in voters(troupe)]
    close_question(question, by=the_rule(troupe.coalition.pk), at=closes)
    return question.pk, votes[0].pk


def _tie_everything(troupe: Troupe, name: str, things: Things, at: datetime) -> None:
    """Two organisations say that they work together, and a further tie that only one person may know of."""
    first, second = voters(troupe)
    about = Organisation.objects.get(pk=second.of)
    tie = report_tie(about, level=3, contact="weekly", source=f"KANARI-{name}", by=first, at=at)
    things.tie = tie.pk
    third = next(one for one in troupe.organisations.values() if one.pk not in (first.of, second.of))
    ends = sorted([first.of, third.pk])
    named = Tie(
        coalition_id=troupe.coalition.pk, first_id=ends[0], second_id=ends[1], first_name=f"KANARI-NAMED-{name}",
        second_name=f"KANARI-NAMED-{name}", source=f"KANARI-NAMED-{name}", first_says=2, said_on=at.date(),
        confidentiality=Confidentiality.NAMED,
    ).store()  # fmt: skip
    reader = troupe.people.get("Okafor") or troupe.people["First"]
    NamedReader(coalition_id=troupe.coalition.pk, thing=named.pk, person=reader).store()
    things.named_tie = named.pk


def _bring_a_roster(troupe: Troupe, name: str, things: Things) -> None:
    """A roster that was checked and waits for its coordinator's word, with a row to mend."""
    canary = f"KANARI-ROSTER-{name}"
    table = read(f"name\tsector\n{canary}\tcitizen\n{canary}2\tno such sector\n")
    draft = drafts.make({Kind.ORGANISATIONS: table}, by=troupe.by, at=NOW)
    drafts.claim(draft, DraftState.CHECKING)
    drafts.work_on(draft, at=NOW)
    things.roster = draft.pk


def _take_it_along(troupe: Troupe, things: Things) -> None:
    """Everything the coordinator may see, packed and waiting to be fetched."""
    things.parcel = take_along(by=troupe.by, at=NOW).pk
    pack_parcel.call(coalition=str(troupe.coalition.pk), parcel=str(things.parcel))


def _find_everything(troupe: Troupe, things: Things) -> None:
    marks = list(troupe.organisations)
    chosen = "DR" if "DR" in marks else marks[2]
    things.organisation = troupe.organisations[chosen].slug
    things.other = troupe.organisations["QG" if "QG" in marks else marks[1]]
    things.left = troupe.organisations["FO" if "FO" in marks else marks[3]].slug
    things.prospect = troupe.organisations["MN" if "MN" in marks else marks[4]].slug
    things.mandate = Mandate.objects.filter(organisation__slug=things.organisation).first().pk
    things.person = Mandate.objects.get(pk=things.mandate).person_id
    things.body = troupe.bodies["steering"].pk
    things.term = Term.objects.filter(ends_on=None).order_by("pk").first().pk
    things.seat = Term.objects.get(pk=things.term).seat_id
    things.entry = Entry.objects.filter(chain=troupe.coalition.pk, things__thing=things.vote).first().pk
    secret = Entry.objects.filter(chain=troupe.coalition.pk, things__thing=things.secret_vote)
    things.secret_entry = secret.first().pk

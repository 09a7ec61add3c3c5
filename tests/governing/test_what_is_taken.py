"""Whatever governing, meetings and the shared practice keep leaves with the coalition, table by table."""

from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comity.base import registry
from comity.coalitions.standing import Standing, standing_of
from comity.governing.acts import accept_proxy, offer_proxy, raise_objection
from comity.meetings import acts
from comity.meetings.models import Reply
from tests.cast import Troupe
from tests.governing.stage import OPENS, asking, close, hat, say, tenants
from tests.governing.test_private import drop, private
from tests.meetings.stage import PLANS, called, chair, invitation, item, series
from tests.meetings.test_minutes import OVER, held

#: the rooms whose every model leaves
ROOMS = (
    "governing", "meetings", "texts", "files", "tasks", "signatures", "surveys", "credits", "topics", "prints",
    "founding", "journey",
)  # fmt: skip
#: model → the tables in which its rows leave
TAKEN = {
    "governing.Matter": "matters", "governing.Question": "decisions", "governing.Wording": "wordings",
    "governing.RollEntry": "rolls", "governing.Option": "options", "governing.Paper": "papers",
    "governing.Vote": "votes", "governing.Proxy": "proxies", "governing.Tally": "tallies",
    "governing.Decision": "decisions", "governing.Objection": "objections", "governing.Reply": "objection-replies",
    "governing.Inquiry": "inquiries", "governing.Review": "reviews", "governing.Reopening": "reopenings",
    "governing.Support": "reopening-supports", "governing.RulebookVersion": "rulebooks",
    "governing.Acceptance": "acceptances", "governing.RuleReview": "rule-looks", "governing.HomeReport": "reports",
    "governing.Amendment": "amendments", "governing.Area": "areas", "governing.Duty": "areas",
    "governing.Competence": "competences", "governing.Case": "conflicts", "governing.CaseStep": "conflict-steps",
    "governing.Party": "conflict-people", "governing.CasePerson": "conflict-people",
    "governing.Neutral": "conflict-neutrals", "governing.CaseMessage": "conflict-messages",
    "governing.Outcome": "conflict-outcomes", "governing.Assent": "conflict-answers",
    "governing.Statement": "statements", "governing.StatementVersion": "statement-versions",
    "governing.Clearance": "clearances", "governing.MediaEntry": "media",
    "founding.KindAnswer": "kind_answers", "founding.KindChange": "kinds",
    "founding.StructureCopy": "structure_copies",
    "journey.StageStep": "stages", "founding.Reason": "reasons", "founding.Reaffirmation": "reaffirmations",
    "meetings.Series": "meeting-series", "meetings.Meeting": "meetings", "meetings.AgendaItem": "agendas",
    "meetings.Invitation": "invitations", "meetings.Told": "told", "meetings.Attendance": "attendance",
    "meetings.Round": "rounds", "meetings.Turn": "turns", "meetings.Note": "meeting-notes",
    "meetings.Minutes": "minutes", "meetings.Amendment": "minutes-amendments",
    "texts.Text": "texts", "texts.Version": "text-versions", "texts.Suggestion": "suggestions",
    "texts.Comment": "comments", "files.Attachment": "files", "tasks.Task": "tasks", "signatures.Sheet": "signed-texts",
    "signatures.Signatory": "signatures", "signatures.Signature": "signatures", "credits.Credit": "credits",
    "topics.Topic": "topics", "founding.ChecklistAnswer": "checklist", "founding.GoingOn": "going_on",
    "founding.PartnerSearch": "partner-search", "founding.Criterion": "prospect-criteria",
    "founding.Prospect": "prospects", "founding.Judgement": "prospect-scores", "founding.Points": "prospect-scores",
    "founding.Need": "coverage-needs", "founding.RecruitingWave": "recruiting-waves",
    "founding.BriefAnswer": "brief", "founding.FoundingText": "founding_texts", "founding.Drive": "endorsement_drives",
    "founding.Endorsement": "endorsements",
    "founding.Finding": "prospect-findings", "founding.Enquiry": "prospect-enquiries",
    "founding.Approach": "prospect-messages", "founding.Method": "methods", "founding.MethodWord": "method-words",
    "founding.ProspectMethod": "prospect-methods", "founding.MethodLeave": "method-leaves",
    "founding.RedLine": "red-lines", "founding.Acknowledged": "red-lines-known",
    "founding.Precedent": "library", "founding.PrecedentTopic": "library",
    "founding.PrecedentQuestion": "library-links",
    "founding.Convening": "foundings", "founding.Party": "founding_parties",
    "founding.Reservation": "reservations",
    "surveys.Survey": "surveys", "surveys.Question": "survey-questions", "surveys.Translation": "survey-translations",
    "surveys.Round": "survey-rounds", "surveys.Respondent": "survey-respondents", "surveys.Paper": "survey-papers",
}  # fmt: skip
#: models that stay behind, with the reason
STAYS = {
    "founding.EndorsementDraft": "nobody confirmed it: it is forgotten in two days",
    "meetings.Feed": "a private address of a calendar is a key, and opens nothing elsewhere",
    "prints.Print": "a PDF goes after a week, and can be made anew of what leaves",
}


def test_every_model_leaves_or_says_why_not() -> None:
    models = {model._meta.label for room in ROOMS for model in apps.get_app_config(room).get_models()}
    assert not set(TAKEN) & set(STAYS)
    missing = models - set(TAKEN) - set(STAYS)
    assert not missing, f"Register a table of {sorted(missing)} in registry.export, or say in STAYS why not."
    assert set(TAKEN) | set(STAYS) <= models, "these are models no longer"


def test_every_table_that_is_named_is_there() -> None:
    names = {name for name, _table in registry.export.items()}
    assert set(TAKEN.values()) <= names


def taken(troupe: Troupe, name: str, standing: Standing | None = None) -> list[dict[str, Any]]:
    """The rows of a table, as whoever runs the machine takes them along."""
    everything = Standing(None, troupe.coalition.pk, operates=True)
    with troupe.scope():
        header, *rows = registry.export[name].rows(standing or everything)
    return [dict(zip(header, row, strict=True)) for row in rows]


@pytest.mark.row("X3", "P4")
def test_private_papers_leave_once_counted_and_bear_no_name(troupe: Troupe) -> None:
    question = private(troupe)
    drop(troupe, question, HT={1: 1}, OD={2: 1}, HH={2: 1})
    assert taken(troupe, "papers") == [], "before the count nobody may count"
    close(question)
    papers = taken(troupe, "papers")
    assert len(papers) == 3 == sum(one["answered"] for one in taken(troupe, "rolls"))
    assert set(papers[0]) == {"number", "question", "paper", "marks"}
    assert [one["paper"] for one in papers] == sorted(one["paper"] for one in papers)
    assert not [one for one in troupe.organisations.values() if str(one.pk) in str(papers) or one.name in str(papers)]
    (tally,) = taken(troupe, "tallies")
    assert (tally["cast"], tally["method"]) == (3, "approval") and len(tally["ballots_mark"]) == 64
    assert [one["option"] for one in taken(troupe, "options")] == ["Town hall", "Library", "Pub"]
    assert taken(troupe, "votes") == []


@pytest.mark.row("X3")
def test_proxies_leave_with_those_who_gave_or_hold_them(troupe: Troupe) -> None:
    question = asking(troupe)()
    giver, holder = tenants(troupe), hat(troupe, "Marta", "OD")
    accept_proxy(
        offer_proxy(troupe.organisations["OD"], question=question, by=giver, at=OPENS), by=holder, at=OPENS
    )  # fmt: skip
    (row,) = taken(troupe, "proxies")
    assert (row["giver"], row["holder"]) == ("Harbour Tenants’ Union", "Open Door Shelter")
    assert row["number"] == question.code and row["accepted_by"] == "Marta Lind"
    for name, some in (("Marta", 1), ("Henk", 0)):
        standing = standing_of(troupe.people[name].pk, troupe.coalition.pk, at=OPENS)
        assert len(taken(troupe, "proxies", standing)) == some


@pytest.mark.row("X3")
def test_what_is_the_committees_leaves_with_its_people_alone(troupe: Troupe) -> None:
    question = asking(troupe)(confidentiality="body", title="SECRET")
    say(troupe, question, HT="yes")
    raise_objection(question, concern="SECRET", change="Another day", by=hat(troupe, "Marta", "OD"), at=OPENS)
    marta, henk = (
        standing_of(troupe.people[name].pk, troupe.coalition.pk, at=OPENS) for name in ("Marta", "Henk")
    )
    for name in ("rolls", "objections", "matters"):
        assert taken(troupe, name, marta), name
        told = str(taken(troupe, name, henk))
        assert "SECRET" not in told and str(question.pk) not in told, name


@pytest.mark.row("X3")
def test_what_happened_in_meetings_leaves_whole(troupe: Troupe) -> None:
    minutes = acts.draft_minutes(held(troupe), by=chair(troupe), at=OVER)
    invited = {one["organisation"]: one for one in taken(troupe, "invitations")}
    assert len(invited) == 3 and invited["Harbour Health Service"]["answer"] == "away"
    assert [one["text"] for one in taken(troupe, "meeting-notes")][-1] == "It rains in."
    (row,) = taken(troupe, "minutes")
    assert row["text"] == minutes.text and row["approved_at"] is None
    series(troupe)
    (row,) = taken(troupe, "meeting-series")
    assert (row["series"], row["every"], row["hour"]) == ("Steering committee, monthly", "month", "18:00:00")


def test_a_word_to_the_chair_leaves_with_who_said_it_and_who_coordinates(troupe: Troupe) -> None:
    meeting = called(troupe)
    answer = hat(troupe, "Marta", "OD")
    acts.answer_invitation(
        invitation(troupe, meeting, "OD"), Reply.AWAY, words="A funeral in the family", by=answer, at=PLANS
    )  # fmt: skip
    for who, told in (("Marta", True), ("Amina", True), ("Okafor", False)):
        person = troupe.coordinator if who == "Amina" else troupe.people[who]
        standing = standing_of(person.pk, troupe.coalition.pk, at=OPENS)
        assert ("A funeral" in str(taken(troupe, "invitations", standing))) is told, who


def test_no_table_asks_more_the_longer_it_is(troupe: Troupe) -> None:
    everything, counts = Standing(None, troupe.coalition.pk, operates=True), []
    for _n in range(2):
        question = asking(troupe)()
        say(troupe, question, HT="yes", OD="no")
        close(question)
        meeting = called(troupe)
        item(troupe, meeting)
        with troupe.scope(), CaptureQueriesContext(connection) as seen:
            for name in sorted(set(TAKEN.values())):
                list(registry.export[name].rows(everything))
        counts.append(len(seen))
    assert counts[0] == counts[1]

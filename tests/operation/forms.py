"""Every form that changes what stands there: where it is, for the story of two who change one thing."""

from collections.abc import Callable
from datetime import time, timedelta
from typing import Any

from comity.base.clock import now
from comity.coalitions.models import Mandate, Seat, Stage
from comity.core.advice.readiness import Answer, Question
from comity.credits.acts import give_credit
from comity.founding.acts import answer_checklist
from comity.founding.diligence.acts_messages import write_approach
from comity.founding.library.acts import enter_precedent
from comity.founding.mission.acts import start_drive
from comity.founding.models import Convening, Kind, Party
from comity.founding.prospects.acts import begin_search, enter_prospect
from comity.founding.writing.acts import begin_founding_text
from comity.governing.acts import draft_rulebook
from comity.governing.acts.areas import name_area
from comity.governing.acts.statements import draft_statement
from comity.governing.rulebook import adopted
from comity.meetings import acts as meetings
from comity.network.acts.calls import ask_for_help
from comity.network.acts.circle_meetings import plan_meetings
from comity.network.acts.circles import begin_circle
from comity.network.acts.contacts import enter_contact
from comity.network.acts.news import post_news
from comity.network.models import CircleMeeting
from comity.surveys.acts import add_question, begin_translation, draft_survey
from comity.tasks.acts import give_task
from comity.texts.acts import open_text
from comity.topics.acts import add_topic
from tests.cast import THEN, Troupe
from tests.governing.stage import asking, tenants

Form = tuple[Any, ...]


def steering(home: Troupe) -> Form:
    return ("coalitions:edit-body", home.bodies["steering"].pk)


def shown_as(home: Troupe) -> Form:
    return ("coalitions:shown-as", home.organisations["DR"].slug)


def mandate(home: Troupe) -> Form:
    with home.scope():
        return ("coalitions:extend-mandate", Mandate.objects.get(person=home.people["Ruth"]).pk)


def draft_asked(home: Troupe) -> Form:
    with home.scope():
        return ("governing:later", asking(home)(at=THEN, closes_at=THEN + timedelta(days=20)).pk)


def area_named(home: Troupe) -> Form:
    """The form of an area of the common work."""
    return "governing:change-area", name_area(name="Repairs", by=home.by, at=THEN).pk


def task_given(home: Troupe) -> Form:
    """The form of a task that the tenants gave."""
    with home.scope():
        shelter = home.organisations["OD"]
        task = give_task(thing=home.coalition, title="Sweep", organisation=shelter, by=tenants(home), at=THEN)
        return "tasks:edit", task.pk


def task_to_hand_over(home: Troupe) -> Form:
    """The form by which a task goes to another organisation."""
    return "tasks:hand-over", task_given(home)[1]


def credit_proposed(home: Troupe) -> Form:
    """The form by which the tenants say in their own words what they did."""
    with home.scope():
        tenants = home.organisations["HT"]
        line = give_credit(thing=home.coalition, organisation=tenants, what="wrote", by=home.by, at=THEN)
        return "credits:amend", line.pk


def contact_entered(home: Troupe) -> Form:
    """The form of somebody in the contact book."""
    with home.scope():
        said = {"name": "Nils Arve", "kind": "person", "why": "Decides.", "source": "His card."}
        return "network:change-contact", enter_contact(**said, by=tenants(home), at=THEN).pk


def help_asked(home: Troupe) -> Form:
    """The form of a call for help."""
    with home.scope():
        said = {"title": "Read our lease", "kind": "expertise", "minutes": 60, "by_on": THEN.date() + timedelta(days=9)}
        return "network:change-help", ask_for_help(**said, by=tenants(home), at=THEN).pk


def news_posted(home: Troupe) -> Form:
    """The form of news."""
    with home.scope():
        said = {"title": "Warm", "text": "Rooms.", "until_on": THEN.date() + timedelta(days=9)}
        return "network:change-news", post_news(**said, by=tenants(home), at=THEN).pk


def circle_begun(home: Troupe) -> Form:
    """The form of a circle that one keeps."""
    with home.scope():
        return "network:change-circle", begin_circle(name="Bakers", purpose="Bread.", by=tenants(home), at=THEN).pk


def circle_meeting_planned(home: Troupe) -> Form:
    """The form of a meeting of a circle."""
    with home.scope():
        circle = begin_circle(name="Bakers", purpose="Bread.", by=tenants(home), at=THEN)
        day = (now() + timedelta(days=20)).date()
        plan_meetings(circle, title="Rye", first_on=day, hour=time(18), minutes=60, by=tenants(home), at=THEN)
        return "network:change-circle-meeting", CircleMeeting.objects.get().pk


def topic_named(home: Troupe) -> Form:
    """The form of a topic."""
    return "topics:edit", add_topic(name="Housing", by=home.by, at=THEN).pk


def survey_drafted(home: Troupe) -> Form:
    """The words of a survey that is drafted."""
    return "surveys:edit", draft_survey(thing=home.coalition, title="Check", by=home.by, at=THEN).pk


def question_drafted(home: Troupe) -> Form:
    """A question of a draft."""
    survey = draft_survey(thing=home.coalition, title="Check", by=home.by, at=THEN)
    return "surveys:question", add_question(survey, kind="text", text="How?", by=home.by, at=THEN).pk


def survey_translated(home: Troupe) -> Form:
    """The words of a survey in another language."""
    survey = draft_survey(thing=home.coalition, title="Check", by=home.by, at=THEN)
    return "surveys:translation", begin_translation(survey, language="es", by=home.by, at=THEN).pk


def text_begun(home: Troupe) -> Form:
    """A new version of a text of the coalition."""
    with home.scope():
        return "texts:write", open_text(home.coalition, title="House rules", words="We meet.", by=home.by, at=THEN).pk


def statement_drafted(home: Troupe) -> Form:
    """The words of a statement."""
    one = draft_statement(kind="coalition", title="Warm", text="Forty flats.", by=tenants(home), at=THEN)
    return "governing:write-statement", one.pk


def rules_drafted(home: Troupe) -> Form:
    """Why the rules should change."""
    now = adopted(home.coalition.pk, THEN)
    assert now
    draft = draft_rulebook(now.rules, why="Shorter times.", by=tenants(home), at=THEN)
    return "governing:rulebook-why", draft.number


def meeting_planned(home: Troupe) -> Form:
    """A meeting, all but its time."""
    one = meetings.plan_meeting(
        body=home.bodies["steering"], starts_at=THEN + timedelta(days=20), minutes=90, place="Hall", by=home.by, at=THEN
    )
    return "meetings:edit", one.pk


def series_begun(home: Troupe) -> Form:
    """How a body meets again and again."""
    one = meetings.begin_series(
        body=home.bodies["steering"], name="Monthly", every="month", first_on=(THEN + timedelta(days=20)).date(),
        hour=time(18), minutes=90, place="Hall", by=home.by, at=THEN,
    )  # fmt: skip
    return "meetings:edit-series", one.pk


def drive_running(home: Troupe) -> Form:
    """The form of an endorsement drive; the mission holds by a vote that was taken before."""
    with home.scope():
        vote = asking(home)()
        thing = begin_founding_text(Kind.MISSION, "Nobody freezes.", by=home.by, at=THEN)
        thing.adopted_by, thing.adopted_number, thing.adopted_at = vote, 1, THEN
        thing.store()
        return "founding:change-drive", start_drive(target=9, groups="Tenants", by=home.by, at=THEN).pk


def prospect_entered(home: Troupe) -> Form:
    """What we know of a prospect."""
    begin_search(home.bodies["steering"], by=home.by, at=THEN)
    return "founding:prospects-edit", enter_prospect(name="Quay School", by=tenants(home), at=THEN).pk


def message_drafted(home: Troupe) -> Form:
    """A message to a prospect."""
    begin_search(home.bodies["steering"], by=home.by, at=THEN)
    row = enter_prospect(name="Quay School", by=tenants(home), at=THEN)
    said = dict.fromkeys(("urgent", "asks", "gains"), "So.")
    draft = write_approach(row, to_name="Ada", to_email="ada@example.net", by=tenants(home), at=THEN, **said)
    return "founding:diligence-rewrite", draft.pk


def initiative_entered(home: Troupe) -> Form:
    """Another initiative."""
    row = enter_precedent(name="Warm Street", what="Forty homes.", source="A report.", by=tenants(home), at=THEN)
    return "founding:library-edit", row.pk


def introduction_kept(home: Troupe) -> Form:
    """What an organisation says of itself at a founding, taken down by who leads it."""
    with home.scope():
        texts = [begin_founding_text(kind, "Nobody freezes.", by=home.by, at=THEN) for kind in
                 (Kind.MISSION, Kind.STRUCTURE)]  # fmt: skip
        meeting = meetings.plan_meeting(
            body=home.assembly, starts_at=THEN + timedelta(days=20), minutes=90, by=home.by, at=THEN
        )
        thing = Convening(
            meeting=meeting, mission=texts[0], structure=texts[1], at_least=2, share=50, prepared_at=THEN
        )
        thing.speak_as(home.by)
        thing.store()
        one, of = home.organisations["OD"], home.coalition
        party = Party(coalition=of, convening=thing, organisation=one, name=one.name, place=1, added_at=THEN)
        return "founding:introduce", party.store().pk


def checklist_answered(home: Troupe) -> Form:
    """A question of the start-up checklist, answered by two people of one founder."""
    answer_checklist({Question.MEANS: (Answer.YES, "")}, by=tenants(home), at=THEN)
    return "founding:question", "means"


def brief_answered(home: Troupe) -> Form:
    """A question for the brief, answered by two people of one founder."""
    return "founding:brief-question", "result"


def kind_answered(home: Troupe) -> Form:
    """What kind of coalition all founders want."""
    return "founding:kind-question", "purpose"


def seat_given(home: Troupe) -> Form:
    """Whom of an organisation one wants in a seat."""
    with home.scope():
        return "coalitions:seat-level", Seat.objects.get(organisation=home.organisations["OD"]).pk


OF_WINGS: list[tuple[Callable[[Troupe], Form], str, str, str]] = [
    (text_begun, "words", "We meet on Mondays.", "We meet on Tuesdays."),
    (statement_drafted, "text", "Fifty flats.", "Sixty flats."),
    (rules_drafted, "why", "Longer times.", "No times."),
    (prospect_entered, "why", "All know it.", "None knows it."),
    (message_drafted, "asks", "One hour.", "Two hours."),
    (initiative_entered, "lessons", "Begin small.", "Begin big."),
]
#: those that one changes under the hat of a body
FOR_A_BODY: list[tuple[Callable[[Troupe], Form], str, str, str]] = [
    (meeting_planned, "place", "The big hall", "The small hall"),
    (series_begun, "place", "The big hall", "The small hall"),
    (survey_drafted, "title", "Spring check", "Autumn check"),
    (question_drafted, "text", "How are you?", "How do you do?"),
    (seat_given, "level", "director", "front"),
    (survey_translated, "title", "¿Cómo va?", "¿Cómo estamos?"),
    (introduction_kept, "motivation", "Soup for all.", "Tea for all."),
    (drive_running, "words", "For the council.", "For the mayor."),
]
#: every form that changes what stands there: its address, a field, what the one and the other put into it
FORMS: list[tuple[Callable[[Troupe], Form], str, str, str]] = [
    (lambda home: ("coalitions:edit-settings",), "name", "Harbour One", "Harbour Two"),
    (lambda home: ("coalitions:stage",), "stage", Stage.FORMATION, Stage.MAINTENANCE),
    (steering, "purpose", "It steers", "It rows"),
    (shown_as, "shown_as", "Traders", "Dockers"),
    (mandate, "ends_on", "2026-05-01", "2026-06-01"),
    (draft_asked, "closes_at", "2026-04-10T18:00", "2026-04-20T18:00"),
    (area_named, "words", "Doors", "Windows"),
    (task_given, "title", "Sweep the hall", "Mop the hall"),
    (task_to_hand_over, "organisation", "HH", "DR"),
    (credit_proposed, "what", "wrote the letters", "made soup"),
    (help_asked, "title", "Read our book", "Read our mail"),
    (news_posted, "title", "Warm rooms", "Cold rooms"),
    (circle_begun, "purpose", "Bread for all", "Cake for all"),
    (circle_meeting_planned, "place", "Our oven", "Your oven"),
    (contact_entered, "phone", "12", "34"),
    (topic_named, "description", "Roofs", "Walls"),
    (checklist_answered, "reason", "Four of us know.", "None of us knows."),
    (brief_answered, "words", "Dry walls.", "Warm walls."),
    (kind_answered, "choice", "align", "further"),
    *OF_WINGS,
    *FOR_A_BODY,
]
FORM_IDS = [f"{form[0].__name__} {form[1]}" for form in FORMS]

"""What this room tells those below: filled in once, when the apps are ready."""

from collections.abc import Iterator
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy
from django_scopes import scope

from comity.base import registry
from comity.base.capacity import Capacity
from comity.base.confidentiality import Confidentiality
from comity.coalitions.merging import on_merge
from comity.notices.links import register_purpose
from comity.notices.mails import register_kind
from comity.notices.models import Rhythm
from comity.notices.schedule import every
from comity.people.belongings import register_belonging
from comity.people.models import Organisation
from comity.surveys import jobs, kinds_plain, paper, patterns, sealing, tables, telling
from comity.surveys.linked import answer_by_link
from comity.surveys.models import Respondent, Round, RoundState, Survey, Translation
from comity.surveys.undoing import UNDO

#: kinds of mail this room writes
KINDS = {
    "surveys.asked": gettext_lazy("Surveys that ask for my answers"),
    "surveys.reminder": gettext_lazy("Reminders of surveys that wait for my answers"),
    "surveys.kept": gettext_lazy("All have answered a survey that I keep"),
}
#: a form of many pages may be saved more often than a single answer
POSTS = 300


def register() -> None:
    """Fill the registries."""
    kinds_plain.register()
    patterns.register()
    sealing.register()
    tables.register()
    paper.register()
    registry.search.register("surveys.survey", registry.Searchable(Survey, gettext_lazy("Surveys"), document, rows))
    for name, run in UNDO.items():
        registry.undo.register(name, run)
    for kind, label in KINDS.items():
        register_kind(kind, label)
    register_purpose(telling.LINK, answer_by_link, posts=POSTS)
    every(Rhythm.MINUTELY, "surveys.close", jobs.close_due)
    every(Rhythm.DAILY, "surveys.remind", jobs.remind, "07:20")
    on_merge.append(move_along)
    register_belongings()


def register_belongings() -> None:
    """What this room keeps about a person."""
    kept = ("coalition", "kept_name", "title", "made_at", "withdrawn_at")
    register_belonging("surveys_kept", Survey, *kept, by="kept_by")
    turned = ("coalition", "survey", "language", "made_at")
    register_belonging("survey_translations", Translation, *turned, by="made_by")
    opened = ("coalition", "survey", "number", "note", "opened_at")
    register_belonging("survey_rounds_opened", Round, *opened, by="opened_by")
    said = ("coalition", "round", "organisation", "state", "way", "draft", "answers", "asked_at", "answered_at")
    register_belonging("survey_answers", Respondent, *said)
    typed = ("coalition", "round", "organisation", "answered_at")
    register_belonging("survey_answers_typed_in", Respondent, *typed, by="typed_by")


def document(survey: Survey) -> registry.Document:
    """How a survey is found: by its words, as confidential as what it belongs to; a draft is not found."""
    level = Confidentiality.NAMED if survey.is_draft else Confidentiality(survey.confidentiality)
    return registry.Document(
        coalition=survey.coalition_id,
        title=survey.title,
        text=f"{survey.intro}\n{survey.held_title}",
        url=survey.get_absolute_url(),
        confidentiality=level,
        body=survey.body_id if level == Confidentiality.BODY else None,
    )


def rows(coalition: UUID) -> Iterator[Survey]:
    """All surveys of a coalition, for the index."""
    with scope(coalition=coalition):
        yield from Survey.objects.select_related("coalition").iterator(chunk_size=500)


def move_along(kept: Organisation, gone: Organisation, by: Capacity, at: object) -> list[models.Model]:
    """Of two rows that are one organisation, the one that stays is asked in open rounds. What is over stays."""
    open_ = Respondent.objects.filter(organisation=gone, round__state=RoundState.OPEN).select_related("round")
    there = set(Respondent.objects.filter(organisation=kept).values_list("round", "person"))
    moved: list[models.Model] = []
    for one in open_:
        if (one.round_id, one.person_id) not in there:
            one.organisation = kept
            moved.append(one.store())
    return moved

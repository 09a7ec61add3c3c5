"""What the members were asked: a spring check that is closed, and an autumn one that is being answered."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from comity.people.models import Person
from comity.surveys import acts
from comity.surveys.acts import Asked
from comity.surveys.models import Respondent, Survey

if TYPE_CHECKING:
    from comity.web.demo.story import Story

#: who answered in the first round: worth, clear, heard, hours, needs, stay, else
SAID: dict[str, tuple[int, int, int, str, list[str], str, str]] = {
    "HT": (4, 3, 3, "12", ["o2"], "o2", "Knocking on doors takes longer than the plan says."),
    "OD": (3, 3, 4, "6", ["o1", "o2"], "o1", ""),
    "HD": (3, 2, 3, "4", ["o1"], "o1", "Tell us earlier when a meeting moves."),
    "PK": (4, 4, 3, "5", ["o4"], "o1", ""),
    "LL": (2, 2, 2, "2", ["o1", "o3"], "o4", "We come when there is something to decide."),
    "CH": (3, 4, 4, "3", ["o2", "o4"], "o1", ""),
    "RY": (4, 3, 4, "8", ["o2", "o3"], "o2", ""),
}
KEYS = ("worth", "clear", "heard", "hours", "needs", "stay", "else")
#: the check in Spanish, all but its last questions
SPANISH = {
    "title": "¿Cómo nos va?",
    "intro": "Se contesta en unos cinco minutos. Con lo que digan decidimos qué hacemos después.",
    "thanks": "Lo hablamos en la próxima asamblea.",
    "work.text": "Nuestro trabajo en común",
    "worth.text": "Nuestra organización gana más con el trabajo en común de lo que pone.",
    "worth.low": "nada", "worth.high": "del todo",
    "clear.text": "Sabemos qué se espera de nosotros hasta la próxima reunión.",
    "clear.low": "nada", "clear.high": "del todo",
    "heard.text": "Cuando algo nos preocupa, se atiende.",
    "heard.low": "nada", "heard.high": "del todo",
    "hours.text": "¿Cuánto tiempo le dedica su gente?", "hours.unit": "horas por semana",
    "ahead.text": "Lo que viene",
    "needs.text": "¿Qué les ayudaría más en el próximo medio año?",
    "needs.o1": "Menos reuniones, o más cortas", "needs.o2": "Dinero por las horas que ponemos",
    "needs.o3": "Alguien que lo mantenga todo unido", "needs.o4": "Conocer mejor a los demás",
}  # fmt: skip
#: who has answered the round that is open, with what changed since
AGAIN = ("OD", "PK", "HT")


def check_in_spring(story: "Story", at: datetime) -> None:
    """Drafted from the template, answered by seven, closed."""
    survey = acts.draft_survey(
        thing=story.coalition, title="How are we doing?", pattern="surveys.check",
        thanks="We talk about it at the next assembly.", language="en", by=story.for_all(), at=at,
    )  # fmt: skip
    round_ = _ask(story, survey, at, days=14)
    for mark in SAID:
        _answer(story, round_, mark, at + timedelta(days=3))
    acts.close_round(round_, by=story.for_all(), at=at + timedelta(days=10))


def check_again(story: "Story", at: datetime) -> None:
    """The same survey once more; some have answered, the others are still asked."""
    survey = Survey.objects.select_related("coalition").get(title="How are we doing?")
    spanish = acts.begin_translation(survey, language="es", by=story.for_all(), at=at)
    acts.translate(spanish, SPANISH, by=story.for_all(), at=at)
    round_ = _ask(story, survey, at, days=21)
    for mark in AGAIN:
        _answer(story, round_, mark, at + timedelta(hours=5))


def _ask(story: "Story", survey: Survey, at: datetime, *, days: int) -> Any:
    people = {mark: Person.objects.get(pk=story.voter(mark).someone) for mark in story.organisations}
    asked = [Asked(story.organisations[mark], person) for mark, person in people.items()]
    closes_on = (at + timedelta(days=days)).date()
    return acts.open_round(survey, asked=asked, closes_on=closes_on, by=story.for_all(), at=at)


def _answer(story: "Story", round_: Any, mark: str, at: datetime) -> None:
    if mark not in story.organisations:
        return
    row = Respondent.objects.get(round=round_, organisation=story.organisations[mark])
    values = {key: value for key, value in zip(KEYS, SAID[mark], strict=True) if value}
    acts.give_answers(row, values, by=story.voter(mark), at=at)


#: in which month what happens
EVENTS = ((17.5, check_in_spring), (23.7, check_again))

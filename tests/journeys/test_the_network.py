"""Fourteen organisations say twice who works with whom, and how far they trust: the map, the change, the fall."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from comity.base.clock import now
from comity.network.acts.pulse import answer_pulse
from comity.network.models import Pulse, PulseRoll, Wave
from comity.people.models import Sector
from comity.surveys.acts import give_answers
from comity.surveys.models import AskState, Respondent, Round
from comity.tasks.models import Task
from tests.cast import Troupe, harbour, join, oneself, person
from tests.journeys.conftest import Later, SitDown
from tests.journeys.hand import FINGER, PHONE, Hand
from tests.journeys.harbour import HENK, MARTA, at_her_desk
from tests.journeys.post import Post

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.row("R10", "T2")]
#: those who come in beside the four of the cast: name, sector, who speaks for it
FURTHER = (
    ("Bridge Street School", Sector.PUBLIC, "Nadia Berg"), ("Canal Choir", Sector.CITIZEN, "Piet Vos"),
    ("Eastgate Mosque", Sector.CITIZEN, "Samir Aziz"), ("Ferry Kitchen", Sector.NONPROFIT, "Lotte Kern"),
    ("Green Mill Gardens", Sector.CITIZEN, "Ivo Sand"), ("Island Youth Club", Sector.NONPROFIT, "Jule Marsh"),
    ("Jetty Repair Shop", Sector.PRIVATE, "Karl Fern"), ("Lower Town Library", Sector.PUBLIC, "Mina Roth"),
    ("Night Bus Watch", Sector.CITIZEN, "Olga Pine"), ("Pier Credit Union", Sector.PRIVATE, "Rosa Hill"),
)  # fmt: skip
#: who stays silent in the first round
SILENT = ("Night Bus Watch", "Pier Credit Union", "Jetty Repair Shop")
NETWORKING = "Networking: we exchange news"
COORDINATION = "Coordination: we change dates or hours for each other"
COOPERATION = "Cooperation: we share staff or space"
TITLE = "Who works with whom in Saltmere"


@pytest.fixture
def troupe(transactional_db: None) -> Troupe:
    """Fourteen members."""
    made = harbour()
    for name, sector, who in FURTHER:
        join(made, name, sector, person(who))
    return made


def sent_out(desk: Hand, troupe: Troupe) -> None:
    """Amina takes the template, and asks one person of each organisation."""
    desk.page.goto(f"/c/{troupe.coalition.slug}/surveys/new/")
    desk.tick("Who works with whom")
    desk.write("What is it called?", TITLE)
    desk.tap("Draft it")
    desk.sees("With whom does your organisation really work today, and how closely?")
    desk.follow("Ask for answers")
    desk.tap("Send the invitations")
    desk.sees("0 of 14 have answered")


def answered_on_a_phone(phone: Hand, said: dict[str, str]) -> None:
    """From the mail, without scripts: how closely with each, then what came of it, then sent."""
    phone.follow("Answer")
    phone.follow("Begin")
    for partner, level in said.items():
        phone.choose(partner, level)
    assert not phone.is_wide()
    assert phone.height("Save and go on", "button") >= FINGER
    phone.tap("Save and go on", exact=True)
    phone.tap("Save and go on", exact=True)
    phone.sees("Check your answers")
    phone.tap("Send my answers")
    phone.sees("Your answers have arrived")


def typed_in(desk: Hand, troupe: Troupe, organisation: str, said: dict[str, str]) -> None:
    """What came on paper is typed in by the coordinator."""
    with troupe.scope():
        row = Respondent.objects.get(round__survey__title=TITLE, organisation__name=organisation)
    desk.page.goto(f"/c/{troupe.coalition.slug}/surveys/asked/{row.pk}/type-in/")
    for partner, level in said.items():
        desk.choose(partner, level)
    desk.tap("Write it down")
    desk.sees("It is written down")


def the_others_answer(troupe: Troupe, round_: Round, *, silent: Iterable[str], shift: int = 0) -> int:
    """Each who has not answered says how it works with the next four around the table; `shift` moves one on."""
    names = sorted(one.name for one in troupe.organisations.values())
    by_name = {one.name: one for one in troupe.organisations.values()}
    with troupe.scope():
        rows = list(Respondent.objects.filter(round=round_).exclude(state=AskState.ANSWERED).select_related(
            "round__survey", "organisation", "person"))  # fmt: skip
    count = 0
    for row in rows:
        assert row.organisation is not None and row.person is not None
        if row.organisation.name in silent:
            continue
        at = names.index(row.organisation.name)
        near = [names[(at + step) % len(names)] for step in (1, 2, 3 + shift, -1)]
        ties = {str(by_name[one].pk): {"name": one, "level": 1 + n} for n, one in enumerate(near)}
        give_answers(row, {"ties": ties}, by=oneself(row.person, troupe.coalition), at=now())
        count += 1
    return count


def newest(troupe: Troupe, model: Any) -> Any:
    with troupe.scope():
        return model.objects.select_related("coalition").order_by("-pk").first()


def closed(desk: Hand, round_: Round, troupe: Troupe, post: Post) -> Wave:
    """Amina closes the round; the worker works the wave out."""
    desk.page.goto(f"/c/{troupe.coalition.slug}/surveys/rounds/{round_.pk}/close/")
    desk.tap("Close it")
    desk.sees("It is closed.")
    post.deliver()
    wave: Wave = newest(troupe, Wave)
    return wave


def test_a_survey_a_map_a_second_wave_and_a_fall_in_trust(
    troupe: Troupe, sit_down: SitDown, post: Post, later: Later
) -> None:
    desk = at_her_desk(sit_down, troupe)
    sent_out(desk, troupe)
    first = newest(troupe, Round)
    for address, said in (
        (MARTA, {"Dock Road Traders": COORDINATION, "Ferry Kitchen": COOPERATION}),
        (HENK, {"Open Door Shelter": NETWORKING, "Pier Credit Union": COORDINATION}),
    ):
        phone = sit_down(**PHONE, java_script_enabled=False)
        answered_on_a_phone(post.newest(address, "surveys.asked").open(phone), said)
    typed_in(desk, troupe, "Canal Choir", {"Eastgate Mosque": NETWORKING})
    assert the_others_answer(troupe, first, silent=SILENT) == 8
    desk.page.goto(f"/c/{troupe.coalition.slug}/surveys/rounds/{first.pk}/")
    desk.sees("11 of 14 have answered")
    for name in SILENT:
        desk.sees(name)  # whose answer would settle most is asked first
    spring = closed(desk, first, troupe, post)
    on_the_map(desk, troupe, spring)
    later(timedelta(days=180))
    change_shows(at_her_desk(sit_down, troupe), troupe, post, spring)
    trust_falls(sit_down, troupe, post, later)


def on_the_map(desk: Hand, troupe: Troupe, wave: Wave) -> None:
    """The wave with what is sure and what is not, and its picture."""
    desk.page.goto(f"/c/{troupe.coalition.slug}/waves/{wave.pk}/")
    desk.sees("11 of 14 answered (79%)")
    desk.sees("of possible ties, whatever the silent would say")
    desk.sees("What is known of each pair")
    desk.follow("See it on the map")
    desk.sees("11 of 14 answered (79%)")
    desk.sees("Not verified: one side says so, the other is silent")
    assert desk.page.get_by_role("img").first.is_visible()


def change_shows(desk: Hand, troupe: Troupe, post: Post, before: Wave) -> None:
    """The same questions once more; all answer, and what came and went is shown with its range."""
    desk.page.goto(f"/c/{troupe.coalition.slug}/surveys/{newest(troupe, Round).survey_id}/open/")
    desk.tap("Send the invitations")
    desk.sees("0 of 14 have answered")
    again = newest(troupe, Round)
    assert the_others_answer(troupe, again, silent=(), shift=1) == 14
    autumn = closed(desk, again, troupe, post)
    desk.page.goto(f"/c/{troupe.coalition.slug}/waves/{autumn.pk}/changes/?since={before.pk}")
    if desk.page.get_by_role("button", name="Compare them").count():
        desk.tap("Compare them")
        post.deliver()
        desk.page.goto(f"/c/{troupe.coalition.slug}/waves/{autumn.pk}/changes/?since={before.pk}")
    desk.sees("New ties")
    desk.sees("Ties that have gone")


def trust_falls(sit_down: SitDown, troupe: Troupe, post: Post, later: Later) -> None:
    """Two pulses; the second is so much lower that somebody must look into it."""
    desk = at_her_desk(sit_down, troupe)
    desk.page.goto(f"/c/{troupe.coalition.slug}/pulse/")
    desk.follow("Choose what is asked")
    desk.choose("Who looks into it when trust falls?", "Lower Town Library")
    desk.tap("Keep it")
    desk.sees("It is kept.")
    for marks in ((4, 3), (1, 2)):
        desk.page.goto(f"/c/{troupe.coalition.slug}/pulse/")
        desk.tap("Ask everybody now")
        desk.sees("A pulse is open")
        asked(troupe, marks)
        later(timedelta(days=40))
        post.deliver()
        desk = at_her_desk(sit_down, troupe)
    desk.page.goto(f"/c/{troupe.coalition.slug}/pulse/")
    desk.sees("Trust has fallen by more than chance explains.")
    desk.sees("Lower Town Library looks into it")
    with troupe.scope():
        assert Task.objects.filter(held_by="network.pulse").count() == 1


def asked(troupe: Troupe, marks: tuple[int, int]) -> None:
    """Everybody who was asked answers, with one of two marks."""
    pulse: Pulse = newest(troupe, Pulse)
    with troupe.scope():
        people = [one.person for one in PulseRoll.objects.filter(pulse=pulse).select_related("person")]
    for n, who in enumerate(people):
        said = {one["key"]: marks[n % 2] for one in pulse.questions}
        answer_pulse(pulse, said, by=oneself(who, troupe.coalition), at=now())

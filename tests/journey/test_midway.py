"""The second coalition of the demo stands half-way, made by acts: two answers missing, one no, all the rest paused."""

from django_scopes import scope

from comity.base.clock import stopped_at
from comity.base.evidence import facts
from comity.coalitions.models import Coalition, Stage
from comity.coalitions.standing import standing_of
from comity.core.advice.readiness import Question, State
from comity.founding.path.showing import State as TaskState
from comity.founding.path.showing import way_of
from comity.founding.path.tasks import KEYS
from comity.founding.queries import checklist_of
from comity.web.demo.scene_midway import NAME, tell_midway
from tests.cast import THEN


def test_it_stands_half_way(db: None) -> None:
    selma = tell_midway(THEN)
    coalition = Coalition.objects.get(name=NAME)
    assert coalition.stage == Stage.PREFORMATION and coalition.invented
    with scope(coalition=coalition.pk), stopped_at(THEN):
        checklist = checklist_of(coalition.pk)
        found = facts(standing_of(selma.pk, coalition.pk, at=THEN), KEYS)
        way = way_of(found, checklist, None, coalition.slug)
    assert checklist.told is not None and checklist.told.state is State.PAUSED
    assert checklist.told.wanted - checklist.told.answered == 2
    assert [told.question for told in checklist.told.questions if told.no] == [Question.MEANS]
    assert {row.state for row in way.rows[2:]} <= {TaskState.PAUSED, TaskState.TO_COME, TaskState.NEXT} and way.paused

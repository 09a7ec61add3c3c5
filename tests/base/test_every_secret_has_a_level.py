"""Whatever a coalition writes down has a level of confidentiality, its own or that of what it belongs to."""

import pytest
from django.apps import apps
from django.db import models
from django_scopes import scope

from comity.base import registry
from comity.base.confidentiality import Confidentiality
from comity.base.text import Line, Words
from comity.coalitions.models import ScopedRecord

pytestmark = pytest.mark.row("T3")


def wordy() -> list[type[models.Model]]:
    """Every model of a coalition in which people write."""
    found = [model for model in apps.get_models() if issubclass(model, ScopedRecord)]
    return [model for model in found if any(isinstance(f, Line | Words) for f in model._meta.concrete_fields)]


def leads_to_a_level(model: type[models.Model], seen: frozenset[type[models.Model]] = frozenset()) -> bool:
    """Whether it has a level, or belongs to something of a coalition that has."""
    if hasattr(model, "confidentiality"):
        return True
    parents = {
        f.related_model for f in model._meta.concrete_fields
        if f.is_relation and isinstance(f.related_model, type) and issubclass(f.related_model, ScopedRecord)
    }  # fmt: skip
    return any(leads_to_a_level(parent, seen | {model}) for parent in parents - seen - {model})




def test_a_record_with_a_level_says_a_known_one() -> None:
    levels = {one.value for one in Confidentiality}
    for model in wordy():
        fields = {f.name: f for f in model._meta.concrete_fields}
        if "confidentiality" in fields:
            offered = {value for value, _label in fields["confidentiality"].choices or []}
            assert offered and offered <= levels, model.__name__


#: what all inside may always read (through `standing.inside`), or nobody may: where it is otherwise, it says so
OPEN_INSIDE = {
    "coalitions.Membership": "who belongs, and how it is called here",
    "coalitions.MembershipChange": "who joined and left",
    "founding.Criterion": "by what partners are chosen, agreed before anybody is scored",
    "founding.Method": "ways of working that organisations use, accept or never use",
    "founding.Need": "what the members together have to cover",
    "founding.Prospect": "whom we would like to win; what is found out of them is the committee’s alone",
    "founding.RecruitingWave": "in which order partners are asked",
    "governing.Competence": "what an organisation says it is good at",
    "governing.MediaEntry": "what the media printed",
    "network.AnswerDraft": "shown to nobody, and swept away unless its sender confirms the address",
    "network.GoBetween": "has no level, and is read by the two organisations between which it passes alone",
    "network.HelpCall": "what a member asks all others for",
    "network.HelpOffer": "who helps with what was asked of all",
    "network.OpenCall": "what everybody may answer",
    "network.SharedValue": "which values an organisation affirms",
    "network.ValueWord": "the values that can be affirmed",
    "topics.Topic": "what the coalition talks about",
}


def test_whatever_people_write_has_a_level_or_is_known_to_be_for_all_members() -> None:
    without = {model._meta.label for model in wordy() if not leads_to_a_level(model)}
    assert without == set(OPEN_INSIDE), "Give it a level, or say here why all members may always read it."


def test_whatever_holds_other_things_hands_its_level_down() -> None:
    assert len(list(registry.holders.items())) > 5
    for label, _holder in registry.holders.items():
        assert hasattr(apps.get_model(label), "confidentiality") or label in ("coalitions.body", "coalitions.coalition")


def levelled() -> list[type[models.Model]]:
    """Every model of a coalition with a column of its own for the level."""
    found = [model for model in apps.get_models() if issubclass(model, ScopedRecord)]
    return [model for model in found if any(f.name == "confidentiality" for f in model._meta.concrete_fields)]


@pytest.mark.parametrize("model", levelled(), ids=lambda model: model._meta.label)
def test_a_level_is_enforced_where_rows_are_read(model: type[models.Model]) -> None:
    """An outsider is asked for public rows alone; who is inside never gets one for named people without being named."""
    from comity.base.ids import uuid7
    from comity.coalitions.confidentiality import allowed
    from comity.coalitions.standing import Hold, Standing

    outsider = Standing(uuid7(), uuid7())
    assert allowed(outsider, model).children == [("confidentiality", Confidentiality.PUBLIC)]
    hold = Hold(uuid7(), "One", frozenset(), None, "O", "citizen", True)
    coalition = uuid7()
    with scope(coalition=coalition):
        inside = str(allowed(Standing(uuid7(), coalition, organisations=(hold,)), model))
    assert "Confidentiality.NAMED" in inside and "Exists" in inside

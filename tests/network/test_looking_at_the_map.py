"""Looking at the map in other ways, by the address alone: who stands out, colour, size, one in the middle."""

import pytest
from django.test import Client

from comity.base.clock import stopped_at
from comity.core.network.drawing import Bond, Member, draw
from comity.network.queries.looks import SMALLEST, Look, Seen
from comity.network.queries.scores import Trust
from comity.people.models import Organisation
from tests.cast import THEN, Troupe
from tests.network.stage import address, tell, text_of


@pytest.fixture
def told(home: Troupe) -> Troupe:
    """Tenants (citizen) with the shelter (nonprofit) and the health service (public), which answers too."""
    tell(home, "Amina", "HT", "OD", 4)
    tell(home, "Marta", "OD", "HT", 5)
    tell(home, "Amina", "HT", "HH", 2)
    tell(home, "Okafor", "HH", "HT", 2)
    for mark, people, place in (("HT", 9, "Saltmere"), ("OD", 40, "Saltmere"), ("HH", 900, "Quay")):
        row = home.organisations[mark]
        Organisation.objects.filter(pk=row.pk).update(people_count=people, place=place)
    return home


@pytest.fixture
def henk(told: Troupe, client: Client):
    client.force_login(told.people["Henk"])
    with stopped_at(THEN):
        yield client


def key(troupe: Troupe, mark: str) -> str:
    return str(troupe.organisations[mark].pk)


def faint(page, troupe: Troupe) -> set[str]:
    """Marks of the organisations that are drawn faintly."""
    marks = {str(one.pk): mark for mark, one in troupe.organisations.items()}
    return {marks[one] for one in page.context["look"].off}


@pytest.mark.row("R9")
@pytest.mark.parametrize(("asked", "fits"), [
    ("sector=public", {"HH"}), ("place=Saltmere", {"HT", "OD"}), ("people=few", {"HT"}),
    ("people=most", {"HH"}), ("place=Saltmere&people=some", {"OD"}), ("sector=nowhere", {"HT", "OD", "HH", "DR"}),
])  # fmt: skip
def test_who_does_not_fit_is_faint(told, henk, asked, fits):
    page = henk.get(address(told, f"map/?{asked}"))
    assert faint(page, told) == {"HT", "OD", "HH", "DR"} - fits
    assert page.content.decode().count('class="off"') >= 4 - len(fits)
    if len(fits) < 4:
        assert f"{len(fits)} of 4 organisations fit" in page.content.decode()


def test_one_organisation_with_its_partners(told, henk):
    page = henk.get(address(told, f"map/?ego={key(told, 'OD')}"))
    assert faint(page, told) == {"HH", "DR"}
    ego = page.context["ego"]
    assert ego.name == "Open Door Shelter" and [one.rung for one in ego.partners] == ["Multisector collaboration"]
    assert "Open Door Shelter has 1 partner." in page.content.decode()
    tied = [one.off for one in Seen(page.context["drawing"], page.context["look"]).ties]
    assert sorted(tied) == [False, True]  # the tie of the two others is faint
    assert f"?ego={key(told, 'HT')}" in page.content.decode()  # each shape and partner leads on


def test_nobody_is_in_the_middle_who_is_not_here(told, henk):
    for wrong in ("x", "01a2-nobody", "%00"):
        page = henk.get(address(told, f"map/?ego={wrong}"))
        assert page.context["ego"] is None and not page.context["look"].off


def test_colour_and_size_tell_a_measure(told, henk):
    page = henk.get(address(told, "map/?colour=degree&size=people"))
    look = page.context["look"]
    fills, scales = dict(look.fills), dict(look.scales)
    assert fills[key(told, "HT")] == "q5" and fills[key(told, "DR")] == "q1"
    assert scales[key(told, "HH")] == 1 and scales[key(told, "DR")] == SMALLEST  # nobody said how many they are
    text = text_of(page)
    for said in ("Colour: How many ties", "0 ties", "1 tie", "2 ties", "from 9 (smallest) to 900 (largest)",
                 "Shape: the sector"):  # fmt: skip
        assert said in text, said
    assert "Shape and colour" not in text


def test_places_have_colours_with_their_names(told, henk):
    page = henk.get(address(told, "map/?colour=place"))
    fills = dict(page.context["look"].fills)
    assert fills[key(told, "HT")] == fills[key(told, "OD")] == "c1" != fills[key(told, "HH")]
    assert [one.label for one in page.context["legend"]] == ["Saltmere", "Quay", "Elsewhere, or not known"]


def test_single_organisations_have_no_figures_while_too_few_answered(home, client):
    tell(home, "Amina", "HT", "OD", 4)
    client.force_login(home.people["Henk"])
    with stopped_at(THEN):
        page = client.get(address(home, f"map/?colour=degree&size=betweenness&ego={key(home, 'HT')}"))
    assert page.context["choices"].trust is Trust.NONE
    assert not page.context["look"].fills and not page.context["look"].scales
    assert "We show no figures for single organisations" in text_of(page)
    assert "degree" not in dict(page.context["choices"].colours)
    assert "Between two others" not in text_of(page)


def test_with_some_silent_a_caution_stands_beside(told, henk):
    page = henk.get(address(told, "map/"))
    assert page.context["choices"].trust is Trust.CARE  # three of four
    assert "Read figures of single organisations with care" in text_of(page)


def test_the_picture_to_take_along_looks_as_it_was_asked_for(told, henk):
    page = henk.get(address(told, f"map/map.svg?ego={key(told, 'OD')}&colour=degree"))
    drawn = page.content.decode()
    assert 'class="off"' in drawn and "q5 sep" in drawn and "<a " not in drawn


def test_the_same_number_of_queries_whatever_is_asked(told, henk, django_assert_max_num_queries):
    asked = f"map/?ego={key(told, 'HT')}&sector=public&colour=betweenness&size=degree&place=Quay"
    with django_assert_max_num_queries(12):
        henk.get(address(told, asked))


def test_a_small_shape_stays_in_its_place():
    drawing = draw([Member("a", "A", "A"), Member("b", "B", "B")], [Bond("a", "b")])
    seen = Seen(drawing, Look(scales=(("a", 0.5), ("b", 1.0))))
    small, large = seen.nodes
    factor, *_rest, x, _y = (float(one) for one in small.transform[7:-1].split())
    assert drawing.nodes[0].x * factor + x == pytest.approx(drawing.nodes[0].x, abs=0.1)
    assert not small.lettered and large.lettered and not large.transform
    assert seen.ends == "0 1"

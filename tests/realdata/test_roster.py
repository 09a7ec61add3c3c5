"""A published network of twenty-five organisations becomes a coalition: on the web and by the command line."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_scopes import scope

from comity.base.clock import stopped_at
from comity.cli import main
from comity.coalitions.models import Coalition
from comity.coalitions.queries import members_of
from comity.network.models import Tie
from comity.network.queries.ties import ties_visible_to

pytestmark = pytest.mark.realdata
FOLDER = "indiana-tobacco-2010"
NAMES = [("organisations", "members.csv"), ("ties", "ties.csv")]


def answers(form: Any) -> dict[str, Any]:
    """A form as a browser posts it, untouched."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


@pytest.fixture
def troupe(db: None) -> Any:
    from tests.cast import found, person

    return found("Indiana Tobacco Control", person("Ida Bell"))


def test_on_the_web(troupe: Any, client: Client, realdata: Path) -> None:
    from tests.cast import THEN

    client.force_login(troupe.coordinator)
    address = f"/c/{troupe.coalition.slug}"
    with stopped_at(THEN):
        contents = {(kind, name): (realdata / FOLDER / name).read_bytes() for kind, name in NAMES}
        files = {f"{kind}-file": SimpleUploadedFile(name, data) for (kind, name), data in contents.items()}
        page = client.post(f"{address}/roster/", files)
        draft = page["Location"]
        page = client.get(draft)
        assert page.context["counts"]["organisations"] == 25
        assert page.context["counts"]["ties"] == 198
        page = client.post(draft, {**answers(page.context["form"]), "go": "enter"}, follow=True)
        assert page.redirect_chain[-1][0] == f"{address}/map/"
        figures = page.context["reading"].figures
        assert (figures.n, figures.ties) == (25, 198)
        assert len(page.context["drawing"].nodes) == 25 and len(page.context["drawing"].ties) == 198
        works = client.get(f"{address}/map/?rung=1").context["reading"].figures
    assert works.ties == 161
    assert works.density == pytest.approx(0.5367, abs=5e-5)
    assert works.degree_centralisation == pytest.approx(0.5036, abs=5e-5)
    assert works.betweenness_centralisation == pytest.approx(0.1128, abs=5e-5)
    sectors = {one.name: one.sector for one in members_of(troupe.coalition.pk)}
    assert sectors["Medicaid"] == "public" and sectors["ALA"] == "nonprofit" and sectors["RTI"] == ""
    with troupe.scope():
        standing = page.context["request"].standing
        assert ties_visible_to(standing).count() == 198


def test_by_the_command_line(db: None, realdata: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [part for kind, name in NAMES for part in (f"--{kind}", str(realdata / FOLDER / name))]
    code = main(["import", "--new", "Indiana Tobacco Control", "--coordinator", "ida@example.org", *files])
    assert code == 0
    assert "25 new organisations, 198 ties" in capsys.readouterr().out
    coalition = Coalition.objects.get()
    assert members_of(coalition.pk).count() == 25
    with scope(coalition=coalition.pk):
        assert Tie.objects.count() == 198
        assert Tie.objects.filter(list_says__gt=0).count() == 161
        assert set(Tie.objects.values_list("source", flat=True)) == {"ties.csv"}

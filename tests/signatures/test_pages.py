"""The pages of a sheet: signing by typing or drawing, what is refused, paper, and the list, long or short."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from comity.base.clock import stopped_at
from comity.signatures.acts import sign
from comity.signatures.models import Sheet, Signature, State
from tests.acts.stories_practice import laid_out
from tests.cast import THEN
from tests.governing.stage import hat, signed_in

if TYPE_CHECKING:
    from tests.cast import Troupe

LATER = THEN + timedelta(hours=1)
pytestmark = [pytest.mark.row("G9")]


@pytest.fixture
def sheet(troupe: "Troupe") -> Sheet:
    with troupe.scope():
        return laid_out(troupe, "OD", "HT")


def at(troupe: "Troupe", name: str, sheet: Sheet) -> str:
    return reverse(f"signatures:{name}", args=[troupe.coalition.slug, sheet.pk])


def sent(client: Client, url: str, answers: dict[str, str] | None = None, *, when: datetime = LATER) -> Any:
    with stopped_at(when):
        return client.get(url) if answers is None else client.post(url, answers)


def signatures(troupe: "Troupe") -> list[tuple[str, str]]:
    with troupe.scope():
        return [(one.typed, one.drawn) for one in Signature.objects.order_by("pk")]


def test_one_signs_by_typing_ones_name(troupe: "Troupe", sheet: Sheet) -> None:
    marta = signed_in(troupe.people["Marta"])
    page = sent(marta, at(troupe, "sign", sheet)).content.decode()
    assert "We keep one warm room open until ten." in page, "one signs what one can read"
    assert signatures(troupe) == []
    assert sent(marta, at(troupe, "sign", sheet), {"typed": "Marta Lind"}).status_code == 302
    assert signatures(troupe) == [("Marta Lind", "")]
    told = sent(marta, at(troupe, "sheet", sheet)).content.decode()
    assert "Marta Lind" in told and "1 of 2" in told


def test_one_signs_by_drawing_and_the_drawing_is_shown(troupe: "Troupe", sheet: Sheet) -> None:
    marta, path = signed_in(troupe.people["Marta"]), "M10 20L30 40L50 20"
    assert sent(marta, at(troupe, "sign", sheet), {"drawn": path}).status_code == 302
    assert signatures(troupe) == [("", path)]
    for name in ("sheet", "print"):
        assert f'd="{path}"' in sent(marta, at(troupe, name, sheet)).content.decode()


@pytest.mark.parametrize("drawn", ["M1 1", 'M1 1L2 2"><script>', "M1 1L900 3", "url(javascript:0)"])
def test_what_is_no_drawing_is_refused_on_its_page(drawn: str, troupe: "Troupe", sheet: Sheet) -> None:
    marta = signed_in(troupe.people["Marta"])
    answer = sent(marta, at(troupe, "sign", sheet), {"drawn": drawn})
    assert answer.status_code == 422 and "<script>" not in answer.content.decode().split("<main")[1]
    assert signatures(troupe) == []


def test_with_neither_one_is_asked_for_a_name(troupe: "Troupe", sheet: Sheet) -> None:
    answer = sent(signed_in(troupe.people["Marta"]), at(troupe, "sign", sheet), {"typed": "  "})
    assert answer.status_code == 422 and "Type your name, or draw it" in answer.content.decode()


def test_whoever_is_not_asked_reads_why_they_cannot_sign(troupe: "Troupe", sheet: Sheet) -> None:
    henk = signed_in(troupe.people["Henk"])
    assert sent(henk, at(troupe, "sign", sheet), {"typed": "Henk Baas"}).status_code == 403
    assert "is not asked to sign" in sent(henk, at(troupe, "sheet", sheet)).content.decode()
    assert signatures(troupe) == []


def test_paper_bears_the_words_the_names_and_the_fingerprint(troupe: "Troupe", sheet: Sheet) -> None:
    with troupe.scope():
        sign(sheet, typed="Marta Lind", by=hat(troupe, "Marta", "OD"), at=LATER)
        sign(sheet, typed="Amina Haddad", by=hat(troupe, "Amina", "HT"), at=LATER)
        assert Sheet.objects.get(pk=sheet.pk).state == State.COMPLETE
    page = sent(signed_in(troupe.people["Henk"]), at(troupe, "print", sheet)).content.decode()
    for words in ("We keep one warm room open until ten.", "Marta Lind", "Amina Haddad", "Open Door Shelter"):
        assert words in page
    assert sheet.mark[:4] in page


@pytest.mark.parametrize("many", [1, 3])
def test_queries_do_not_grow_with_the_sheets(
    many: int, troupe: "Troupe", django_assert_max_num_queries: Any
) -> None:
    with troupe.scope():
        sheets = [laid_out(troupe, "OD", "HT", "HH") for _ in range(many)]
        for one in sheets:
            sign(one, typed="Marta Lind", by=hat(troupe, "Marta", "OD"), at=LATER)
    client, url = signed_in(troupe.coordinator), reverse("signatures:sheets", args=[troupe.coalition.slug])
    sent(client, url)
    with django_assert_max_num_queries(12):
        page = sent(client, url).content.decode()
    assert page.count("Warm rooms") >= many
    with django_assert_max_num_queries(12):
        sent(client, at(troupe, "sheet", sheets[0]))

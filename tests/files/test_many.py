"""The lists of texts and files ask as much for three rows as for one, and little."""

from typing import Any

import pytest
from django.urls import reverse

from tests.cast import Troupe
from tests.files.stage import uploaded
from tests.governing.stage import signed_in
from tests.texts.stage import begun


@pytest.mark.parametrize("many", [1, 3])
@pytest.mark.parametrize("where", ["texts", "files"])
def test_queries_do_not_grow_with_the_rows(
    where: str, many: int, troupe: Troupe, django_assert_max_num_queries: Any
) -> None:
    with troupe.scope():
        for number in range(many):
            begun(troupe, title=f"Number {number}")
            uploaded(troupe, f"Number {number}.csv", b"firm,price\nRoof,%d\n" % number)
    client, url = signed_in(troupe.coordinator), reverse(f"{where}:{where}", args=[troupe.coalition.slug])
    client.get(url)
    with django_assert_max_num_queries(12):
        page = client.get(url).content.decode()
    assert all(f"Number {number}" in page for number in range(many))

"""A cast put back is the cast that was built: the same rows, and a record that is whole."""

from typing import Any

import pytest
from django.db import models, transaction

from comity.audit.models import ChainHead
from comity.audit.verify import verify
from tests.cast import harbour
from tests.remembering import standing_rows

pytestmark = pytest.mark.django_db


def values(rows: dict[type[models.Model], list[models.Model]]) -> dict[str, list[dict[str, Any]]]:
    """The rows as plain values, in one order, without numbers the database gives."""
    return {
        model._meta.label: sorted(
            (
                {
                    field.attname: getattr(row, field.attname)
                    for field in model._meta.concrete_fields
                    if not isinstance(field, models.AutoField)
                }
                for row in some
            ),
            key=repr,
        )
        for model, some in rows.items()
    }


def rows_of_the_cast() -> dict[str, list[dict[str, Any]]]:
    """What stands after the cast came together; taken back again."""
    with transaction.atomic():
        harbour()
        assert [fault for head in ChainHead.objects.all() for fault in verify(head.chain)] == []
        found = values(standing_rows())
        transaction.set_rollback(True)
    return found


def test_a_cast_put_back_has_the_rows_it_was_built_with() -> None:
    assert rows_of_the_cast() == rows_of_the_cast()


def test_two_tests_never_share_a_cast() -> None:
    with transaction.atomic():
        first = harbour()
        transaction.set_rollback(True)
    first.people.clear()
    assert harbour().people

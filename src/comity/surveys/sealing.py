"""The canonical text of a closed round: who was asked, who answered how, and a fingerprint of each answer."""

import json
from typing import Any

from django_scopes import scopes_disabled

from comity.audit import sealing
from comity.audit.canonical import canonical, fingerprint
from comity.surveys.models import Paper, Respondent, Round


def round_text(round_: Round) -> str:
    """A round's row with everything that rests in it. It names ids and fingerprints alone."""
    with scopes_disabled():
        rows = Respondent.objects.filter(round=round_.pk).order_by("pk")
        asked = [[one.pk, one.organisation_id, one.person_id, one.state, one.way, _mark(one.answers)] for one in rows]
        there = Paper.objects.filter(round=round_.pk).order_by("pk").values_list("pk", "question", "value")
        papers = [[pk, question, _mark(value)] for pk, question, value in there]
    return canonical(
        {
            "id": round_.pk, "survey": round_.survey_id, "number": round_.number, "state": round_.state,
            "opened_at": round_.opened_at, "closes_at": round_.closes_at, "ended_at": round_.ended_at,
            "asked": asked, "papers": papers,
        }
    )  # fmt: skip


def _mark(value: Any) -> str:
    return fingerprint(json.dumps(value, sort_keys=True, ensure_ascii=False))


TEXTS = {Round: round_text}


def seals(*rows: Any) -> dict[str, dict[str, str]]:
    """The fact `seals` of an act."""
    return sealing.seals(TEXTS, *rows)


def register() -> None:
    """Let the record check closed rounds."""
    sealing.check(TEXTS)

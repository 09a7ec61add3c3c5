"""Rows as they stand once the chain is locked: what an act was handed may be minutes old."""

from comity.base.capacity import Capacity
from comity.base.refusal import require
from comity.base.versions import Version
from comity.coalitions.permissions import same_coalition
from comity.governing.models import Objection, Question


def fresh_question(question: Question, by: Capacity, read: Version | None = None) -> Question:
    """The question, read anew inside the act; Refused for one of another coalition.

    The chain's head is locked, so nobody else changes it meanwhile. Raises Changed when it no longer says what was
    `read`.
    """
    require(same_coalition(by, question))
    related = ("coalition", "body", "organisation", "for_body", "person", "matter")
    fresh: Question = Question.objects.select_related(*related).get(pk=question.pk)
    if read is not None:
        read.require(fresh)
    return fresh


def fresh_objection(objection: Objection, by: Capacity, read: Version | None = None) -> Objection:
    """The objection with its question, read anew inside the act; Refused for one of another coalition."""
    require(same_coalition(by, objection))
    found: Objection = Objection.objects.select_related("organisation", "person").get(pk=objection.pk)
    found.question = fresh_question(objection.question, by, read)
    return found

"""What is kept for ever: receipts, and files from which anyone can recount."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from comity.audit.queries import history_of
from comity.base.sheets.writing import write_csv
from comity.coalitions.requests import CoalitionRequest
from comity.governing.models import Question, Vote
from comity.governing.queries import live_votes, visible_to
from comity.governing.recounting import forms_of, written_as
from comity.governing.sealing import decision_text, receipt, slip
from comity.governing.views.reading import asked

HEADER = (
    "organisation", "name", "choice", "cast_at", "vote", "receipt", "why", "why_salt", "why_commitment", "marks",
    "weight", "through", "entered_by", "witness",
)  # fmt: skip


def receipt_page(request: CoalitionRequest, question: UUID, vote: UUID) -> HttpResponse:
    """A vote's receipt: its code, the text behind it, and where the code stands in the record."""
    found = get_object_or_404(visible_to(request.standing).select_related("coalition"), pk=question)
    cast = get_object_or_404(Vote.objects.select_related("organisation", "person"), pk=vote, question=found)
    entry = history_of(cast.pk).filter(act="governing.vote.cast").order_by("seq").first()
    context = {"question": found, "vote": cast, "slip": slip(cast), "receipt": receipt(cast), "entry": entry}
    return render(request, "governing/receipt.html", context)


def as_json(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """The sealed text itself: its sha256 is the seal."""
    found = _decided(request, question)
    response = HttpResponse(decision_text(found.decision), content_type="application/json; charset=utf-8")
    return _download(response, f"{found.code}.json")


def as_csv(request: CoalitionRequest, question: UUID) -> HttpResponse:
    """The votes that counted, with their words and what is needed to check the commitments to them."""
    found = _decided(request, question)
    names = {entry.organisation_id: entry.name for entry in found.roll.all()}
    rows = [
        (
            str(v.organisation_id),
            names[v.organisation_id],
            v.choice,
            v.cast_at,
            str(v.pk),
            receipt(v),
            v.why,
            v.salt,
            v.words_mark,
            v.marks,
            v.weight,
            v.through.name if v.through else "",
            v.entered_by.name if v.entered_by else "",
            v.witness.name if v.witness else "",
        )
        for v in live_votes(found)
    ]
    response = HttpResponse("".join(write_csv(rows, HEADER)), content_type="text/csv; charset=utf-8")
    return _download(response, f"{found.code}-votes.csv")


def ballots(request: CoalitionRequest, question: UUID, form: str) -> HttpResponse:
    """All ballots that counted, for counting again: in our own form, or one that other programs read."""
    found = _decided(request, question)
    if not hasattr(found, "tally") or form not in forms_of(found):
        raise Http404
    kind = "application/json" if form == "json" else "text/csv" if form == "csv" else "text/plain"
    response = HttpResponse(written_as(found, form), content_type=f"{kind}; charset=utf-8")
    return _download(response, f"{found.code}-ballots.{form}")


def _decided(request: CoalitionRequest, question: UUID) -> Question:
    found = asked(request, question)
    if not hasattr(found, "decision"):
        raise Http404
    return found


def _download(response: HttpResponse, name: str) -> HttpResponse:
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

"""Who has how much say in a body: as it is, and what would change by another majority, quorum or weight."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from comity.base.clock import day_of, now
from comity.base.sheets.writing import write_csv
from comity.coalitions.queries import visible_bodies
from comity.coalitions.requests import CoalitionRequest
from comity.governing.balance import Balance, asked_of, balance_of
from comity.governing.balance.asked import MOST, ONE_BY_ONE, WEIGHT
from comity.governing.balance.wording import remarks
from comity.governing.rules import QUORUMS, SHARES

HEADER = ("organisation", "sector", "stands_in", "votes", "share_of_votes", "banzhaf", "shapley_shubik")
#: so many organisations are drawn; the table to take along has all
DRAWN = 60


def balance(request: CoalitionRequest, body: UUID) -> HttpResponse:
    """Seats by standing and sector, voting power by organisation, and the what-if."""
    found = get_object_or_404(visible_bodies(request.standing), pk=body)
    asked = asked_of(request.GET.dict(), _("Write a whole number from 0 to {most}.").format(most=MOST))
    told = balance_of(found, asked, on=day_of(now()))
    fields = _fields(told, asked)
    unread = any(field["name"] in asked.wrong for field in fields)
    context = {
        "body": found, "asked": asked, "balance": told, "remarks": remarks(told), "drawn": told.members[:DRAWN],
        "shares": [(key, words) for key, (_threshold, words) in SHARES.items()],
        "quorums": [(key, words) for key, (_quorum, words) in QUORUMS.items()],
        "fields": fields, "query": request.GET.urlencode(),
    }  # fmt: skip
    return render(request, "governing/balance.html", context, status=422 if unread else 200)


def as_csv(request: CoalitionRequest, body: UUID) -> HttpResponse:
    """Every organisation with its votes and its power, as a table."""
    found = get_object_or_404(visible_bodies(request.standing), pk=body)
    told = balance_of(found, asked_of(request.GET.dict(), ""), on=day_of(now()))
    rows = [
        (
            one.organisation.name, one.organisation.sector, one.organisation.base, one.say.weight,
            str(one.say.of_weight), str(one.say.banzhaf), str(one.say.shapley or ""),
        )
        for one in told.members
    ]  # fmt: skip
    response = HttpResponse("".join(write_csv(rows, HEADER)), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="voting-power.csv"'
    return response


def _fields(told: Balance, asked: object) -> list[dict[str, object]]:
    """The weights one can try: of each organisation, or of each group where there are many."""
    if len(told.members) <= ONE_BY_ONE:
        named = [(str(one.organisation.pk), one.organisation.name, one.say.weight) for one in told.members]
        named.sort(key=lambda row: row[1].casefold())
    else:
        groups = [group for group in (*told.bases, *told.sectors) if group.key]
        named = [(group.key, str(group.label), _tried(asked, group.key)) for group in groups]
    return [{"name": f"{WEIGHT}{key}", "label": label, "value": value} for key, label, value in named]


def _tried(asked: object, key: str) -> int:
    weights: dict[str, int] = getattr(asked, "weights", {})
    return weights.get(key, 1)

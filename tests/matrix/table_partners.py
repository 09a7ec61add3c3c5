"""Who gets what of looking for partners. The committee is the steering committee: of the roles the one who is seated
sits in it, and the coordinator."""

from tests.matrix.notation import ABSENT, Row, deed, inside, read

#: who looks for partners
LOOK = {"seated": 200, "coordinator": 200}
EMPTY = dict.fromkeys(LOOK, 422)
DONE = dict.fromkeys(LOOK, 302)
CONFLICT = dict.fromkeys(LOOK, 409)


def form(args: str = "") -> Row:
    """A form of the committee."""
    return Row(inside(403, **LOOK), inside(403, **EMPTY), args)


def secret(args: str) -> Row:
    """A form that only the committee knows of."""
    return Row(inside(ABSENT, **LOOK), inside(ABSENT, **EMPTY), args)


PARTNERS: dict[str, list[Row]] = {
    "founding:prospects": [read()],
    "founding:prospects-list": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "founding:prospects-new": [form()],
    "founding:prospects-import": [form()],
    "founding:prospects-take": [deed(status=403, **DONE)],
    "founding:prospects-compare": [Row(inside(ABSENT, **LOOK), inside(ABSENT, **LOOK))],
    "founding:prospects-coverage": [read(), Row(inside(200), inside(200), query="?down=place&across=nothing")],
    "founding:prospects-needs": [form()],
    "founding:prospects-explain": [Row(inside(403, **LOOK), inside(403, **DONE), "need")],
    "founding:prospects-strike-need": [deed("need", status=403, **DONE)],
    "founding:prospects-waves": [read()],
    "founding:prospects-plan-wave": [form()],
    "founding:prospects-begin-wave": [deed("recruiting_wave", status=403, **DONE)],
    "founding:prospects-criteria": [read()],
    "founding:prospects-begin": [Row(inside(403, coordinator=200), inside(403, coordinator=422))],
    # scoring has begun: the criteria stand still
    "founding:prospects-state": [Row(inside(403, **CONFLICT), inside(403, **CONFLICT))],
    "founding:prospects-adopt": [Row(inside(403, **CONFLICT), inside(403, **CONFLICT))],
    "founding:prospects-strike-criterion": [deed("criterion", status=403, **CONFLICT)],
    "founding:prospects-one": [read("prospect_row")],
    "founding:prospects-edit": [form("prospect_row")],
    "founding:prospects-move": [form("prospect_row")],
    "founding:prospects-score": [Row(inside(ABSENT, **LOOK), inside(ABSENT, **EMPTY), "prospect_row")],
    "founding:prospects-strike": [deed("prospect_row", status=403, **DONE)],
    # ── methods and red lines: the line is the health service's, for which the one who is seated speaks ──
    "founding:methods": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv&said=open")],
    "founding:methods-new": [Row(inside(200), inside(422))],
    "founding:methods-one": [read("method")],
    "founding:methods-say": [Row(inside(200, coordinator=403), inside(422, coordinator=403), "method")],
    "founding:methods-strike": [deed("method", status=403, coordinator=302)],
    "founding:methods-prospect": [secret("prospect_row")],
    "founding:methods-leave": [
        Row(inside(403, coordinator=200), inside(403, coordinator=422), "question method"),
        Row(inside(ABSENT, coordinator=200), inside(ABSENT, coordinator=422), "draft method"),
    ],
    "founding:redlines": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "founding:redlines-new": [
        Row(inside(200, coordinator=403), inside(422, coordinator=403), refused_first=True)
    ],
    "founding:redlines-lift": [deed("red_line", status=ABSENT, seated=302)],
    "founding:redlines-acknowledge": [
        Row(inside(403, coordinator=200), inside(403, coordinator=422), "question"),
    ],
    # ── the library ──
    "founding:library": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv&asked=yes")],
    "founding:library-new": [Row(inside(200), inside(422))],
    "founding:library-import": [Row(inside(200), inside(422))],
    "founding:library-one": [read("precedent")],
    "founding:library-edit": [Row(inside(200), inside(422), "precedent")],
    "founding:library-strike": [deed("precedent")],
    "founding:library-link": [Row(inside(200), inside(422), "precedent")],
    "founding:library-unlink": [
        deed("precedent_link"),
        deed("secret_precedent_link", status=ABSENT, **DONE),
    ],
    # ── the file: for all others it is not there ──
    "founding:diligence": [Row(inside(ABSENT, **LOOK), inside(ABSENT, **LOOK), "prospect_row")],
    "founding:diligence-note": [secret("prospect_row")],
    "founding:diligence-ask": [secret("prospect_row")],
    "founding:diligence-write": [secret("prospect_row")],
    "founding:diligence-strike": [deed("finding", status=ABSENT, **DONE)],
    "founding:diligence-withdraw": [deed("enquiry", status=ABSENT, **CONFLICT)],
    "founding:diligence-erase": [Row(inside(ABSENT, **LOOK), inside(ABSENT, **DONE), "enquiry")],
    "founding:diligence-message": [Row(inside(ABSENT, **LOOK), inside(ABSENT, **LOOK), "message")],
    "founding:diligence-rewrite": [secret("draft_message")],
    "founding:diligence-show": [deed("draft_message", status=ABSENT, **DONE)],
    "founding:diligence-review": [secret("message")],
    "founding:diligence-send": [secret("message")],
    "founding:diligence-answered": [secret("message")],
    "founding:diligence-followed": [secret("message")],
}

"""Who gets what at the addresses of surveys."""

from tests.matrix.notation import SEATED, Row, coordinators, deed, inside, read


def hidden(args: str) -> Row:
    """A page for the committee alone."""
    return Row(inside(404, **SEATED), inside(404, **SEATED), args)


def kept(args: str, *, post: int) -> Row:
    """A page for those who keep a draft; nobody else knows of it."""
    return Row(inside(404, coordinator=200), inside(404, coordinator=post), args)


def guarded(args: str, *, empty: int = 422) -> Row:
    """A form about what only the committee knows of; its members are told who could."""
    return Row(inside(404, seated=403, coordinator=200), inside(404, seated=403, coordinator=empty), args)


SURVEYS: dict[str, list[Row]] = {
    "surveys:surveys": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv")],
    "surveys:new": [Row(inside(200), inside(422))],
    "surveys:survey": [read("survey"), kept("draft_survey", post=200), hidden("secret_survey")],
    "surveys:preview": [read("survey"), kept("draft_survey", post=200), hidden("secret_survey")],
    "surveys:paper": [read("survey"), kept("draft_survey", post=200), hidden("secret_survey")],
    "surveys:edit": [coordinators("survey"), kept("draft_survey", post=422), guarded("secret_survey")],
    "surveys:copy": [coordinators("survey", body={"title": "Again"}), guarded("secret_survey")],
    "surveys:withdraw": [
        deed("survey", status=403, coordinator=409), deed("draft_survey", status=404, coordinator=302),
        deed("secret_survey", status=404, seated=403, coordinator=409),
    ],
    "surveys:add": [
        kept("draft_survey =text", post=422),
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "survey =text"),
        Row(inside(404), inside(404), "survey =nothing"),
    ],
    "surveys:begin-translation": [coordinators("survey"), kept("draft_survey", post=422), guarded("secret_survey")],
    "surveys:translation": [coordinators("translation", empty=302), guarded("secret_translation", empty=302)],
    "surveys:remove-translation": [
        deed("translation", status=403, coordinator=409),
        deed("secret_translation", status=404, seated=403, coordinator=409),
    ],
    "surveys:open": [coordinators("survey"), kept("draft_survey", post=422), guarded("secret_survey")],
    "surveys:question": [
        kept("draft_question", post=422),
        Row(inside(403, coordinator=409), inside(403, coordinator=409), "survey_question"),
    ],
    "surveys:move": [
        deed("draft_question", status=404, coordinator=302), deed("survey_question", status=403, coordinator=409),
    ],
    "surveys:remove": [
        deed("draft_question", status=404, coordinator=302), deed("survey_question", status=403, coordinator=409),
    ],
    "surveys:round": [read("asking"), hidden("secret_asking")],
    "surveys:asked": [kept("asking", post=200), kept("secret_asking", post=200)],
    "surveys:answers": [
        read("asking"), hidden("secret_asking"), Row(inside(404), inside(404), "nameless_asking"),
        Row(inside(200), inside(200), "asking", query="?format=csv"),
    ],
    "surveys:table": [Row(inside(403, coordinator=200), inside(403, coordinator=200), "asking")],
    "surveys:import": [coordinators("asking"), guarded("secret_asking")],
    "surveys:ask-also": [coordinators("asking"), guarded("secret_asking")],
    "surveys:remind": [
        deed("asking", status=403, coordinator=302), deed("secret_asking", status=404, seated=403, coordinator=302),
    ],
    "surveys:prolong": [coordinators("asking"), guarded("secret_asking")],
    "surveys:close": [coordinators("asking", empty=302), guarded("secret_asking", empty=302)],
    "surveys:call-off": [coordinators("asking"), guarded("secret_asking")],
    "surveys:answer": [
        Row(inside(404, coordinator=200), inside(404, coordinator=302), "respondent"),
        Row(inside(404, coordinator=200), inside(404, coordinator=302), "secret_respondent"),
    ],
    "surveys:type-in": [kept("respondent", post=422), kept("secret_respondent", post=422)],
}  # fmt: skip

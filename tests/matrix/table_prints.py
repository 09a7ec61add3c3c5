"""Who gets what at the addresses of prints."""

from tests.matrix.notation import NOT_ALLOWED, SEATED, Row, inside, read_only

PRINTS: dict[str, list[Row]] = {
    "prints:page": [
        Row(inside(200), inside(302), "=governing.question decided"),
        Row(inside(404, **SEATED), inside(404, **dict.fromkeys(SEATED, 302)), "=governing.question secret_decided"),
        Row(inside(404), inside(404), "=governing.question draft"),
        Row(inside(404), inside(404), "=no.thing body"),
    ],
    "prints:get": [read_only("print"), Row(inside(404, **SEATED), inside(NOT_ALLOWED), "secret_print")],
}

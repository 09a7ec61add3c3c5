"""Who gets what at the addresses of files."""

from tests.matrix.notation import NOT_ALLOWED, SEATED, Row, coordinators, deed, inside, read, read_only
from tests.matrix.table_texts import hidden, kept

FILES: dict[str, list[Row]] = {
    "files:files": [read(), Row(inside(200), inside(200), query="?q=kanari&format=csv&state=withdrawn")],
    "files:new": [coordinators("=coalitions.body body"), Row(inside(404), inside(404), "=no.thing body")],
    "files:file": [read("file"), hidden("secret_file")],
    "files:get": [read_only("file"), Row(inside(404, **SEATED), inside(NOT_ALLOWED), "secret_file")],
    "files:replace": [coordinators("file"), kept("secret_file")],
    "files:withdraw": [coordinators("file", empty=302), kept("secret_file", empty=302)],
    "files:bring-back": [
        deed("file", status=403, coordinator=409),
        deed("secret_file", status=404, seated=403, coordinator=409),
    ],
}

"""Who gets what at the addresses of waves, written by hand. The coordinator wears the hat of the whole coalition."""

from tests.matrix.notation import Row, coordinators, deed, inside, read

WAVES: dict[str, list[Row]] = {
    "network:waves": [
        read(),
        Row(inside(200), inside(200), query="?q=kanari&use=dropped"),
        Row(inside(200), inside(200), query="?format=csv"),
    ],
    "network:keep-ties": [coordinators()],
    "network:bring-answers": [coordinators()],
    "network:wave": [read("wave"), Row(inside(200), inside(200), "wave", query="?rule=directed&of=KANARI-ELSEWHERE")],
    "network:wave-scores": [read("wave"), Row(inside(200), inside(200), "wave", query="?format=xlsx")],
    "network:wave-pairs": [read("wave"), Row(inside(200), inside(200), "wave", query="?format=csv")],
    "network:wave-figures": [read("wave")],
    "network:wave-changes": [read("wave"), Row(inside(200), inside(200), "wave", query="?since=KANARI-ELSEWHERE")],
    "network:ask-changes": [deed("wave", status=404)],
    "network:drop-wave": [coordinators("wave", empty=302)],
    "network:restore-wave": [deed("wave", status=403, coordinator=409)],
}

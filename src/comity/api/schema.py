"""The description of the interface as OpenAPI 3.1: what ninja knows, and what all operations have in common.

Every operation has an example of what is sent and answered, made from the examples of its fields.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import translation

from comity.api import idempotency
from comity.api.entering import HEADER as ACTING_AS
from comity.api.examples import example_of
from comity.api.interface import interface
from comity.api.operations import OPERATIONS, Operation
from comity.api.problems import KINDS, MEDIA_TYPE

Json = dict[str, Any]
PREFIX = "api/v1/"
PROBLEM: Json = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457. `fields` names what is to be mended; `hats` the hats one can wear.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "fields": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
        "hats": {"type": "array", "items": {"type": "object", "additionalProperties": {"type": "string"}}},
        "changed": {"type": "array", "items": {"type": "string"}},
        "scope": {"type": "string"},
    },
}


@lru_cache(maxsize=1)
def description() -> Json:
    """The whole description, in English."""
    with translation.override("en"):
        found: Json = dict(interface.get_openapi_schema(path_prefix=PREFIX))
        found["servers"] = [{"url": settings.ADDRESS}]
        found["info"]["description"] = "Everything that can be done in Comity, for other programs."
        parts = found["components"]
        parts["schemas"] = {"Problem": PROBLEM, **dict(sorted(parts["schemas"].items()))}
        parts["securitySchemes"] = {"Bearer": {"type": "http", "scheme": "bearer"}}
        for methods in found["paths"].values():
            for one in methods.values():
                _complete(one, OPERATIONS[one["operationId"]], parts["schemas"])
    return found


def _complete(one: Json, operation: Operation, schemas: Json) -> None:
    one["security"] = [{"Bearer": []}]
    one["x-scope"] = str(operation.scope)
    if operation.acts:
        one["x-act"] = operation.acts[0] if len(operation.acts) == 1 else list(operation.acts)
    if operation.lists:
        one["x-list"] = operation.lists
    one["parameters"] = [_by_example(each) for each in one["parameters"]] + _headers(operation)
    for content in one.get("requestBody", {}).get("content", {}).values():
        content["example"] = example_of(content["schema"], schemas)
    if operation.media != "application/json":
        file = {"schema": {"type": "string", "format": "binary"}, "example": "(a file)"}
        one["responses"][operation.status]["content"] = {operation.media: file}
    for content in one["responses"][operation.status].get("content", {}).values():
        content.setdefault("example", example_of(content["schema"], schemas))
    _answer_headers(one["responses"][operation.status], operation)
    one["responses"] = {str(status): told for status, told in (one["responses"] | _problems(operation)).items()}


def _by_example(parameter: Json) -> Json:
    """OpenAPI's `examples` of a parameter are of another kind than JSON Schema's."""
    parameter.pop("examples", None)
    return parameter


def _headers(operation: Operation) -> list[Json]:
    found = []
    if operation.inside:
        found.append(_header(ACTING_AS, "The hat to act under, unless the token wears one.", "organisation:<id>"))
    if operation.method == "POST":
        said = "The same key with the same request does its work once; kept for 48 hours."
        schema = {"maxLength": idempotency.LONGEST, "pattern": "^[ -~]*$"}
        found.append(_header(idempotency.HEADER, said, "2f1c0e6a-vote-32", **schema))
    if operation.versioned:
        found.append(_header("If-Match", "The version you read. Left out: your change wins.", "title=5f4e3d2c1b0a"))
    return found


def _header(name: str, said: str, example: str, **schema: Any) -> Json:
    return {
        "in": "header", "name": name, "description": said, "required": False, "example": example,
        "schema": {"type": "string", **schema},
    }  # fmt: skip


def _answer_headers(response: Json, operation: Operation) -> None:
    if operation.method == "POST":
        said = "“true” when this answer was kept from the first request with this key."
        response["headers"] = {idempotency.REPLAYED: {"description": said, "schema": {"type": "string"}}}


def _problems(operation: Operation) -> dict[int, Json]:
    """Every problem that the operation can answer with."""
    kinds: dict[int, list[str]] = {}
    for kind, known in KINDS.items():
        if known.status not in (405, 500) and (operation.writes or known.status not in (409, 412)):
            kinds.setdefault(known.status, []).append(f"{known.title} ({kind})")
    return {
        status: {
            "description": "; ".join(titles),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, titles in kinds.items()
    }

"""Examples made from descriptions: each field's own example, else a plain value of its type."""

from typing import Any

Json = dict[str, Any]
ID = "01993b7e-5c1a-7d3e-8f00-5d1f2a3b4c5d"
MOMENT, DAY = "2026-03-02T18:00:00Z", "2026-03-02"
BY_FORMAT = {"uuid": ID, "date-time": MOMENT, "date": DAY, "email": "marta@example.org", "uri": "https://example.org"}
#: examples of fields that come from forms, by name
BY_NAME: Json = {
    "title": "Insulate 40 flats before the frost?",
    "lede": "Spend 180,000 of the shared fund on 40 flats.",
    "text": "Quotes of three firms are attached to the minutes.",
    "why": "Our members decided on Tuesday.",
    "concern": "Half of the flats stand empty in winter.",
    "change": "Begin with the twenty that are lived in.",
    "share": "half", "base": "yes_and_no", "quorum": "half", "choice": "yes", "effect": "nothing",
    "closes_at": "2026-04-20T18:00:00Z", "link": "https://meet.example.org/steering", "place": "St Brigid’s hall",
    "pattern": "5 inform Who is here",
}  # fmt: skip


def example_of(schema: Json, schemas: Json, name: str = "") -> Any:
    """A value that fits the description. schemas: the components it may refer to."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rpartition("/")[2]], schemas, name)
    for key in ("example", "const", "default"):
        if schema.get(key) not in (None, ""):
            return schema[key]
    if schema.get("examples"):
        return schema["examples"][0]
    if "enum" in schema:
        return BY_NAME[name] if BY_NAME.get(name) in schema["enum"] else schema["enum"][0]
    for key in ("anyOf", "allOf", "oneOf"):
        if key in schema:
            return example_of(_first(schema[key]) | _own(schema), schemas, name)
    return _of_type(schema, schemas, name)


def _of_type(schema: Json, schemas: Json, name: str) -> Any:
    match schema.get("type"):
        case "object":
            properties: Json = schema.get("properties", {})
            return {key: example_of(one, schemas, key) for key, one in properties.items()}
        case "array":
            return [example_of(schema.get("items", {}), schemas, name)]
        case "boolean":
            return True
        case "integer":
            return max(1, schema.get("minimum", 1))
        case "number":
            return 0.5
        case "null":
            return None
        case "string":
            return BY_FORMAT.get(schema.get("format", "")) or BY_NAME.get(name, "…")
    return BY_NAME.get(name, "…")


def _first(choices: list[Json]) -> Json:
    """The first of some descriptions that is not null."""
    return next((one for one in choices if one.get("type") != "null"), choices[0])


def _own(schema: Json) -> Json:
    """What a description says beside its choices."""
    told = ("example", "examples", "enum", "items", "maxLength", "minimum")
    return {key: value for key, value in schema.items() if key in told}

"""Checks OpenLineage events, one a line, against the JSON schemas of the specification: the frame and every facet.

python check-events.py SPEC FILE…    SPEC: the folder `spec` of OpenLineage's sources. Needs jsonschema.
"""
import json
import pathlib
import sys

from jsonschema import Draft202012Validator
from referencing import Registry, Resource

FRAME = "https://openlineage.io/spec/2-0-2/OpenLineage.json"


def registry_of(spec):
    schemas = [json.loads(path.read_text()) for path in pathlib.Path(spec).glob("**/*.json")]
    return Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas if "$id" in schema
    )


def facets_in(value):
    """Every object that says which schema it follows, the event itself aside."""
    if isinstance(value, dict):
        if "_schemaURL" in value:
            yield value
        for member in value.values():
            yield from facets_in(member)
    elif isinstance(value, list):
        for member in value:
            yield from facets_in(member)


def main():
    registry = registry_of(sys.argv[1])
    known = {}

    def faults(value, schema):
        if schema not in known:
            checks = Draft202012Validator.FORMAT_CHECKER
            known[schema] = Draft202012Validator({"$ref": schema}, registry=registry, format_checker=checks)
        return [f"{schema.rsplit('/', 1)[-1]}: {error.message[:200]}" for error in known[schema].iter_errors(value)]

    events = facets = red = 0
    for file in sys.argv[2:]:
        for number, line in enumerate(open(file, encoding="utf-8"), 1):
            event = json.loads(line)
            told = faults(event, FRAME) + faults(event, event["schemaURL"])
            events += 1
            for facet in facets_in(event):
                told += faults(facet, facet["_schemaURL"])
                facets += 1
            for fault in told:
                print(f"red {file} line {number}: {fault}")
            red += bool(told)
    print(f"{events} events, {facets} facets, {red} of the events not valid")
    return 1 if red or not events else 0


sys.exit(main())

"""Holds our JSON Schemas against the Python package `jsonschema`, over YAML that `ruamel.yaml` read.

Every shipped file and every good fixture must be accepted by the schema of its first key. A wrong fixture of which our
reader complains for its shape must be refused; one of which it complains only for what it means must be accepted.
Every exception is listed below with its reason; any other fails, and so does one that is no longer there.
"""

import json
import re
import sys
from pathlib import Path

from jsonschema import Draft7Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import BaseResolver

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "Tests" / "CardLanguageTests"

# What our reader says of words and shapes (`DiagnosticCode`), and of an empty value.
SHAPE = {
    "F0013",  # an empty value
    "F0101",  # no kind of file
    "F0102",  # an unknown word
    "F0104",  # a missing word
    "F0105",  # the wrong shape
    "F0106",  # no name
    "F0108",  # neither yes nor no
    "F0109",  # no whole number
    "F0110",  # no option
    "F0111",  # no moment
    "F0112",  # no date
    "F0113",  # no kind of step, or two
    "F0114",  # a word that doesn't fit
    "F0116",  # no measure
}

# Wrong for their shape according to us, and accepted by the schema all the same.
ACCEPTED = {
    # A schema doesn't look up what kind of step a name stands for.
    "anders-dan-wie-niemand-is",
    # Which outcomes are missing depends on the term, the provision and what else stands in the step.
    "uitkomsten-ontbreken",
    # Of a word beside a role a schema can't know that it is no role.
    "rol-met-een-periode",
    # What a hidden card can't do stands in its start and in its steps.
    "verborgen-en-toch-te-zien",
    # That who has seen something agrees to nothing is what the words mean.
    "gezien-is-geen-toestemming",
    # Whom a card is about, or a block in it, decides who can consent.
    "toestemming-van-een-groep",
    # Which column says what a row is, is looked up by its name.
    "vaste-rijen",
}

# Right in their shape according to us, and refused by the schema all the same.
REFUSED = {
    # The name of a school year has a code of its own.
    "2033-2034",
    # A title in place of a name is told as a step or field that is not there: with the name that was meant.
    "een-andere-naam-bedoeld",
    # Spaces in place of a number are told as no number of a pupil.
    "leerling-met-een-naam",
}


class CoreResolver(BaseResolver):
    """The types of the core schema of YAML 1.2 (chapter 10.3.2) and nothing else: a date is a text."""

    processing_version = (1, 2)

    def __init__(self, version=None, loader=None):
        super().__init__(loader)


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    (
        "float",
        r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
        list("-+.0123456789"),
    ),
):
    CoreResolver.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), first)


def read(path):
    """What stands in the file, as JSON; raises YAMLError when it is no YAML or says something twice."""
    yaml = YAML(typ="safe", pure=True)
    yaml.Resolver = CoreResolver
    yaml.allow_duplicate_keys = False
    return as_json(yaml.load(path.read_bytes()))


def as_json(value):
    if isinstance(value, dict):
        return {key if isinstance(key, str) else json.dumps(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value


def read_schemas():
    validators = {}
    for path in sorted((ROOT / "Schemas").glob("*.schema.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        Draft7Validator.check_schema(schema)
        name = path.name.removesuffix(".schema.json")
        validators[name] = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    return validators


def complaint(path, validators):
    """The first thing that is wrong, or None."""
    try:
        value = read(path)
    except YAMLError as error:
        return str(error).splitlines()[0]
    kind = next(iter(value), None) if isinstance(value, dict) else None
    if kind not in validators:
        return f"no schema for {kind!r}"
    errors = sorted(validators[kind].iter_errors(value), key=lambda error: [str(part) for part in error.path])
    if not errors:
        return None
    place = "/".join(str(part) for part in errors[0].absolute_path)
    return f"{place}: {errors[0].message[:200]}"


def codes(path):
    found = re.findall(r"^\d+:\d+: (F\d{4}) fout", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return set(found)


def judge_good(validators):
    good = sorted((ROOT / "Kwaliteitskaarten").rglob("*.yaml")) + sorted((FIXTURES / "goed").glob("*.yaml"))
    complaints = []
    for path in good:
        said = complaint(path, validators)
        if said:
            complaints.append(f"{path.relative_to(ROOT)} must be accepted, but {said}")
    return len(good), complaints


def judge_wrong(validators):
    complaints, used, refused, accepted = [], set(), 0, 0
    for path in sorted((FIXTURES / "fout").glob("*.yaml")):
        found = codes(path.with_suffix(".uit"))
        said = complaint(path, validators)
        name = path.stem
        if found & SHAPE:
            refused += 1
            if said is None and name not in ACCEPTED:
                complaints.append(f"fout/{path.name} must be refused ({', '.join(sorted(found))}), but is accepted")
            if said is None:
                used.add(name)
        elif not any(code.startswith("F00") for code in found):
            accepted += 1
            if said and name not in REFUSED:
                complaints.append(f"fout/{path.name} must be accepted ({', '.join(sorted(found))}), but {said}")
            if said:
                used.add(name)
    for name in sorted((ACCEPTED | REFUSED) - used):
        complaints.append(f"fout/{name}.yaml is listed as an exception, but is none")
    return refused, accepted, complaints


def main():
    validators = read_schemas()
    if set(validators) != {"kaart", "school", "schooljaar", "scenario", "ambitiekaart"}:
        sys.exit(f"schemas: there are schemas for {', '.join(sorted(validators)) or 'nothing'}")
    good, complaints = judge_good(validators)
    refused, accepted, others = judge_wrong(validators)
    complaints += others
    if complaints:
        sys.exit("\n".join(complaints))
    print(
        f"schemas: {good} good files are accepted; of the wrong ones {refused} are refused for their shape and "
        f"{accepted} are accepted for theirs"
    )


if __name__ == "__main__":
    main()

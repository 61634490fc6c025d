#!/usr/bin/env python3
"""Compares what two versions of laecert decided on the built-in suite.

    compare_suites.py OLD.json NEW.json

The files are those of `laecert verify --json FILE`, of any format version: counts may be strings or
integers. Verdicts, cases, indices, nullities, values, hypotheses and controls must be equal; values
are compared as decimals within their radii. A statement that only NEW has is told, and no
difference. Exit 0: equal; 1: a difference; 64, 66: wrong call, missing file.
"""

import json
import sys
from fractions import Fraction

STATEMENT_FIELDS = ("expected", "floor", "verdict")
MANIFOLD_FIELDS = ("rank", "dimension", "index", "nullity", "point", "inertia")


def plain(value):
    """A count as a string, whichever way it was written."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def as_fraction(text):
    """The decimal or p/q that the text is; None for nothing."""
    return None if text in (None, "") else Fraction(text)


def same_value(old, new):
    """Whether two printed numbers may be the same one: within both radii."""
    a, b = as_fraction(old["value"]), as_fraction(new["value"])
    if a is None or b is None:
        return a == b
    return abs(a - b) <= (as_fraction(old.get("radius")) or 0) + (as_fraction(new.get("radius")) or 0)


def key_of(manifold):
    """What names a manifold within a report."""
    return manifold["loss"], tuple(manifold["rank_vector"] or manifold["index_set"])


def cases_of(statement):
    """The cases of a statement, as strings."""
    return {name: plain(value) for name, value in statement["cases"].items()}


def statement_differences(old, new):
    """What differs between two rows of the same id."""
    for field in STATEMENT_FIELDS:
        if old[field] != new[field]:
            yield f"{old['id']}: {field} {old[field]}, now {new[field]}"
    if cases_of(old) != cases_of(new):
        yield f"{old['id']}: cases {cases_of(old)}, now {cases_of(new)}"


def manifold_differences(old, new):
    """What differs between two rows of the same manifold."""
    for field in MANIFOLD_FIELDS:
        if plain(old[field]) != plain(new[field]):
            yield f"{key_of(old)}: {field} {old[field]}, now {new[field]}"
    for field in ("index", "nullity"):
        if plain(old["predicted"][field]) != plain(new["predicted"][field]):
            yield (f"{key_of(old)}: predicted {field} {old['predicted'][field]}, "
                   f"now {new['predicted'][field]}")
    for name, a, b in (("value", old, new), ("predicted value", old["predicted"], new["predicted"])):
        if not same_value(a, b):
            yield f"{key_of(old)}: {name} {a['value']}, now {b['value']}"


def paired(old, new, key, what):
    """Pairs of the same key, and lines about those that are gone."""
    found = {key(one): one for one in new}
    for one in old:
        if key(one) in found:
            yield one, found[key(one)], None
        else:
            yield one, None, f"{what} {key(one)} is gone"


def report_differences(old, new):
    """What differs between the reports on one instance."""
    rows = (
        (old["statements"] + old["known_false"], new["statements"] + new["known_false"],
         lambda s: s["id"], "statement", statement_differences),
        (old["manifolds"], new["manifolds"], key_of, "manifold", manifold_differences),
        (old["controls"], new["controls"], lambda c: c["id"], "control",
         lambda a, b: [] if a["outcome"] == b["outcome"] else
         [f"control {a['id']}: {a['outcome']}, now {b['outcome']}"]),
        (old["hypotheses"], new["hypotheses"], lambda h: h["text"], "hypothesis",
         lambda a, b: [] if a["verdict"] == b["verdict"] else
         [f"{a['text']}: {a['verdict']}, now {b['verdict']}"]),
    )
    for before, after, key, what, differences in rows:
        for one, other, gone in paired(before, after, key, what):
            if gone:
                yield gone
            else:
                yield from differences(one, other)


def main(arguments):
    """The exit code."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        old, new = (json.load(open(name, encoding="utf-8")) for name in arguments)
    except OSError as error:
        print(error, file=sys.stderr)
        return 66
    name_of = lambda report: (report["instance"]["name"], report["instance"]["sha256"],
                              plain(report["instance"]["k"]), report["instance"]["lambda"])
    compared = differences = 0
    for one, other, gone in paired(old["reports"], new["reports"], name_of, "instance"):
        lines = [gone] if gone else list(report_differences(one, other))
        compared += len(one["statements"]) + len(one["manifolds"]) + len(one["controls"])
        differences += len(lines)
        for line in lines:
            print(f"{one['instance']['name']}: {line}")
    before = {s["id"] for r in old["reports"] for s in r["statements"]}
    added = sorted({s["id"] for r in new["reports"] for s in r["statements"]} - before)
    print(f"{len(old['reports'])} instances, {compared} rows compared, {differences} differences; "
          f"new statements: {', '.join(added) or 'none'}")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

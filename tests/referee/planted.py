#!/usr/bin/env python3
"""A program that lies in one way: it runs laecert and changes what comes out.

usage: planted.py LIE PROGRAM ARGUMENTS...
The referee must notice every lie; test_planted.py holds it to that.
"""

import json
import subprocess
import sys


def _manifolds(document):
    if "index_set" in document:
        yield document
    yield from document.get("manifolds", [])
    for loss in document.get("losses", []):
        yield from loss.get("manifolds", [])
        yield from loss.get("found", [])


def _change(document, key, change):
    for one in _manifolds(document):
        if one.get(key) is not None:
            one[key] = change(one[key])


def index(document):
    """Every index is one too large."""
    _change(document, "index", lambda x: type(x)(int(x) + 1))


def nullity(document):
    """Every nullity is one too large."""
    _change(document, "nullity", lambda x: type(x)(int(x) + 1))


def value(document):
    """Every value is off by a part in 10^25 of it."""
    from fractions import Fraction

    def moved(text):
        x = Fraction(text)
        return str(x + (abs(x) if x else 1) * Fraction(1, 10**25))
    _change(document, "value", moved)


def verdict(document):
    """The first verdict that holds is told as refuted."""
    for one in document.get("statements", []):
        if one["verdict"] in ("exact", "enclosed"):
            one["verdict"] = "refuted"
            return


def claim(document):
    """Whatever is inapplicable is told as exact."""
    for one in document.get("statements", []):
        if one["verdict"] == "inapplicable":
            one["verdict"] = "exact"


def control(document):
    """A control that was refuted is told as indistinguishable, and the other way round."""
    other = {"refuted": "indistinguishable", "indistinguishable": "refuted"}
    for one in document.get("controls", []):
        one["outcome"] = other.get(one["outcome"], one["outcome"])


def dropped(document):
    """The last manifold of each list is left out."""
    for holder in [document, *document.get("losses", [])]:
        if holder.get("manifolds"):
            holder["manifolds"].pop()


def counts(document):
    """One manifold more is counted."""
    for one in (document.get("counts") or []) + document.get("losses", []):
        if one.get("counts"):
            one["counts"][-1][-1] = str(int(one["counts"][-1][-1]) + 1)


def exit_code(_):
    """Nothing is changed but the exit code: 1 in place of 0."""


LIES = {lie.__name__: lie for lie in
        (index, nullity, value, verdict, claim, control, dropped, counts, exit_code)}


def main(arguments):
    """Runs the program; the exit code that it tells."""
    lie, command = arguments[0], arguments[1:]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    sys.stderr.write(done.stderr)
    try:
        document = json.loads(done.stdout)
    except ValueError:
        sys.stdout.write(done.stdout)
        return done.returncode
    LIES[lie](document)
    print(json.dumps(document))
    return 1 if lie == "exit_code" and done.returncode == 0 else done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

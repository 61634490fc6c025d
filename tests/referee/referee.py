#!/usr/bin/env python3
"""A referee for laecert: makes instances, works out exactly what is right, runs, compares.

usage: referee.py --program PATH --recheck PATH [--count N] [--seed S] [--kinds K,..]
                  [--report FILE]
Exit code: 0 nothing wrong; 1 an error, or a shortfall that is not among the known ones.
"""

import argparse
import json
import random
import shlex
import sys
import tempfile
import time
import traceback
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import SimpleNamespace

from check_list_commands import check_enumerate, check_search
from check_point_commands import check_certify, check_probe
from check_ppca import check_ppca
from check_theory import check_theory
from check_verify import check_verify
from findings import Judge, KnownShortfalls
from instances import KINDS
from metamorphic import check_metamorphic
from program import Program

# How often each command is tried on an instance; enumerate, the cheapest, is tried on every one.
COMMANDS = ((check_verify, 4), (check_probe, 3), (check_certify, 3), (check_ppca, 2),
            (check_search, 1))
METAMORPHIC = "metamorphic"
LARGEST_QUOTED_FILE = 3000


def _files(folder):
    """The small input files of an instance, for a report that can be reproduced."""
    found = {}
    for path in sorted(folder.glob("*.csv")) + sorted(folder.glob("forged.json")):
        text = path.read_text()
        found[path.name] = text if len(text) <= LARGEST_QUOTED_FILE else text[:200] + "..."
    return found


def _check_instance(judge, programs, kind, source, folder):
    """All that is tried on one instance; labels the findings of each run with its command line."""
    instance = KINDS[kind](source)
    check_theory(judge, instance, source)
    judge.label(kind, "(the referee's own Hessians)", {})
    chosen = source.choices([c for c, _ in COMMANDS], [w for _, w in COMMANDS])[0]
    for check in (check_enumerate, chosen):
        judge.digits = 30
        run = check(judge, programs, instance, folder, source)
        if run is not None:
            judge.label(kind, run.command, _files(folder))
    return chosen.__name__.removeprefix("check_")


def try_one(task):
    """One instance by its number: (kind, command, findings, comparisons). Never raises."""
    number, seed, kind, paths = task
    source, judge = random.Random(f"{seed}/{number}"), Judge()
    programs = SimpleNamespace(laecert=Program(paths[0]), recheck=Program(paths[1]))
    command = "verify twice"
    with tempfile.TemporaryDirectory(prefix="referee-") as name:
        folder = Path(name)
        try:
            if kind == METAMORPHIC:
                run = check_metamorphic(judge, programs, source, folder)
                judge.label(kind, run.command, _files(folder))
            else:
                command = _check_instance(judge, programs, kind, source, folder)
        except Exception as error:  # pylint: disable=broad-except  # its own fault is told as one
            told = f"instance {number}: {traceback.format_exc(limit=-3)}"
            judge.error("referee", type(error).__name__, told, "no exception")
            judge.label(kind, f"instance {number}", _files(folder))
    return kind, command, judge.findings, judge.compared


def _options(arguments):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    here = Path(__file__).resolve().parent
    parser.add_argument("--program", required=True, help="laecert, or a command that starts it")
    parser.add_argument("--recheck", required=True, help="laecert-recheck")
    parser.add_argument("--count", type=int, default=200, help="number of instances")
    parser.add_argument("--first", type=int, default=0, help="number of the first instance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", default=",".join([*KINDS, METAMORPHIC]))
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--report", help="file for the whole result as JSON")
    parser.add_argument("--known-shortfalls", default=str(here / "known_shortfalls.txt"))
    options = parser.parse_args(arguments)
    options.kinds = options.kinds.split(",")
    for kind in options.kinds:
        if kind not in KINDS and kind != METAMORPHIC:
            parser.error(f"--kinds: '{kind}' is none of {', '.join([*KINDS, METAMORPHIC])}")
    return options


def _progress(done, count, errors, start):
    """A line on a terminal; nothing elsewhere."""
    if sys.stderr.isatty():
        rate = done / max(time.monotonic() - start, 1e-9)
        left = (count - done) / max(rate, 1e-9)
        print(f"\r{done} of {count} instances, {errors} errors, {rate:.1f}/s, {left:.0f} s left   ",
              end="\n" if done == count else "", file=sys.stderr, flush=True)


class Tally:
    """The counts of a whole run."""

    def __init__(self, known):
        self.known, self.findings = known, []
        self.instances, self.commands, self.compared = Counter(), Counter(), Counter()

    def add(self, result):
        """Adds what one instance gave."""
        kind, command, findings, compared = result
        self.instances[kind] += 1
        self.commands[command] += 1
        self.findings += findings
        self.compared += compared

    @property
    def errors(self):
        """Wrong answers."""
        return [one for one in self.findings if one.is_error]

    @property
    def unknown(self):
        """Shortfalls that are not among the known ones."""
        return [one for one in self.findings if not one.is_error and not self.known.reason(one)]

    def table(self):
        """Instances, errors and shortfalls by kind."""
        yield f"{'kind':<22} {'instances':>9} {'errors':>7} {'shortfalls':>11}"
        for kind in sorted(self.instances):
            mine = [one for one in self.findings if one.kind == kind]
            wrong = sum(one.is_error for one in mine)
            yield f"{kind:<22} {self.instances[kind]:>9} {wrong:>7} {len(mine) - wrong:>11}"
        yield f"{'all':<22} {sum(self.instances.values()):>9} {len(self.errors):>7} " \
              f"{len(self.findings) - len(self.errors):>11}"

    def document(self):
        """The whole result as JSON."""
        return {"instances": self.instances, "commands": self.commands, "compared": self.compared,
                "findings": [vars(one) | {"key": one.key, "came": str(one.came),
                                          "right": str(one.right)} for one in self.findings]}


def _print_findings(findings, known):
    """Errors and unknown shortfalls in full, as soon as they are found."""
    for one in findings:
        if not known.reason(one):
            print("\n".join(one.lines()), flush=True)


def _print(tally):
    """Known shortfalls counted, then the table."""
    counted = Counter(one.key for one in tally.findings if tally.known.reason(one))
    for key, count in sorted(counted.items()):
        print(f"known shortfall, {count} times: {key}")
    print("\n".join(tally.table()))
    print(f"compared: {', '.join(f'{n} {what}' for what, n in sorted(tally.compared.items()))}")
    tried = ", ".join(f"{n} {command}" for command, n in sorted(tally.commands.items()))
    print(f"commands beside enumerate: {tried}")


def main(arguments):
    """Runs the trial; the exit code."""
    options = _options(arguments)
    paths = shlex.split(options.program), shlex.split(options.recheck)
    numbers = range(options.first, options.first + options.count)
    tasks = [(i, options.seed, options.kinds[i % len(options.kinds)], paths) for i in numbers]
    tally, start = Tally(KnownShortfalls(options.known_shortfalls)), time.monotonic()
    with ProcessPoolExecutor(options.jobs) as pool:
        for done, result in enumerate(pool.map(try_one, tasks, chunksize=4), 1):
            tally.add(result)
            _print_findings(result[2], tally.known)
            _progress(done, options.count, len(tally.errors), start)
    _print(tally)
    if options.report:
        Path(options.report).write_text(json.dumps(tally.document(), indent=1, default=str) + "\n")
    return 1 if tally.errors or tally.unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The referee notices a program that lies: each lie of planted.py gives an error of its category.

Needs the program: LAECERT_PROGRAM and LAECERT_RECHECK in the environment name the two.
"""

import os
import sys
import unittest
from pathlib import Path

from planted import LIES
from referee import try_one

HERE = Path(__file__).resolve().parent
PROGRAM, RECHECK = os.environ.get("LAECERT_PROGRAM"), os.environ.get("LAECERT_RECHECK")
CATEGORIES = {
    "index": "index", "nullity": "nullity", "value": "value", "verdict": "false-verdict",
    "claim": "claimed-without-hypothesis", "control": "control", "dropped": "list",
    "counts": "counts", "exit_code": "exit-code"}
TRIED = 24


def _errors(command, number):
    paths = command, [RECHECK]
    kind = ("rational", "repeated")[number % 2]
    findings = try_one((number, 7, kind, paths))[2]
    return {one.category for one in findings if one.is_error}


@unittest.skipUnless(PROGRAM and RECHECK, "LAECERT_PROGRAM and LAECERT_RECHECK are not set")
class Planted(unittest.TestCase):
    def test_every_lie_is_noticed(self):
        for lie in LIES:
            command = [sys.executable, str(HERE / "planted.py"), lie, PROGRAM]
            with self.subTest(lie=lie):
                noticed = any(CATEGORIES[lie] in _errors(command, i) for i in range(TRIED))
                self.assertTrue(noticed, lie)

    def test_a_rechecker_that_accepts_everything_is_noticed(self):
        paths = [PROGRAM], [sys.executable, "-c", ""]
        found = set()
        for number in range(TRIED):
            found |= {one.category for one in try_one((number, 7, "rational", paths))[2]}

        self.assertIn("forgery-accepted", found)


if __name__ == "__main__":
    unittest.main()

"""Runs laecert and laecert-recheck and reads what they write."""

import json
import shlex
import subprocess

TIME_LIMIT = 300


class Run:
    """One run of a program: exit code, standard output and error, JSON where there is some."""

    def __init__(self, arguments, code, out, err):
        self.arguments, self.code, self.out, self.err = arguments, code, out, err

    @property
    def command(self):
        """The command line, quoted for a shell, with the program's own name."""
        return shlex.join(["laecert", *self.arguments])

    @property
    def json(self):
        """The JSON document on standard output; None where there is none."""
        try:
            return json.loads(self.out)
        except ValueError:
            return None


class Program:
    """The program under trial: `command` is the list that starts it."""

    def __init__(self, command, time_limit=TIME_LIMIT):
        self.command, self.time_limit = list(command), time_limit

    def run(self, *arguments):
        """Runs it; the exit code is None where the time is over."""
        try:
            done = subprocess.run([*self.command, *arguments], capture_output=True, text=True,
                                  timeout=self.time_limit, check=False, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return Run(list(arguments), None, "", "")
        return Run(list(arguments), done.returncode, done.stdout, done.stderr)

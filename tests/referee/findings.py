"""What the referee found: errors and shortfalls, and the list of known shortfalls."""

from collections import Counter
from fnmatch import fnmatchcase
from pathlib import Path


class Finding:
    """One disagreement. An error is a wrong answer; a shortfall is an answer that could be had."""

    def __init__(self, category, subject, came, right, is_error):
        self.category, self.subject, self.came, self.right = category, subject, came, right
        self.is_error = is_error
        self.kind, self.command, self.files = "", "", {}

    @property
    def key(self):
        """category/subject/kind of instance, by which known shortfalls are listed."""
        return f"{self.category}/{self.subject}/{self.kind}"

    def lines(self):
        """The finding as lines of text; small input files are quoted."""
        yield f"{'ERROR' if self.is_error else 'shortfall'} {self.key}"
        yield f"    $ {self.command}"
        for name, text in self.files.items():
            yield f"    {name}: {text!r}"
        yield f"    came   {self.came}"
        yield f"    right  {self.right}"


class Judge:
    """Collects what one command got wrong, and counts what was compared."""

    def __init__(self):
        self.findings, self.compared = [], Counter()
        self.digits = 30  # what the command at hand was asked to print

    def error(self, category, subject, came, right):
        """Records a wrong answer."""
        self.findings.append(Finding(category, subject, came, right, True))

    def shortfall(self, category, subject, came, right):
        """Records an answer that was not given."""
        self.findings.append(Finding(category, subject, came, right, False))

    def equal(self, category, subject, came, right):
        """Counts a comparison; an error where the two differ."""
        self.compared[category] += 1
        if came != right:
            self.error(category, subject, came, right)
        return came == right

    def holds(self, category, subject, condition, came, right):
        """Counts a comparison; an error where the condition fails."""
        self.compared[category] += 1
        if not condition:
            self.error(category, subject, came, right)
        return condition

    def label(self, kind, command, files):
        """Names the instance and the command of the findings that have none yet."""
        for finding in self.findings:
            if not finding.command:
                finding.kind, finding.command, finding.files = kind, command, files


class KnownShortfalls:
    """Patterns of shortfalls that are accepted for now, one a line: PATTERN, blanks, reason."""

    def __init__(self, path):
        lines = Path(path).read_text().splitlines() if path else []
        lines = [line for line in lines if line.strip() and not line.startswith("#")]
        self.patterns = {line.split(None, 1)[0]: line.split(None, 1)[1] for line in lines}

    def reason(self, finding):
        """Why a shortfall is accepted, or None. An error never is."""
        if finding.is_error:
            return None
        return next((reason for pattern, reason in self.patterns.items()
                     if fnmatchcase(finding.key, pattern)), None)


def number(text):
    """A number of a report as a rational, exactly."""
    from fractions import Fraction
    return Fraction(text)


def enclosure(value, radius):
    """(low, high) of a printed value and its radius."""
    centre, width = number(value), number(radius or "0")
    return centre - width, centre + width

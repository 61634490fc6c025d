"""Reports as objects of Python."""

from __future__ import annotations

import copy
import html
from fractions import Fraction
from typing import Any, Iterator

import numpy as np

OUTCOMES = {0: "as expected", 1: "not as expected", 2: "undecided", 75: "stopped at the time limit"}


def fraction(text: str | int) -> Fraction:
    """The rational that a number of a report is, exactly as it is printed: fraction("81/4"), fraction("0.10")."""
    return Fraction(text)


def _wrapped(value: Any) -> Any:
    if isinstance(value, dict):
        return Record(value)
    if isinstance(value, list):
        return [_wrapped(one) for one in value]
    return value


class Record:
    """A part of a report: the members of its JSON as attributes.

    Integers are int. Numbers that may be large or are enclosed stay the texts that were printed; where there is a
    `value` with its `radius`, float(record) is the double next to the value.
    """

    def __init__(self, members: dict[str, Any]) -> None:
        self._members = members

    def __getattr__(self, name: str) -> Any:
        members = self.__dict__.get("_members", {})
        if name in members:
            return _wrapped(members[name])
        if name.endswith("_") and name[:-1] in members:
            return _wrapped(members[name[:-1]])
        raise AttributeError(f"{type(self).__name__} has no {name!r}: it has {', '.join(members)}")

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *(name for name in self._members if name.isidentifier())})

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __getitem__(self, name: str) -> Any:
        return _wrapped(self._members[name])

    def __float__(self) -> float:
        if "double" in self._members:
            return float(self._members["double"])
        return float(Fraction(self._members["value"]))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._members == other._members

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._members!r})"

    def to_dict(self) -> dict[str, Any]:
        """The JSON as it is: integers as int, other numbers as texts, unknown ones as None."""
        return copy.deepcopy(self._members)


def _array(rows: list[list[str]] | None) -> np.ndarray | None:
    return None if rows is None else np.array([[float(Fraction(entry)) for entry in row] for row in rows])


class Report(Record):
    """What a command came to: str(report) is its text, report.to_dict() its JSON.

    Attributes beside those of the JSON:
        exit_code: that of the command line: 0 as expected, 1 not, 2 undecided, 75 stopped at the time limit.
        ok:        exit_code == 0.
        warnings:  the lines that the command line would have written to standard error.
        weights:   of train: {algorithm: (W1, W2)}, the last iterates.
        w1, w2:    of probe and certify: the encoder (k x m) and decoder (m x k) of the certified point, rounded.
    """

    def __init__(self, command: str, members: dict[str, Any], text: str, exit_code: int, warnings: list[str]) -> None:
        super().__init__(members)
        self.command = command
        self.exit_code = exit_code
        self.warnings = warnings
        self.weights: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self._text = text

    @property
    def ok(self) -> bool:
        return self.exit_code == 0

    @property
    def w1(self) -> np.ndarray | None:
        return _array(self._members.get("W1"))

    @property
    def w2(self) -> np.ndarray | None:
        return _array(self._members.get("W2"))

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        name = self._members.get("instance", {}).get("name", "the built-in suite")
        return f"<laecert {self.command} of {name}: {OUTCOMES.get(self.exit_code, self.exit_code)}>"

    def _repr_html_(self) -> str:
        """For a notebook: how it ended, the statements as a table, and the text report to unfold."""
        rows = "".join(_row(one) for one in self._members.get("statements", []))
        table = "" if not rows else (
            "<table><thead><tr><th>statement</th><th>expected</th><th>got</th><th>cases</th></tr></thead>"
            f"<tbody>{rows}</tbody></table>")
        return f"<p><b>{html.escape(repr(self)[1:-1])}</b></p>{table}<details{'' if table else ' open'}>" \
               f"<summary>text report</summary><pre>{html.escape(self._text)}</pre></details>"


def _row(statement: dict[str, Any]) -> str:
    cases = statement.get("cases") or {}
    cells = [statement["id"], statement.get("expected", ""), statement.get("verdict", ""),
             f"{cases.get('decided', '')} of {cases.get('total', '')}"]
    return "<tr>" + "".join(f"<td>{html.escape(str(cell))}</td>" for cell in cells) + "</tr>"

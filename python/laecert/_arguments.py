"""Values of Python as arguments of the command line, exactly."""

from __future__ import annotations

import math
import numbers
import os
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

# Options that read a file: an array given to one of them is written to a file of its own.
FILES = ("data", "gram", "w1", "w2", "check", "explained_variance", "components", "variances", "matrix", "kernel")


# Commands that subtract the mean unless they are told not to.
CENTERING = ("pca", "ppca")


class Scratch:
    """A folder for the files of one call; removed at its end."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="laecert-")

    def __enter__(self) -> Scratch:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def path(self, name: str) -> Path:
        return Path(self._folder.name) / name

    def file_of(self, name: str, values: Any) -> str:
        """The name of a file with these values: doubles and integers as .npy, anything else, entry by entry, as text."""
        array = np.asarray(values.to_numpy() if hasattr(values, "to_numpy") else values)
        if array.ndim == 1 and name in ("w1", "w2", "check", "explained_variance"):
            array = array.reshape(1, -1)
        if array.ndim == 1 and name == "kernel":
            array = array.reshape(-1, 1)
        if array.ndim != 2:
            raise ValueError(f"{name}: an array of two dimensions is wanted, not of {array.ndim}")
        if array.dtype.kind == "O":
            file = self.path(f"{name}.csv")
            file.write_text("".join(",".join(number(entry) for entry in row) + "\n" for row in array))
            return str(file)
        if array.dtype.kind == "b":
            array = array.astype(np.int64)
        if array.dtype == np.float16:
            array = array.astype(np.float32)
        if array.dtype.kind not in "fiu" or array.dtype.itemsize > 8:
            raise ValueError(f"{name}: entries of type {array.dtype} are none that can be read")
        file = self.path(f"{name}.npy")
        np.save(file, array.astype(array.dtype.newbyteorder("=")), allow_pickle=False)
        return str(file)


def number(value: Any) -> str:
    """A number as laecert reads it. A float is the decimal that Python prints for it: 0.1 is 1/10."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise ValueError(f"{value!r} is no number")
    if isinstance(value, numbers.Rational):
        exact = Fraction(value)
        return str(exact)
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is no finite number")
    return repr(float(value))


def text(name: str, value: Any) -> str:
    """An option's value as a text: numbers, and lists with commas between their entries; an empty list is {}."""
    if isinstance(value, (str, os.PathLike)):
        return os.fspath(value)
    if isinstance(value, np.ndarray) and value.ndim == 1:
        value = list(value)
    if isinstance(value, (list, tuple)):
        return ",".join(text(name, one) for one in value) if value else "{}"
    if isinstance(value, np.ndarray) or hasattr(value, "to_numpy"):
        raise ValueError(f"{name}: an array is not what this option takes")
    return number(value)


def flag(command: str, name: str, value: bool) -> list[str]:
    """True: the option; False: as if it were not there, but for center, which pca and ppca do by themselves."""
    if value:
        return [option(name)]
    return ["--no-center"] if name == "center" and command in CENTERING else []


def option(name: str) -> str:
    """lambda_ is --lambda, noise_variance --noise-variance, k -k."""
    name = name.rstrip("_").replace("_", "-")
    return f"-{name}" if len(name) == 1 else f"--{name}"


def arguments(scratch: Scratch, command: str, options: dict[str, Any]) -> list[str]:
    """A call as a command line. None: an option that is not given."""
    result = [command]
    for name, value in options.items():
        if value is None:
            continue
        if isinstance(value, (bool, np.bool_)):
            result += flag(command, name, bool(value))
        elif name in FILES and not isinstance(value, (str, os.PathLike)):
            result += [option(name), scratch.file_of(name, value)]
        else:
            # One argument, so that a value may begin with a minus.
            written = text(name, value)
            result += [option(name), written] if len(option(name)) == 2 else [f"{option(name)}={written}"]
    return result

"""The commands of laecert as functions."""

from __future__ import annotations

import atexit
import json
import os
import sys
from typing import Any, Optional, Sequence, Union

import numpy as np

from . import _engine
from ._arguments import Scratch, arguments
from ._results import Report

Table = Union[np.ndarray, "os.PathLike[str]", str, Any]  # Any: a pandas frame
Number = Union[int, float, str, Any]  # Any: a Fraction

_MISSING_FILE, _INTERNAL, _OUTPUT, _LATE, _INTERRUPTED = 66, 70, 73, 75, 130


@atexit.register
def _leave_abandoned_calls() -> None:
    # What a computation that was stopped still uses must not be destroyed beneath it.
    if _engine.has_abandoned_calls():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(_INTERRUPTED)


def _complaint(err: str) -> str:
    lines = [line for line in err.splitlines() if line.startswith("laecert: ")]
    return (lines[-1] if lines else err.strip()).removeprefix("laecert: ")


def _raise(code: int, err: str) -> None:
    text = _complaint(err)
    if code == _INTERRUPTED:
        raise KeyboardInterrupt(text)
    if code == _MISSING_FILE:
        raise FileNotFoundError(text)
    if code == _OUTPUT:
        raise OSError(text)
    if code == _LATE:
        raise TimeoutError(text)
    if code == _INTERNAL:
        raise RuntimeError(text)
    raise ValueError(text)


def _identity(file: str) -> Optional[tuple[int, int]]:
    try:
        state = os.stat(file)
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns


def _call(scratch: Scratch, command: str, options: dict[str, Any]) -> Report:
    for name in ("json", "report"):
        if options.get(name) is None:
            options[name] = scratch.path(f"{name}.out")
        if not isinstance(options[name], (str, os.PathLike)) or os.fspath(options[name]) == "-":
            raise ValueError(f"{name}: the name of a file is wanted")
    report = os.fspath(options["json"])
    # An output is put in place whole, as another file: one from before is no report of this call.
    before = _identity(report)
    code, _, err = _engine.run([*arguments(scratch, command, options), "--quiet"])
    if code == _INTERRUPTED or _identity(report) in (None, before):
        _raise(code, err)
    with open(report, encoding="utf-8") as file:
        members = json.load(file)
    with open(options["report"], encoding="utf-8", errors="replace") as file:
        text = file.read()
    warnings = [line for line in err.splitlines() if line]
    return Report(command, members, text, code, warnings)


def _run(command: str, options: dict[str, Any]) -> Report:
    with Scratch() as scratch:
        return _call(scratch, command, options)


def run(*words: str) -> tuple[int, str, str]:
    """A command line as it is typed: run("explain", "sum.index") -> (exit code, standard output, standard error).

    Errors: none; the exit code is that of the command line.
    """
    return _engine.run([str(word) for word in words])


def verify(data: Optional[Table] = None, *, k: Optional[int] = None, lambda_: Optional[Number] = None,
           loss: Union[str, Sequence[str], None] = None, statements: Union[str, Sequence[str], None] = None,
           center: bool = False, manifolds: Optional[str] = None, counts: bool = False, **options: Any) -> Report:
    """Decide the theorems on an instance, by proof.

    Shapes:    data: n x m, a sample a row; gram: m x m; spectrum: the m eigenvalues of S = X X^T.
    Units:     lambda_ in squared data units, as the loss is |X - W2 W1 X|^2 + lambda (|W1|^2 + |W2|^2), summed over
               samples and features. A float is the decimal that Python prints for it: 0.1 is 1/10.
    Guarantee: a verdict of the report is `exact` or `enclosed` only where it was proved for every case; `supported`
               is a sample. report.ok: everything was decided as the theory has it.
    Options:   all of `laecert verify --help`, with underscores: gram, spectrum, builtin, exact_instance, penalties,
               digits, jobs, time_limit, table, certificates, ...
    Errors:    ValueError for options and data that are refused; OSError for files, TimeoutError among them where a
               time limit left nothing to report; KeyboardInterrupt.
    """
    return _run("verify", dict(data=data, k=k, lambda_=lambda_, loss=loss, statements=statements, center=center,
                               manifolds=manifolds, counts=counts, **options))


def certify(data: Optional[Table] = None, *, w1: Optional[Table] = None, w2: Optional[Table] = None,
            lambda_: Optional[Number] = None, loss: Optional[str] = None, require: Optional[str] = None,
            within: Optional[Number] = None, center: bool = False, **options: Any) -> Report:
    """Decide whether given weights are at a critical point, and at which: a minimum, or a saddle of which index.

    Shapes:    data: n x m; w1, the encoder: k x m; w2, the decoder: m x k, or the one matrix of `tied` and `ppca`.
    Units:     lambda_ as in verify; within, the largest distance that counts as "at": that of the weights.
    Guarantee: report.outcome is "certified" only if a true critical point lies within that distance; its index and
               nullity are proved there.
    Options:   all of `laecert certify --help`; require="minimum", "saddle" or "index:N" makes report.ok say so.
    Errors:    as verify.
    """
    return _run("certify", dict(data=data, w1=w1, w2=w2, lambda_=lambda_, loss=loss, require=require, within=within,
                                center=center, **options))


def probe(data: Optional[Table] = None, *, index_set: Sequence[int] = (), k: Optional[int] = None,
          lambda_: Optional[Number] = None, loss: Optional[str] = None, digits: Optional[int] = None,
          **options: Any) -> Report:
    """Certify one point of a critical manifold, to any precision.

    Shapes:    data: n x m; index_set: the principal directions, from 1, that the point has; () is the origin.
    Guarantee: the printed weights (report.W1, report.W2, texts; report.w1, report.w2, rounded) lie within
               report.point_radius of a true critical point; index, nullity and value are proved there.
    Options:   all of `laecert probe --help`.
    Errors:    as verify.
    """
    return _run("probe", dict(data=data, index_set=list(index_set), k=k, lambda_=lambda_, loss=loss, digits=digits,
                              **options))


def enumerate(data: Optional[Table] = None, *, k: Optional[int] = None, lambda_: Optional[Number] = None,
              loss: Union[str, Sequence[str], None] = None, limit: Optional[int] = None, counts: bool = False,
              **options: Any) -> Report:
    """List the critical manifolds that the theory predicts, with index, nullity and value; nothing is certified.

    Shapes:    data: n x m.
    Guarantee: hypotheses are decided; report.losses[i].count is a text, for there may be more than 10^18.
    Options:   all of `laecert enumerate --help`.
    Errors:    as verify.
    """
    return _run("enumerate", dict(data=data, k=k, lambda_=lambda_, loss=loss, limit=limit, counts=counts, **options))


def inertia(matrix: Table, *, kernel: Optional[Table] = None, certificate: Optional[str] = None,
            **options: Any) -> Report:
    """How many eigenvalues of a symmetric matrix are negative, zero and positive, proved, with a gap.

    Shapes:    matrix: N x N, symmetric, taken as the exact rationals that its entries are; kernel: N x d, null vectors.
    Guarantee: where report.ok, the three counts are proved; a kernel is proved to be one, never believed.
    Options:   all of `laecert inertia --help`.
    Errors:    as verify; ValueError too for a matrix that is not symmetric, or a kernel that is none.
    """
    return _run("inertia", dict(matrix=matrix, kernel=kernel, certificate=certificate, **options))


def search(data: Optional[Table] = None, *, k: Optional[int] = None, lambda_: Optional[Number] = None,
           loss: Union[str, Sequence[str], None] = None, starts: Optional[int] = None, **options: Any) -> Report:
    """Look for critical points from random starts, certify them, and compare them with the list.

    Shapes:    data: n x m.
    Guarantee: a start counts as matched only if its point is certified on a listed manifold.
    Options:   all of `laecert search --help`.
    Errors:    as verify.
    """
    return _run("search", dict(data=data, k=k, lambda_=lambda_, loss=loss, starts=starts, **options))


def pca(data: Optional[Table] = None, *, k: Optional[int] = None, center: bool = True,
        divisor: Optional[str] = None, **options: Any) -> Report:
    """Principal components, enclosed; every double of the report is the true value correctly rounded.

    Shapes:    data: n x m.
    Units:     explained variances are eigenvalues of the Gram matrix over n, or n - 1 with divisor="n-1".
    Guarantee: report.components[a].variance.double, .ratio.double, ... are the doubles next to the true values.
    Options:   all of `laecert pca --help`; check=components (a row each) asks for the enclosed angles instead.
    Errors:    as verify.
    """
    return _run("pca", dict(data=data, k=k, center=center, divisor=divisor, **options))


def certify_pca(fitted: Any, data: Table, *, within: Optional[Number] = None, divisor: str = "n-1",
                **options: Any) -> Report:
    """Check a fitted PCA: an object with `components_` (a row each) and, where it has them, `explained_variance_`.

    Shapes:    fitted.components_: k x m; data: n x m, what it was fitted on.
    Units:     within: the largest angle in radians, and the largest relative error of a variance.
    Guarantee: report.ok only if every component lies within that angle of the true direction, by proof.
    Options:   all of `laecert pca --help`.
    Errors:    AttributeError without `components_`; else as verify.
    """
    variances = getattr(fitted, "explained_variance_", None)
    return pca(data, check=np.asarray(fitted.components_), explained_variance=variances, within=within,
               divisor=divisor, **options)


def ppca(data: Optional[Table] = None, *, k: Optional[int] = None, noise_variance: Optional[Number] = None,
         lambda_: Optional[Number] = None, center: bool = True, **options: Any) -> Report:
    """Probabilistic PCA: weights, noise and likelihood, enclosed, and what agrees with the autoencoder.

    Shapes:    data: n x m.
    Units:     noise_variance v in squared data units, "ml" for its maximum likelihood estimate; lambda = n v.
    Guarantee: what is printed is enclosed; statements as in verify.
    Options:   all of `laecert ppca --help`.
    Errors:    as verify.
    """
    return _run("ppca", dict(data=data, k=k, noise_variance=noise_variance, lambda_=lambda_, center=center,
                             **options))


def train(data: Optional[Table] = None, *, k: Optional[int] = None, lambda_: Optional[Number] = None,
          algorithm: Union[str, Sequence[str], None] = None, iterations: Optional[int] = None,
          center: bool = False, **options: Any) -> Report:
    """Learn principal directions by the published algorithms, and certify where they end.

    Shapes:    data: n x m; report.weights[algorithm] = (W1: k x m, W2: m x k), the last iterates.
    Units:     lambda_ as in verify.
    Guarantee: a run "stopped_by certified" ended within the tolerance of a certified critical point.
    Options:   all of `laecert train --help`.
    Errors:    as verify.
    """
    with Scratch() as scratch:
        output = options.pop("output", None) or scratch.path("run")
        report = _call(scratch, "train", dict(data=data, k=k, lambda_=lambda_, algorithm=algorithm,
                                              iterations=iterations, center=center, output=output, **options))
        for one in report.algorithms:
            w1, w2 = (os.path.join(output, f"{one.algorithm}-{name}.npy") for name in ("w1", "w2"))
            if os.path.exists(w1) and os.path.exists(w2):
                report.weights[one.algorithm] = (np.load(w1), np.load(w2))
        return report

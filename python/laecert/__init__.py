"""laecert: theorems about linear autoencoders, principal components and probabilistic PCA, decided by proof on your data.

Each function runs the command of the same name inside this process, on NumPy arrays, pandas frames or file names, and
returns its report. What a report calls proved is proved by laecert; nothing of it is decided in Python.

    import laecert
    report = laecert.verify(X, k=2, lambda_=10)      # X: n x m, a sample a row
    report.ok, report.summary.as_expected
    print(report)                                    # the text report
"""

from ._commands import (certify, certify_pca, enumerate, inertia, pca, ppca, probe, run, search, train, verify)
from ._engine import version as __version__
from ._results import Record, Report, fraction

__all__ = ["Record", "Report", "certify", "certify_pca", "enumerate", "fraction", "inertia", "pca", "ppca", "probe", "run",
           "search", "train", "verify"]

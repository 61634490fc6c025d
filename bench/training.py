#!/usr/bin/python3
"""The six variants of [K19] against laecert, in one run: the same data, the same starts, iterate by iterate.

NumPy runs the update lines that the authors published (algorithms.py), with X X^T computed once and one BLAS thread;
laecert runs bench_training (bench/training.cpp). Setting: theirs (m = 10, n = 10000, k = 2, lambda = 50, step 1e-5,
centred Gaussian data). Exit 1 unless all iterates agree to 1e-9 and every variant is 25 times faster.

    cmake --preset release -DLAECERT_BENCH=ON && ninja -C build/release bench_training && bench/training.py

Measured on two shared cores, NumPy 1.24 with the reference BLAS, microseconds an iteration:

    variant            NumPy  laecert  ratio  difference
    gradient-untied     9.79    0.073    134     3.4e-14
    gradient-sync      11.94    0.071    168     2.6e-14
    gradient-tied       5.20    0.044    117     2.1e-14
    exact-untied       24.51    0.230    107     1.7e-14
    exact-sync         12.08    0.209     58     1.8e-14
    exact-tied          5.55    0.110     51     4.0e-14

SVD of X 2.3 ms, randomized SVD 5.8 ms, X X^T 0.17 ms, its decomposition 0.004 ms (NumPy 0.010 ms).
"""

import os

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"  # before NumPy is loaded

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

m, n, k, lamb, alpha = 10, 10000, 2, 50, 1e-5
REPETITIONS = 7
GOAL, TOLERANCE = 25, 1e-9
I, I_k = np.eye(m), np.eye(k)


# The published update lines; scipy.linalg.solve is numpy.linalg.solve here, which takes less time at these sizes.
def gradient_W1(XXt, W1, W2):
    return (W2.T @ (W2 @ W1 - I)) @ XXt + lamb * W1


def gradient_W2(XXt, W1, W2):
    return ((W2 @ W1 - I) @ XXt) @ W1.T + lamb * W2


def exact_decoder(XXt, W1):
    RHS = W1 @ XXt
    LHS = RHS @ W1.T + lamb * I_k
    return np.linalg.solve(LHS, RHS).T


def gradient_untied(XXt, W1, W2):
    W1 -= alpha * gradient_W1(XXt, W1, W2)
    W2 -= alpha * gradient_W2(XXt, W1, W2)
    return W1, W2


def gradient_sync(XXt, W1, W2):
    W1_update = alpha * gradient_W1(XXt, W1, W2)
    W2_update = alpha * gradient_W2(XXt, W1, W2)
    W1 = (W1 - W1_update + (W2 - W2_update).T) / 2
    return W1, W1.T.copy()


def gradient_tied(XXt, W1, W2):
    W2 -= alpha * gradient_W2(XXt, W2.T, W2)
    return W2.T, W2


def exact_untied(XXt, W1, W2):
    LHS = np.kron(W2.T @ W2, XXt)
    np.fill_diagonal(LHS, LHS.diagonal() + lamb)
    W1 = np.linalg.solve(LHS, (W2.T @ XXt).reshape((m * k, 1))).reshape((k, m))
    return W1, exact_decoder(XXt, W1)


def exact_sync(XXt, W1, W2):
    RHS = W2.T @ XXt
    W1 = np.linalg.solve(RHS @ W2 + lamb * I_k, RHS)
    W1 = (W1 + exact_decoder(XXt, W1).T) / 2
    return W1, W1.T


def exact_tied(XXt, W1, W2):
    W2 = exact_decoder(XXt, W1)
    return W2.T, W2


# Name, update, iterations, start of (W1, W2) as the reference has it.
VARIANTS = [
    ("gradient-untied", gradient_untied, 2000, lambda W1, W2: (W1, W2)),
    ("gradient-sync", gradient_sync, 2000, lambda W1, W2: (W2.T, W2)),
    ("gradient-tied", gradient_tied, 2000, lambda W1, W2: (W1, W2)),
    ("exact-untied", exact_untied, 400, lambda W1, W2: (W1, W2)),
    ("exact-sync", exact_sync, 400, lambda W1, W2: (W2.T, W2)),
    ("exact-tied", exact_tied, 400, lambda W1, W2: (W1, W2)),
]


def seconds(function):
    """The median time of a call."""
    times = []
    for _ in range(REPETITIONS):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def run(update, XXt, start, iterations):
    W1, W2 = (W.copy() for W in start)
    for _ in range(iterations):
        W1, W2 = update(XXt, W1, W2)
    return W1, W2


def randomized_svd(X, rank, oversampling=10, powers=4):
    """Halko, Martinsson and Tropp, SIAM Review 2011."""
    Q = np.linalg.qr(X @ np.random.default_rng(0).normal(size=(X.shape[1], min(m, rank + oversampling))))[0]
    for _ in range(powers):
        Q = np.linalg.qr(X @ (X.T @ Q))[0]
    u, s, _ = np.linalg.svd(Q.T @ X, full_matrices=False)
    return (Q @ u)[:, :rank], s[:rank]


def laecert_rows(program, folder):
    """What bench_training prints: name, iterations and microseconds an iteration, tab-separated."""
    lines = subprocess.run([program, folder], check=True, capture_output=True, text=True).stdout.splitlines()
    return {line.split("\t")[0]: float(line.split("\t")[1]) for line in lines}


def compare(name, update, iterations, start, XXt, laecert_time, folder):
    W1, W2 = run(update, XXt, start, iterations)
    numpy_time = 1e6 * seconds(lambda: run(update, XXt, start, iterations)) / iterations
    ours = np.fromfile(folder / f"{name}.f64")
    difference = max(np.abs(ours[: m * k] - W1.T.ravel()).max(), np.abs(ours[m * k :] - W2.T.ravel()).max())
    ratio = numpy_time / laecert_time
    print(f"{name:<16} {iterations:>10} {numpy_time:>12.2f} {laecert_time:>12.3f} {ratio:>8.0f} {difference:>14.1e}")
    return ratio >= GOAL and difference <= TOLERANCE


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "build/release/bench/bench_training"
    np.random.seed(0)
    X = np.random.normal(size=(m, n))
    X = X - np.mean(X, axis=1, keepdims=True)
    W1, W2 = np.random.normal(size=(k, m)), np.random.normal(size=(m, k))
    XXt = X @ X.T

    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for matrix, file in ((X, "x"), (W1, "w1"), (W2, "w2")):
            matrix.T.ravel().tofile(folder / f"{file}.f64")  # column by column
        (folder / "variants").write_text("".join(f"{row[0]} {row[2]}\n" for row in VARIANTS))
        times = laecert_rows(program, folder)
        print(f"{'variant':<16} {'iterations':>10} {'NumPy us':>12} {'laecert us':>12} {'ratio':>8} {'difference':>14}")
        good = [
            compare(label, update, iterations, start(W1, W2), XXt, times[label], folder)
            for label, update, iterations, start in VARIANTS
        ]

    print("\nonce                                        milliseconds")
    print(f"numpy.linalg.svd(X)                         {1e3 * seconds(lambda: np.linalg.svd(X, full_matrices=False)):12.3f}")
    print(f"randomized SVD of X, NumPy                  {1e3 * seconds(lambda: randomized_svd(X, k)):12.3f}")
    print(f"X X^T, NumPy                                {1e3 * seconds(lambda: X @ X.T):12.3f}")
    print(f"numpy.linalg.eigh(X X^T)                    {1e3 * seconds(lambda: np.linalg.eigh(XXt)):12.3f}")
    print(f"laecert, decomposition of X X^T             {times['decomposition'] / 1e3:12.3f}")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Writes the certificates that the rechecker's tests accept, from the closed forms of the critical points.

usage: make_certificates.py DIRECTORY          the corpus
       make_certificates.py DIRECTORY M K      one of `sum` with M columns and K units, for timing
"""

import json
import random
import sys
from decimal import Decimal, getcontext
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

import recheck
from recheck import combine, inner, root, shift, times, transpose

getcontext().prec = 80


def rational(rows):
    return [[Fraction(entry) for entry in row] for row in rows]


def diagonal(values):
    return [[Fraction(value) * (i == j) for j in range(len(values))] for i, value in enumerate(values)]


def inverse(a):
    """Gauss and Jordan over the rationals."""
    size = len(a)
    rows = [list(row) + list(unit) for row, unit in zip(rational(a), diagonal([1] * size))]
    for t in range(size):
        p = next(i for i in range(t, size) if rows[i][t])
        rows[t], rows[p] = rows[p], rows[t]
        rows[t] = [entry / rows[t][t] for entry in rows[t]]
        for i in range(size):
            if i != t:
                rows[i] = [x - rows[i][t] * y for x, y in zip(rows[i], rows[t])]
    return [row[size:] for row in rows]


def orthogonal(size, seed):
    """A rational orthogonal matrix: the Cayley transform of an antisymmetric one."""
    draw = random.Random(seed)
    a = diagonal([0] * size)
    for i in range(size):
        for j in range(i):
            a[i][j] = Fraction(draw.randint(-3, 3), 2)
            a[j][i] = -a[i][j]
    return times(shift(combine(-1, a, 0, a), 1), inverse(shift(a, 1)))


def gram_of(values, U):
    return times(times(U, diagonal(values)), transpose(U))


def dense_gram(m, seed):
    draw = random.Random(seed)
    X = rational([[draw.randint(-4, 4) for _ in range(m + 3)] for _ in range(m)])
    return times(X, transpose(X))


def eigen(S):
    """Eigenvalues, decreasing, and eigenvectors as columns, to some 75 digits: Jacobi's rotations."""
    m = len(S)
    a = [[Decimal(x.numerator) / Decimal(x.denominator) for x in row] for row in S]
    V = [[Decimal(i == j) for j in range(m)] for i in range(m)]
    for _ in range(30):
        for p in range(m):
            for q in range(p + 1, m):
                if abs(a[p][q]) < Decimal(10) ** -78:
                    continue
                theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
                t = (1 if theta >= 0 else -1) / (abs(theta) + (theta * theta + 1).sqrt())
                c = 1 / (t * t + 1).sqrt()
                for rows in (a, V):
                    for row in rows:
                        row[p], row[q] = c * (row[p] - t * row[q]), c * (t * row[p] + row[q])
                a[p], a[q] = ([c * (x - t * y) for x, y in zip(a[p], a[q])],
                              [c * (t * x + y) for x, y in zip(a[p], a[q])])
    order = sorted(range(m), key=lambda i: -a[i][i])
    return [a[i][i] for i in order], [[row[i] for i in order] for row in V]


def negative_count(a):
    """By an elimination in floating point: a proposal only."""
    a, count = [row[:] for row in a], 0
    for t in range(len(a)):
        pivot = a[t][t] or 1e-300
        count += pivot < 0
        for i in range(t + 1, len(a)):
            factor = a[i][t] / pivot
            if factor:
                a[i] = a[i][:t + 1] + [x - factor * y for x, y in zip(a[i][t + 1:], a[t][t + 1:])]
    return count


def flat(first, second):
    return sum(first + second, [])


def outward(x, digits, direction):
    scale = 10**digits
    return Fraction(ceil(x * scale) if direction > 0 else floor(x * scale), scale)


def rounded_up(x):
    """To three significant digits."""
    if not x:
        return x
    digits = 3
    while x * 10**digits < 100:
        digits += 1
    return outward(x, digits, 1)


class Case:
    """S, lambda and the frame M, k x k, orthogonal for `sum`. Eigenvectors U with eigenvalues s, and the roots
    d = sqrt(1 - lambda/s), are found in decimals unless given exactly."""

    def __init__(self, problem, S, lam, k, indices, M=None, exact=None, commutant=(), digits=30):
        self.problem, self.S, self.lam, self.k, self.indices = problem, rational(S), Fraction(lam), k, indices
        self.tied = problem == "tied"
        self.m, self.digits, self.N = len(S), digits, (1 if self.tied else 2) * len(S) * k
        self.M = M or diagonal([1] * k)
        self.exact = exact
        self.commutant = list(commutant)
        self.place()
        self.generators = self.generators_in_frame()
        self.certify()

    def place(self):
        U, factors = self.exact or self.approximate()
        l = len(self.indices)
        UI = [[row[i] for i in self.indices] for row in U]
        G, F = [row[:l] for row in self.M], inverse(self.M)[:l]
        encoder, decoder = factors
        self.W1 = times(times(G, diagonal(encoder)), transpose(UI)) if l else diagonal([0] * self.k)
        self.W2 = times(times(UI, diagonal(decoder)), F) if l else diagonal([0] * self.m)
        if not l:
            self.W1, self.W2 = rational([[0] * self.m] * self.k), rational([[0] * self.k] * self.m)
        if not self.exact:
            self.W1, self.W2 = ([[Fraction(round(x * 10**self.digits), 10**self.digits) for x in row] for row in W]
                                for W in (self.W1, self.W2))

    def approximate(self):
        s, U = eigen(self.S)
        lam = Decimal(self.lam.numerator) / Decimal(self.lam.denominator)
        taken = [s[i] for i in self.indices]
        if self.problem in ("sum", "tied"):
            roots = [Fraction((1 - lam / x).sqrt()) for x in taken]
            factors = roots, roots
        else:
            factors = [Fraction(x / (x + lam) if self.problem == "product" else 1) for x in taken], [1] * len(taken)
        return [[Fraction(x) for x in row] for row in U], factors

    def generators_in_frame(self):
        l, k, inverted = len(self.indices), self.k, inverse(self.M)
        units = []
        for a in range(k):
            for b in range(k):
                E = diagonal([0] * k)
                E[a][b] = Fraction(1)
                if self.problem in ("sum", "tied") and a < min(l, b):
                    E[b][a] = Fraction(-1)
                    units.append(E)
                elif self.problem in ("none", "product") and min(a, b) < l:
                    units.append(E)
        return [times(times(self.M, E), inverted) for E in units]

    def certify(self):
        S1 = shift(self.S, self.lam) if self.problem == "product" else self.S
        mu = self.lam if self.problem in ("sum", "tied") else 0
        if self.tied:
            self.W1 = transpose(self.W2)
        N = times(self.W2, self.W1)
        R = combine(1, times(N, S1), -1, self.S)
        H = (recheck.tied_hessian if self.tied else recheck.hessian)(self, S1, mu, R)
        size = length = inner(self.W1, self.W1) + inner(self.W2, self.W2)
        gradient = flat(combine(2, times(transpose(self.W2), R), 2 * mu, self.W1),
                        combine(2, times(R, transpose(self.W1)), 2 * mu, self.W2))
        if self.tied:
            gradient = sum(combine(2, times(combine(1, R, 1, transpose(R)), self.W2), 4 * mu, self.W2), [])
            length = inner(self.W2, self.W2)
        eta = root(sum(g * g for g in gradient))
        self.find_gap(H)
        self.radius = rounded_up(2 * eta / self.gap)
        K = (24 if self.tied else 6) * root(inner(S1, S1)) * (root(length) + self.radius)
        error = (root(inner(H, H)) + K * self.radius) * self.radius**2 / 2
        value = sum(self.S[i][i] for i in range(self.m)) - 2 * inner(N, self.S) + inner(times(N, S1), N) + mu * size
        skew = combine(1, self.W1, -1, transpose(self.W2))
        gap = root(inner(skew, skew)) + root(Fraction(2)) * self.radius
        self.value = [value, value] if self.exact else [outward(value - error, self.digits, -1),
                                                        outward(value + error, self.digits, 1)]
        self.transpose_gap = rounded_up(gap)

    def find_gap(self, H):
        W1, W2 = self.W1, self.W2
        minus = lambda a: combine(-1, a, 0, a)
        encoders = [times(a, W1) for a in self.generators] + [times(minus(W1), a) for a in self.commutant]
        decoders = [times(minus(W2), a) for a in self.generators] + [times(a, W2) for a in self.commutant]
        T = [flat([] if self.tied else first, second) for first, second in zip(encoders, decoders)]
        b = len(T)
        J = [[float(x) for x in row + [t[i] for t in T]] for i, row in enumerate(H)]
        J += [[float(x) for x in t] + [0.0] * b for t in T]
        self.gap = Fraction(2) ** 20
        while True:
            margin = 1.25 * float(self.gap)
            below = negative_count(shift(J, -margin))
            if below == negative_count(shift(J, margin)):
                break
            self.gap /= 2
        self.inertia = [below - b, b, self.N - below]

    def write(self, path):
        def text(value):
            return [text(entry) for entry in value] if isinstance(value, (list, tuple)) else str(value)

        claim = {"problem": self.problem, "m": self.m, "k": self.k, "rank": len(self.indices), "inertia": self.inertia,
                 "value": self.value} | ({} if self.tied else {"transpose_gap": self.transpose_gap})
        point = {"W": text(self.W2)} if self.tied else {"W1": text(self.W1), "W2": text(self.W2)}
        tree = {"format": "laecert-certificate/1", "claim": {key: text(value) for key, value in claim.items()},
                "lambda": text(self.lam), "gram": text(self.S),
                "point": point, "radius": text(self.radius),
                "gap": text(self.gap), "generators": text(self.generators), "commutant": text(self.commutant)}
        path.write_text(json.dumps(tree, indent=None, separators=(",", ":")) + "\n")


def iris_gram(path):
    rows = []
    for line in path.read_text().splitlines():
        cells = line.split(",")[:4]
        try:
            rows.append([Fraction(cell) for cell in cells])
        except ValueError:
            continue
    return times(transpose(rows), rows)


def corpus():
    simple = diagonal([4, 1])
    unit = diagonal([1, 1])
    half = Fraction(1, 2)
    yield "none-diagonal", Case("none", simple, 0, 1, [0], exact=(unit, ([1], [1])))
    yield "none-saddle", Case("none", simple, 0, 1, [1], exact=(unit, ([1], [1])))
    yield "product-diagonal", Case("product", simple, 1, 1, [0], exact=(unit, ([Fraction(4, 5)], [1])))
    yield "sum-diagonal", Case("sum", simple, 3, 1, [0], exact=(unit, ([half], [half])))
    yield "sum-origin", Case("sum", simple, 3, 2, [], exact=(unit, ([], [])))
    yield "sum-more-units-than-rows", Case("sum", [[4]], 3, 2, [0], exact=(diagonal([1]), ([half], [half])))
    U3, M2 = orthogonal(3, 5), rational([[1, 2], [-1, 3]])
    S3 = gram_of([9, 4, 1], U3)
    yield "none-dense-exact", Case("none", S3, 0, 2, [0, 2], M2, (U3, ([1, 1], [1, 1])))
    yield "none-low-rank-exact", Case("none", S3, 0, 2, [1], M2, (U3, ([1], [1])))
    product = [Fraction(9, 10), Fraction(4, 5)]
    yield "product-dense-exact", Case("product", S3, 1, 2, [0, 1], M2, (U3, (product, [1, 1])))
    O2 = orthogonal(2, 7)
    s = [3 / (1 - half**2), 3 / (1 - Fraction(1, 9)), 1]
    yield "sum-dense-exact", Case("sum", gram_of(s, U3), 3, 2, [0, 1], O2,
                                  (U3, ([half, Fraction(1, 3)], [half, Fraction(1, 3)])))
    yield "sum-irrational", Case("sum", diagonal([5, 3]), 1, 1, [0])
    yield "sum-two-by-two", Case("sum", [[5, 1], [1, 3]], 1, 1, [1])
    S4 = dense_gram(4, 3)
    yield "sum-dense-minimum", Case("sum", S4, 10, 2, [0, 1], O2)
    yield "sum-dense-saddle", Case("sum", S4, 10, 2, [0, 2], O2, digits=60)
    yield "sum-low-rank", Case("sum", dense_gram(3, 2), 2, 3, [0, 1], orthogonal(3, 8))
    yield "none-dense", Case("none", dense_gram(3, 2), 0, 2, [0, 2], M2)
    yield "none-low-rank", Case("none", dense_gram(3, 4), 7, 2, [1], M2)
    yield "product-dense", Case("product", dense_gram(3, 6), 5, 2, [0, 1], M2)
    yield "product-low-rank", Case("product", dense_gram(3, 6), 5, 2, [2], M2)
    yield "product-origin", Case("product", dense_gram(2, 6), 5, 1, [])

    def rotation(U, i, j):
        return [[p[i] * q[j] - p[j] * q[i] for q in U] for p in U]

    repeated = gram_of([9, 9, 2], U3)
    root_of = lambda *values: [Fraction((1 - 1 / Decimal(v)).sqrt()) for v in values]

    class Given(Case):
        """Repeated eigenvalues: the eigenvectors are those given, the roots decimal."""

        def __init__(self, U, roots, *rest, **named):
            self.given = U, (roots, roots)
            super().__init__(*rest, **named)

        def approximate(self):
            return self.given

    yield "sum-repeated", Given(U3, root_of(9), "sum", repeated, 1, 1, [0], commutant=[rotation(U3, 0, 1)])
    U4 = orthogonal(4, 9)
    yield "sum-repeated-saddle", Given(U4, root_of(9, 4), "sum", gram_of([9, 9, 4, half], U4), 1, 2, [0, 2], O2,
                                       commutant=[rotation(U4, 0, 1)])
    yield "sum-singular-gram", Case("sum", gram_of([7, 3, 0], U3), 2, 2, [0, 1], O2)
    yield "sum-unused-column", Case("sum", [[0, 0, 0], [0, 5, 1], [0, 1, 3]], 1, 1, [0])
    yield "sum-wall-full-rank", Case("sum", diagonal([4, 1]), 1, 1, [0])
    iris = iris_gram(Path(__file__).resolve().parents[2] / "data" / "iris.csv")
    yield "sum-iris", Case("sum", iris, 10, 2, [0, 2], digits=50)
    yield "tied-diagonal", Case("tied", simple, 3, 1, [0], exact=(unit, ([half], [half])))
    yield "tied-origin", Case("tied", simple, 3, 2, [], exact=(unit, ([], [])))
    yield "tied-dense-exact", Case("tied", gram_of(s, U3), 3, 2, [0, 1], O2,
                                   (U3, ([half, Fraction(1, 3)], [half, Fraction(1, 3)])))
    yield "tied-dense-minimum", Case("tied", S4, 10, 2, [0, 1], O2)
    yield "tied-dense-saddle", Case("tied", S4, 10, 2, [0, 2], O2, digits=60)
    yield "tied-low-rank", Case("tied", dense_gram(3, 2), 2, 3, [0, 1], orthogonal(3, 8))
    yield "tied-repeated", Given(U3, root_of(9), "tied", repeated, 1, 1, [0], commutant=[rotation(U3, 0, 1)])
    yield "tied-iris", Case("tied", iris, 10, 2, [0, 2], digits=50)


def main(arguments):
    directory = Path(arguments[0])
    if len(arguments) == 3:
        m, k = map(int, arguments[1:])
        case = Case("sum", dense_gram(m, 1), 1, k, list(range(k)), orthogonal(k, 1), digits=40)
        case.write(directory / f"sum-{m}-{k}.json")
        return
    for name, case in corpus():
        case.write(directory / f"{name}.json")


if __name__ == "__main__":
    main(sys.argv[1:])

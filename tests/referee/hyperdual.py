"""Exact second derivatives of rational functions by hyper-dual numbers, and the pPCA likelihood.

A hyper-dual number a + b e1 + c e2 + d e1 e2, e1^2 = e2^2 = 0, carries a value, two first
derivatives and the mixed second one; rational operations on it are exact.
"""

from fractions import Fraction

from exact import inverse


class Hyper:
    """A hyper-dual number over the rationals."""

    __slots__ = ("a", "b", "c", "d")

    def __init__(self, a, b=0, c=0, d=0):
        self.a, self.b, self.c, self.d = a, b, c, d

    def __add__(self, y):
        return Hyper(self.a + y.a, self.b + y.b, self.c + y.c, self.d + y.d)

    def __sub__(self, y):
        return Hyper(self.a - y.a, self.b - y.b, self.c - y.c, self.d - y.d)

    def __mul__(self, y):
        return Hyper(self.a * y.a, self.a * y.b + self.b * y.a, self.a * y.c + self.c * y.a,
                     self.a * y.d + self.b * y.c + self.c * y.b + self.d * y.a)

    def reciprocal(self):
        """1 / self."""
        x = 1 / Fraction(self.a)
        return Hyper(x, -self.b * x**2, -self.c * x**2, 2 * self.b * self.c * x**3 - self.d * x**2)

    def log_mixed(self):
        """The e1 e2 part of log(self); log itself is not rational, its derivatives are."""
        return Fraction(self.d) / self.a - Fraction(self.b * self.c) / self.a**2


def _eliminate(rows, n):
    """Gauss elimination of [C | B]; returns det C and C^-1 B. Requires: C positive definite."""
    determinant = Hyper(Fraction(1))
    for t in range(n):
        pivot = rows[t][t].reciprocal()
        determinant = determinant * rows[t][t]
        rows[t] = [x * pivot for x in rows[t]]
        for i in range(n):
            if i != t:
                factor = rows[i][t]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[t])]
    return determinant, [row[n:] for row in rows]


def likelihood_second(covariance, v, w, first, second):
    """The second derivative of log det C + tr(C^-1 A) along two directions, C = W W^T + v.

    `covariance` is A = S/n; `first` and `second` are (row, column) of unit directions in W.
    """
    m, k = len(w), len(w[0])
    h = [[Hyper(w[i][a], int((i, a) == first), int((i, a) == second)) for a in range(k)]
         for i in range(m)]
    zero = Hyper(Fraction(0))
    rows = []
    for i in range(m):
        left = []
        for j in range(m):
            entry = Hyper(v) if i == j else zero
            for a in range(k):
                entry = entry + h[i][a] * h[j][a]
            left.append(entry)
        rows.append(left + [Hyper(x) for x in covariance[i]])
    determinant, solved = _eliminate(rows, m)
    total = zero
    for i in range(m):
        total = total + solved[i][i]
    return determinant.log_mixed() + total.d


def likelihood_hessian(covariance, v, w):
    """The Hessian of log det C + tr(C^-1 A) in W: 2/n times that of the negative log likelihood."""
    m, k = len(w), len(w[0])
    unknowns = [(i, a) for i in range(m) for a in range(k)]
    matrix = [[Fraction(0)] * len(unknowns) for _ in unknowns]
    for p, first in enumerate(unknowns):
        for q in range(p + 1):
            matrix[p][q] = matrix[q][p] = likelihood_second(covariance, v, w, first, unknowns[q])
    return matrix


def operator(w, v):
    """W M^-1 W^T, M = W^T W + v: what the posterior mean maps data to."""
    m, k = len(w), len(w[0])
    inner = [[sum(w[i][a] * w[i][b] for i in range(m)) + (v if a == b else 0) for b in range(k)]
             for a in range(k)]
    middle = inverse(inner)
    left = [[sum(row[a] * middle[a][b] for a in range(k)) for b in range(k)] for row in w]
    return [[sum(x * y for x, y in zip(row, other)) for other in w] for row in left]

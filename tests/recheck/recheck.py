#!/usr/bin/env python3
"""A second checker of laecert's certificates, written from reports/certificate.md alone: plain, exact and slow.

usage: recheck.py FILE...      one line for each file; exit 0 all accepted, 1 any rejected
"""

import json
import re
import sys
from fractions import Fraction
from math import ceil, floor, gcd, isqrt, lcm
from pathlib import Path

BYTES, DIGITS, UNKNOWNS, MATRIX_BITS = 8388608, 4000, 250, 131072
INERTIA_FORMAT = "laecert-inertia-certificate/1"
NUMBER = re.compile(r"(-?)(0|[1-9][0-9]*)(?:/([1-9][0-9]*))?\Z")


def require(condition, reason):
    if not condition:
        raise ValueError(reason)


def keyed(pairs, keys):
    is_object = isinstance(pairs, tuple)  # of keys and values
    require(is_object and sorted(key for key, _ in pairs) == sorted(keys.split()), "not exactly the keys " + keys)
    return dict(pairs)


def number(value):
    match = NUMBER.match(value) if isinstance(value, str) else None
    require(match and value != "-0", "not a number")
    require(max(len(match[2]), len(match[3] or "")) <= DIGITS, "a number is too long")
    p, q = int(match[2]), int(match[3] or "1")
    require(gcd(p, q) == 1 and (match[3] is None or q > 1), "not in lowest terms")
    return Fraction(-p if match[1] else p, q)


def count(value):
    require(isinstance(value, str) and value.isdigit() and len(value) < 10, "not a count")
    return int(number(value))


def listed(value, length=None):
    require(isinstance(value, list) and length in (None, len(value)), "not a list of the right length")
    return value


def matrix(value, rows, columns):
    return [[number(entry) for entry in listed(row, columns)] for row in listed(value, rows)]


class Certificate:
    def __init__(self, data):
        require(len(data) <= BYTES and b"\\" not in data, "too many bytes, or a backslash")
        tree = keyed(json.loads(data.decode("ascii"), object_pairs_hook=tuple),
                     "format claim lambda gram point radius gap generators commutant")
        self.tied = isinstance(tree["claim"], tuple) and ("problem", "tied") in tree["claim"]
        claim = keyed(tree["claim"], "problem m k rank inertia value" + ("" if self.tied else " transpose_gap"))
        self.problem = claim["problem"]
        names = "none", "product", "sum", "tied"
        require(tree["format"] == "laecert-certificate/1" and self.problem in names, "the names")
        self.m, self.k, self.rank = m, k, rank = [count(claim[key]) for key in ("m", "k", "rank")]
        self.inertia = [count(value) for value in listed(claim["inertia"], 3)]
        self.N = m * k if self.tied else 2 * m * k
        require(0 < self.N <= UNKNOWNS and rank <= min(m, k) and sum(self.inertia) == self.N, "m, k, rank or inertia")
        self.low, self.high = [number(value) for value in listed(claim["value"], 2)]
        self.transpose_gap = None if self.tied else number(claim["transpose_gap"])
        self.lam, self.radius, self.gap = [number(tree[key]) for key in ("lambda", "radius", "gap")]
        generators, commutant = listed(tree["generators"]), listed(tree["commutant"])
        require(len(generators) + len(commutant) == self.inertia[1], "not as many matrices as the nullity")
        self.S = matrix(tree["gram"], m, m)
        point = keyed(tree["point"], "W" if self.tied else "W1 W2")
        self.W2 = matrix(point["W" if self.tied else "W2"], m, k)
        self.W1 = transpose(self.W2) if self.tied else matrix(point["W1"], k, m)
        self.generators = [matrix(value, k, k) for value in generators]
        self.commutant = [matrix(value, m, m) for value in commutant]
        for a in [self.S, self.W1 + self.W2, *self.generators, *self.commutant]:
            require(common_denominator(a) < 10**DIGITS, "a common denominator is too long")


def common_denominator(a): return lcm(*(Fraction(entry).denominator for row in a for entry in row))
def transpose(a): return [list(column) for column in zip(*a)]
def times(a, b): return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]
def combine(x, a, y, b): return [[x * p + y * q for p, q in zip(r, s)] for r, s in zip(a, b)]
def shift(a, x): return combine(1, a, x, [[i == j for j in range(len(a))] for i in range(len(a))])
def inner(a, b): return sum(x * y for r, s in zip(a, b) for x, y in zip(r, s))


def root(q):
    scaled = q.numerator * q.denominator << 128
    return Fraction(isqrt(scaled - 1) + 1 if scaled else 0, q.denominator << 64)


def inertia(a):
    """Numbers of negative, zero and positive eigenvalues."""
    common = common_denominator(a)
    a = [[int(entry * common) for entry in row] for row in a]
    signs, previous = [0, 0, 0], 1
    while a:
        size = range(len(a))
        t, i = next(((i, i) for i in size if a[i][i]), None) or next(
            ((i, j) for i in size for j in size if a[i][j]), (None, None))
        if t is None:
            return [signs[0], len(a), signs[2]]
        if t != i:
            a[t] = [x + y for x, y in zip(a[t], a[i])]
            a = [[x + row[i] * (j == t) for j, x in enumerate(row)] for row in a]
        pivot, column = a[t][t], a[t]
        signs[1 + (1 if (pivot > 0) == (previous > 0) else -1)] += 1
        rest = [i for i in size if i != t]
        a = [[(a[i][j] * pivot - column[i] * column[j]) // previous for j in rest] for i in rest]
        previous = pivot
    return signs


def check(c):
    require(transpose(c.S) == c.S and inertia(c.S)[0] == 0, "gram is not symmetric positive semidefinite")
    require(c.lam > 0 or c.lam == 0 and c.problem == "none", "lambda")
    require(c.radius >= 0 and c.gap > 0, "radius or gap")
    require(c.problem in ("sum", "tied") or not c.commutant, "a commutant is for sum and tied")
    for a in c.commutant + (c.generators if c.problem in ("sum", "tied") else []):
        require(transpose(a) == combine(-1, a, 0, a), "a generator or commutant is not antisymmetric")
    require(all(times(K, c.S) == times(c.S, K) for K in c.commutant), "a commutant does not commute")
    S1, mu = shift(c.S, c.lam * (c.problem == "product")), c.lam * (c.problem in ("sum", "tied"))
    W1, W2, r = c.W1, c.W2, c.radius
    N = times(W2, W1)
    R = combine(1, times(N, S1), -1, c.S)
    gradient = [combine(2, times(transpose(W2), R), 2 * mu, W1), combine(2, times(R, transpose(W1)), 2 * mu, W2)]
    size = length = inner(W1, W1) + inner(W2, W2)
    if c.tied:
        gradient = [combine(2, times(combine(1, R, 1, transpose(R)), W2), 4 * mu, W2)]
        length = inner(W2, W2)
    K = (24 if c.tied else 6) * root(inner(S1, S1)) * (root(length) + r)
    tau = root(sum((inner(a, a) for a in c.generators + c.commutant), Fraction(0)))
    eta = root(sum(inner(g, g) for g in gradient))
    require(eta == 0 if r == 0 else 2 * eta <= c.gap * r and (K + tau) * r < c.gap, "no zero proved")
    H = (tied_hessian if c.tied else hessian)(c, S1, mu, R)
    value = sum(c.S[i][i] for i in range(c.m)) - 2 * inner(N, c.S) + inner(times(N, S1), N) + mu * size
    error = (root(inner(H, H)) + K * r) * r**2 / 2
    require(c.low <= value - error and value + error <= c.high, "the value")
    skew = combine(1, W1, -1, transpose(W2))
    require(c.tied or root(inner(skew, skew)) + root(Fraction(2)) * r <= c.transpose_gap, "the transpose gap")
    check_rank(c, times(W1, transpose(W1)), times(transpose(W2), W2))
    check_inertia(c, H)


def hessian(c, S1, mu, R):
    """By columns: the derivative of the gradient along each unit vector."""
    columns, size = [], c.m * c.k
    for unit in range(c.N):
        V1 = [[Fraction(unit == a * c.m + i) for i in range(c.m)] for a in range(c.k)]
        V2 = [[Fraction(unit == size + i * c.k + a) for a in range(c.k)] for i in range(c.m)]
        D = times(combine(1, times(V2, c.W1), 1, times(c.W2, V1)), S1)
        first = combine(2, times(transpose(V2), R), 2, times(transpose(c.W2), D))
        second = combine(2, times(D, transpose(c.W1)), 2, times(R, transpose(V1)))
        columns.append(sum(combine(1, first, 2 * mu, V1) + combine(1, second, 2 * mu, V2), []))
    return columns


def tied_hessian(c, S1, mu, R):
    """The same for the one matrix W of `tied`."""
    columns, W, both = [], c.W2, combine(1, R, 1, transpose(R))
    for unit in range(c.N):
        V = [[Fraction(unit == i * c.k + a) for a in range(c.k)] for i in range(c.m)]
        D = times(combine(1, times(V, transpose(W)), 1, times(W, transpose(V))), S1)
        turned = combine(1, times(combine(1, D, 1, transpose(D)), W), 1, times(both, V))
        columns.append(sum(combine(2, turned, 4 * mu, V), []))
    return columns


def check_rank(c, encoder, decoder):
    l, above = c.rank, lambda a, x: inertia(shift(a, -x))[2]
    if c.problem in ("none", "product"):
        require(c.inertia[1] == 2 * c.k * l - l * l, "the nullity does not fit the rank")
        return require(min(above(encoder, c.radius**2), above(decoder, c.radius**2)) >= l, "the rank may be smaller")
    if l == c.k and above(encoder, c.radius**2) == l:
        return
    steps = [1 + Fraction(1, 2**2**j) for j in range(10)]
    step = next((step for step in steps if above(c.S, c.lam) == above(c.S, c.lam * step)), 1)
    t = 1 - 1 / Fraction(step)  # 0 where an eigenvalue is too close above lambda
    require(4 * c.radius**2 < t and above(encoder, t / 4) == l, "the rank")


def check_inertia(c, H):
    minus_W1, minus_W2 = combine(-1, c.W1, 0, c.W1), combine(-1, c.W2, 0, c.W2)
    encoders = [] if c.tied else [times(a, c.W1) for a in c.generators] + [times(minus_W1, a) for a in c.commutant]
    decoders = [times(minus_W2, a) for a in c.generators] + [times(a, c.W2) for a in c.commutant]
    tangents = [sum(rows, []) for rows in (decoders if c.tied else map(list.__add__, encoders, decoders))]
    b, M = len(tangents), c.N + len(tangents)
    J = [row + [t[i] for t in tangents] for i, row in enumerate(H)] + [t + [0] * b for t in tangents]
    s = c.gap.denominator.bit_length() - c.gap.numerator.bit_length()
    while Fraction(2)**s * c.gap < 8 * M:
        s += 1
    Z = [[floor(Fraction(2)**s * entry + Fraction(1, 2)) for entry in row] for row in J]
    require(all(abs(entry) < 2**256 for row in Z for entry in row), "the gap is too small")
    G = ceil(Fraction(2)**s * c.gap) + (M + 1) // 2
    below, above = inertia(shift(Z, -G)), inertia(shift(Z, G))
    require(below == above == [c.inertia[0] + b, 0, c.inertia[2] + b], "the gap or the inertia")


def check_matrix(tree):
    """A certificate of an inertia."""
    tree = keyed(tree, "format matrix inertia gap")
    require(tree["format"] == INERTIA_FORMAT, "the format")
    N = len(listed(tree["matrix"]))
    require(0 < N <= UNKNOWNS, "the rows")
    H, gap = matrix(tree["matrix"], N, N), number(tree["gap"])
    claim = [count(value) for value in listed(tree["inertia"], 3)]
    require(sum(claim) == N and common_denominator(H) < 10**DIGITS, "the inertia, or a common denominator")
    require(transpose(H) == H and gap > 0, "not symmetric, or the gap")
    common = lcm(common_denominator(H), gap.denominator)
    longest = max(int(abs(entry) * common).bit_length() for entry in sum(H, [gap]))
    require(N * longest <= MATRIX_BITS, "the numbers are too long")
    require(inertia(H) == claim, "the inertia is another one")
    below, above = inertia(shift(H, -gap))[0], inertia(shift(H, gap))[2]
    require(below == claim[0] + claim[1] and above == claim[1] + claim[2], "an eigenvalue within the gap")


def check_file(data):
    if INERTIA_FORMAT.encode() not in data:
        return check(Certificate(data))
    require(len(data) <= BYTES and b"\\" not in data, "too many bytes, or a backslash")
    return check_matrix(json.loads(data.decode("ascii"), object_pairs_hook=tuple))


def main(files):
    getattr(sys, "set_int_max_str_digits", int)(0)  # long numbers may be read, where Python asks
    code = 0
    for name in files:
        try:
            check_file(Path(name).read_bytes())
            print(f"{name}: accepted")
        except (OSError, ValueError, RecursionError) as reason:
            code = 1
            print(f"{name}: rejected: {reason}".replace("\n", " "))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

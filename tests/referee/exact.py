"""Exact linear algebra in rationals: inertia, characteristic polynomials, rational rotations.

A matrix is a list of rows of Fraction (or int). Nothing here rounds.
"""

from decimal import Context, Decimal
from fractions import Fraction
from math import gcd, lcm


def shown(x):
    """Seventeen digits of a rational of any size, for messages."""
    x = Fraction(x)
    return str(Context(prec=17).divide(Decimal(x.numerator), Decimal(x.denominator)))


def zeros(rows, columns):
    """The rows x columns matrix of zeros."""
    return [[Fraction(0)] * columns for _ in range(rows)]


def identity(n):
    """The n x n unit matrix."""
    return diagonal([Fraction(1)] * n)


def diagonal(entries):
    """The square matrix with these diagonal entries."""
    matrix = zeros(len(entries), len(entries))
    for i, entry in enumerate(entries):
        matrix[i][i] = Fraction(entry)
    return matrix


def transpose(a):
    """The transpose; of a matrix without rows, a matrix without rows."""
    return [list(row) for row in zip(*a)]


def product(a, b):
    """The matrix product a b."""
    columns = list(zip(*b))
    return [[sum(x * y for x, y in zip(row, column)) for column in columns] for row in a]


def chain(*factors):
    """The product of several matrices, from the left."""
    result = factors[0]
    for factor in factors[1:]:
        result = product(result, factor)
    return result


def plus(a, b, factor=1):
    """a + factor b."""
    return [[x + factor * y for x, y in zip(r, s)] for r, s in zip(a, b)]


def scaled(a, factor):
    """factor a."""
    return [[factor * x for x in row] for row in a]


def trace(a):
    """The sum of the diagonal."""
    return sum((a[i][i] for i in range(len(a))), Fraction(0))


def squared_norm(a):
    """The squared Frobenius norm."""
    return sum((x * x for row in a for x in row), Fraction(0))


def integers_of(a):
    """A positive multiple of a with integer entries, and the multiplier."""
    denominator = lcm(*(Fraction(x).denominator for row in a for x in row))
    return [[int(x * denominator) for x in row] for row in a], denominator


def _primitive(a):
    common = gcd(*(x for row in a for x in row)) if a else 1
    return [[x // common for x in row] for row in a] if common > 1 else a


def _eliminate_one(a, t):
    """The Schur complement of the pivot a[t][t], times its modulus."""
    pivot, sign = abs(a[t][t]), (1 if a[t][t] > 0 else -1)
    rest = [i for i in range(len(a)) if i != t]
    return [[pivot * a[i][j] - sign * a[i][t] * a[t][j] for j in rest] for i in rest]


def _eliminate_two(a, t, u):
    """The Schur complement of the pivot [[0, b], [b, 0]] in rows t and u, times |b|."""
    b, sign = abs(a[t][u]), (1 if a[t][u] > 0 else -1)
    rest = [i for i in range(len(a)) if i not in (t, u)]
    return [[b * a[i][j] - sign * (a[i][t] * a[u][j] + a[i][u] * a[t][j]) for j in rest]
            for i in rest]


def _off_diagonal(a):
    n = len(a)
    return next(((i, j) for i in range(n) for j in range(i) if a[i][j]), None)


def inertia(symmetric):
    """(negative, zero, positive) eigenvalues of a symmetric matrix, by Sylvester's law.

    Elimination by congruence on integers; the pivot is a diagonal entry that is not zero, and only
    where the whole diagonal vanishes a 2 x 2 block, which has one eigenvalue of either sign.
    """
    if not symmetric:
        return 0, 0, 0
    a, _ = integers_of(symmetric)
    negative = positive = 0
    while a:
        a = _primitive(a)
        candidates = [i for i in range(len(a)) if a[i][i]]
        if candidates:
            t = min(candidates, key=lambda i: abs(a[i][i]))
            positive, negative = positive + (a[t][t] > 0), negative + (a[t][t] < 0)
            a = _eliminate_one(a, t)
            continue
        pair = _off_diagonal(a)
        if pair is None:
            break
        positive, negative = positive + 1, negative + 1
        a = _eliminate_two(a, *pair)
    return negative, len(symmetric) - negative - positive, positive


def shifted(symmetric, x):
    """symmetric - x I."""
    return [[entry - (x if i == j else 0) for j, entry in enumerate(row)]
            for i, row in enumerate(symmetric)]


def count_below(symmetric, x):
    """The number of eigenvalues below x."""
    return inertia(shifted(symmetric, x))[0]


def count_above(symmetric, x):
    """The number of eigenvalues above x."""
    return inertia(shifted(symmetric, x))[2]


def inverse(a):
    """The inverse of a regular matrix, by Gauss and Jordan."""
    n = len(a)
    rows = [[Fraction(x) for x in row] + unit for row, unit in zip(a, identity(n))]
    for t in range(n):
        pivot = next(i for i in range(t, n) if rows[i][t])
        rows[t], rows[pivot] = rows[pivot], rows[t]
        rows[t] = [x / rows[t][t] for x in rows[t]]
        for i in range(n):
            if i != t and rows[i][t]:
                factor = rows[i][t]
                rows[i] = [x - factor * y for x, y in zip(rows[i], rows[t])]
    return [row[n:] for row in rows]


def characteristic_polynomial(a):
    """Coefficients of det(x I - a), constant term first, by Faddeev and LeVerrier."""
    n = len(a)
    coefficients = [Fraction(0)] * n + [Fraction(1)]
    power = zeros(n, n)
    for step in range(1, n + 1):
        power = product(a, plus(power, diagonal([coefficients[n - step + 1]] * n)))
        coefficients[n - step] = -trace(power) / step
    return coefficients


def rotation(n, i, j, u):
    """The rotation by the angle 2 arctan u in the plane of axes i and j: rational as u is."""
    matrix = identity(n)
    cosine, sine = (1 - u * u) / (1 + u * u), 2 * u / (1 + u * u)
    matrix[i][i] = matrix[j][j] = cosine
    matrix[i][j], matrix[j][i] = -sine, sine
    return matrix


def random_orthogonal(random, n, turns=None):
    """A rational orthogonal matrix of either determinant: a product of plane rotations."""
    q = identity(n)
    for _ in range(turns if turns is not None else n):
        if n > 1:
            i, j = random.sample(range(n), 2)
            q = product(q, rotation(n, i, j, Fraction(random.randint(1, 6), random.randint(1, 6))))
    if random.random() < 0.5 and n:
        for row in q:
            row[0] = -row[0]
    return q


def congruent(u, s):
    """u s u^T."""
    return chain(u, s, transpose(u))

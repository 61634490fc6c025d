"""Random and adversarial instances: how they are made, and how the program is told."""

from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from exact import congruent, diagonal, identity, product, random_orthogonal, trace, transpose
from spectrum import Spectrum


def text_of(x):
    """A rational as the program reads it: an integer, p/q, or a decimal with an exponent."""
    x = Fraction(x)
    p, q = x.numerator, x.denominator
    exponent = 0
    while p and p % 10 == 0 and exponent < 1000:
        p, exponent = p // 10, exponent + 1
    while q % 10 == 0 and exponent > -1000:
        q, exponent = q // 10, exponent - 1
    if q == 1 and abs(exponent) > 6:
        return f"{p}e{exponent}"
    return str(x)


def write_matrix(path, rows):
    """Writes rows of rationals as a .csv file."""
    Path(path).write_text("".join(",".join(map(text_of, row)) + "\n" for row in rows))


@dataclass
class Instance:
    """An instance (S, k, lambda, n), exactly, and the way in which the program is given it."""

    kind: str
    gram: list
    k: int
    penalty: Fraction
    samples: int = None
    frame: tuple = None  # (U, s): S = U diag(s) U^T with rational s, largest first
    spectrum_text: bool = False  # given by --spectrum
    table: list = None  # given by --data: rows are samples, S is their Gram matrix
    table_options: list = field(default_factory=list)
    is_exact: bool = False  # points of `sum` are rational

    @cached_property
    def spectrum(self):
        """The exact spectrum of S."""
        return Spectrum(self.gram, self.frame[1] if self.frame else ())

    @cached_property
    def trace(self):
        """tr S."""
        return Fraction(trace(self.gram))

    @property
    def m(self):
        """The number of variables."""
        return len(self.gram)

    def arguments(self, folder):
        """The options that name this instance; writes the file that they need into folder."""
        if self.table is not None:
            turned = "--columns-are-samples" in self.table_options
            rows = transpose(self.table) if turned else self.table
            write_matrix(folder / "table.csv", rows)
            named = ["--data", str(folder / "table.csv"), *self.table_options]
        elif self.spectrum_text:
            named = ["--spectrum", ",".join(text_of(self.gram[i][i]) for i in range(self.m))]
        else:
            write_matrix(folder / "gram.csv", self.gram)
            named = ["--gram", str(folder / "gram.csv")]
        named += ["-k", str(self.k), "--lambda", text_of(self.penalty)]
        if self.samples is not None and self.table is None:
            named += ["--samples", str(self.samples)]
        return named

    def scaled(self, factor):
        """(c S, c lambda), as a Gram matrix or a spectrum."""
        frame = (self.frame[0], [factor * s for s in self.frame[1]]) if self.frame else None
        return Instance(self.kind, [[factor * x for x in row] for row in self.gram], self.k,
                        factor * self.penalty, self.samples, frame, self.spectrum_text,
                        is_exact=self.is_exact)


def ratio(random, low=1, high=40, denominators=(1, 1, 1, 2, 3, 4, 7, 10)):
    """A random positive rational with a small denominator."""
    return Fraction(random.randint(low, high), random.choice(denominators))


def shape(random, most=24):
    """A random m and k with 2 m k <= most."""
    while True:
        m, k = random.choice((1, 2, 2, 3, 3, 3, 4, 4, 5)), random.choice((1, 1, 2, 2, 3))
        if 2 * m * k <= most:
            return m, k


def between(random, eigenvalues):
    """A rational that is no eigenvalue: between two, above the largest, or below the least."""
    levels = sorted({Fraction(0), *eigenvalues})
    place = random.randrange(len(levels)) if random.random() < 0.5 else 0
    low = levels[place]
    high = levels[place + 1] if place + 1 < len(levels) else 2 * low + 1
    return low + (high - low) * Fraction(random.randint(1, 9), 10)


def from_eigenvalues(kind, random, eigenvalues, k, penalty, **more):
    """S = U diag(s) U^T: by --spectrum with U a unit matrix, else by --gram with U rational."""
    s = sorted(map(Fraction, eigenvalues), reverse=True)
    plain = random.random() < 0.35
    u = identity(len(s)) if plain else random_orthogonal(random, len(s), random.randint(1, len(s)))
    # Two samples at least: the covariance of one centred sample says nothing.
    samples = max(2, len(s) + random.randint(0, 6)) if random.random() < 0.4 else None
    more.setdefault("samples", samples)
    return Instance(kind, congruent(u, diagonal(s)), k, Fraction(penalty), frame=(u, s),
                    spectrum_text=plain, **more)


def _distinct(random, m):
    found = set()
    while len(found) < m:
        found.add(ratio(random))
    return sorted(found, reverse=True)


def rational(random):
    """Distinct positive rational eigenvalues."""
    m, k = shape(random)
    s = _distinct(random, m)
    return from_eigenvalues("rational", random, s, k, between(random, s))


def exact_point(random):
    """Every critical point rational: d = (1 - u^2)/(1 + u^2), s = lambda/(1 - d^2) (THEORY 8)."""
    m, k = shape(random)
    samples = random.randint(max(m, 2), m + 6)
    root = ratio(random, 1, 6)
    penalty = samples * root * root if random.random() < 0.6 else ratio(random)
    s, q = set(), random.randint(0, m)
    while len(s) < q:
        d = _rational_cosine(random)
        s.add(penalty / (1 - d * d))
    while len(s) < m:
        s.add(penalty * Fraction(random.randint(1, 19), 20))
    return from_eigenvalues("exact-point", random, s, k, penalty, samples=samples, is_exact=True)


def _rational_cosine(random):
    u = Fraction(random.randint(1, 6), random.randint(7, 12))
    return (1 - u * u) / (1 + u * u)


def repeated(random):
    """A rational eigenvalue that repeats, above or below lambda."""
    m, k = shape(random)
    m = max(m, 2)
    if 2 * m * k > 24:
        k = 2
    pool = _distinct(random, random.randint(1, m - 1))
    s = pool + [random.choice(pool) for _ in range(m - len(pool))]
    return from_eigenvalues("repeated", random, s, k, between(random, s))


def exact_repeated(random):
    """Repeated eigenvalues above lambda with rational critical points."""
    m = random.randint(2, 4)
    k = random.randint(1, 2 if m > 3 else 3)
    penalty = ratio(random)
    pool = [penalty / (1 - _rational_cosine(random)**2) for _ in range(random.randint(1, 2))]
    s = [random.choice(pool) for _ in range(m - 1)]
    s.append(random.choice(s + [penalty / 2]))
    return from_eigenvalues("exact-repeated", random, s, k, penalty, is_exact=True)


def irrational(random):
    """S = A A^T with small integers: irrational eigenvalues as a rule."""
    m, k = shape(random)
    a = [[Fraction(random.randint(-5, 5)) for _ in range(m + 1)] for _ in range(m)]
    gram = product(a, transpose(a))
    penalty = trace(gram) * Fraction(random.randint(1, 60), 100)
    samples = m + random.randint(1, 6) if random.random() < 0.4 else None
    return Instance("irrational", gram, k, penalty or Fraction(1), samples)


def irrational_repeated(random):
    """The eigenvalues of [[a, b], [b, c]] twice, rotated: irrational and repeated."""
    k = random.choice((1, 2))
    b, c = random.randint(1, 4), random.randint(1, 5)
    a = random.randint(b * b // c + 1, b * b // c + 6)
    block = [[a, b], [b, c]]
    gram = [[Fraction(block[i // 2][j // 2] if i % 2 == j % 2 else 0) for j in range(4)]
            for i in range(4)]
    u = random_orthogonal(random, 4, 2)
    penalty = Fraction(random.randint(1, 10 * (a + c)), 10)
    return Instance("irrational-repeated", congruent(u, gram), k, penalty,
                    random.choice((None, 5, 8)))


def padded(random):
    """Zero variables added to an instance, then possibly rotated: zero eigenvalues."""
    m, k = random.randint(1, 2), random.choice((1, 1, 2, 3))
    s = _distinct(random, m)
    zeros = [Fraction(0)] * random.randint(1, 2)
    return from_eigenvalues("padded", random, s + zeros, k, between(random, s))


def rank_zero(random):
    """S = 0."""
    m, k = random.randint(1, 3), random.randint(1, 3)
    return from_eigenvalues("rank-zero", random, [0] * m, k, ratio(random))


def large_k(random):
    """k > m: allowed for `sum` alone."""
    m = random.randint(1, 2)
    k = m + random.randint(1, 2)
    s = _distinct(random, m)
    return from_eigenvalues("large-k", random, s, k, between(random, s))


def wall(random):
    """lambda an eigenvalue, exactly."""
    m, k = shape(random)
    s = _distinct(random, m)
    return from_eigenvalues("wall", random, s, k, random.choice(s))


def near_wall(random):
    """lambda beside an eigenvalue, at a relative distance down to 1e-60."""
    m, k = shape(random)
    s = _distinct(random, m)
    offset = random.choice((-1, 1)) * Fraction(1, 10**random.randint(5, 60))
    return from_eigenvalues("near-wall", random, s, k, random.choice(s) * (1 + offset))


def close(random):
    """Two eigenvalues at a relative distance down to 1e-60."""
    m, k = shape(random)
    m = max(m, 2)
    k = min(k, 24 // (2 * m)) or 1
    s = _distinct(random, m - 1)
    s.append(random.choice(s) * (1 + Fraction(1, 10**random.randint(5, 60))))
    return from_eigenvalues("close", random, s, k, between(random, s[:-1]))


def graded(random):
    """Eigenvalues over many orders of magnitude."""
    m, k = shape(random)
    s = {ratio(random) * Fraction(10)**random.randint(-30, 30) for _ in range(m)}
    return from_eigenvalues("graded", random, s, min(k, len(s)), between(random, s))


def table(random):
    """A table of samples in short decimals, as people have them."""
    m, k = random.choice((1, 2, 3)), random.choice((1, 2))
    n = random.randint(1, 7)
    rows = [[Fraction(random.randint(-999, 999), 100) for _ in range(m)] for _ in range(n)]
    options = ["--center"] if random.random() < 0.5 else []
    gram = gram_of(rows, bool(options))
    penalty = (trace(gram) or Fraction(1)) * Fraction(random.randint(1, 60), 100)
    return Instance("table", gram, k, penalty, n, table=rows, table_options=options)


def gram_of(rows, centered):
    """X X^T of a table whose rows are samples, exactly."""
    n = len(rows)
    if centered:
        means = [sum(column) / n for column in zip(*rows)]
        rows = [[x - mean for x, mean in zip(row, means)] for row in rows]
    columns = list(zip(*rows))
    return [[sum((x * y for x, y in zip(a, b)), Fraction(0)) for b in columns] for a in columns]


def extreme(random):
    """Any of the above in other units: times 2^j or 10^j, |j| up to 300."""
    base = random.choice((rational, exact_point, irrational, repeated, padded, close))(random)
    factor = Fraction(random.choice((2, 10)))**random.randint(-300, 300)
    instance = base.scaled(factor)
    instance.kind = "extreme"
    return instance


KINDS = {
    "rational": rational, "exact-point": exact_point, "repeated": repeated,
    "exact-repeated": exact_repeated, "irrational": irrational,
    "irrational-repeated": irrational_repeated, "padded": padded, "rank-zero": rank_zero,
    "large-k": large_k, "wall": wall, "near-wall": near_wall, "close": close, "graded": graded,
    "table": table, "extreme": extreme,
}

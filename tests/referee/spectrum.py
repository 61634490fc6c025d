"""The eigenvalues of an exact Gram matrix: order, multiplicities, place of lambda, enclosures."""

from fractions import Fraction

from exact import characteristic_polynomial, shown
from polynomials import Root, divide, isolate_positive, primitive, sign_at, square_free_parts

# Enclosures are this tight, relative to the eigenvalue itself: far below what any report prints.
TIGHT = Fraction(1, 2**600)


class Interval:
    """A closed interval of rationals; only what values of critical points need."""

    def __init__(self, low, high=None):
        self.low, self.high = Fraction(low), Fraction(low if high is None else high)

    def __add__(self, other):
        other = other if isinstance(other, Interval) else Interval(other)
        return Interval(self.low + other.low, self.high + other.high)

    def __neg__(self):
        return Interval(-self.high, -self.low)

    def __sub__(self, other):
        return self + (-other)

    def apply(self, increasing):
        """The image under an increasing function."""
        return Interval(increasing(self.low), increasing(self.high))

    def meets(self, low, high):
        """Whether a part of it lies between two rationals: as good as all where it is TIGHT, and right
        where a rational is enclosed that was not found to be one."""
        return low <= self.high and self.low <= high

    def __repr__(self):
        return f"[{shown(self.low)}, {shown(self.high)}]"


class Eigenvalue:
    """A distinct eigenvalue with its multiplicity."""

    def __init__(self, root, multiplicity):
        self.root, self.multiplicity = root, multiplicity

    def interval(self):
        """An enclosure of relative width below TIGHT."""
        if not self.root.is_rational:
            self.root.refine(TIGHT)
        return Interval(self.root.low, self.root.high)


class Spectrum:
    """The eigenvalues of a symmetric positive semidefinite rational matrix.

    `hints` are rationals that may be eigenvalues: each is tried exactly and divided out. They save
    the isolation of roots and change nothing else.
    """

    def __init__(self, gram, hints=()):
        polynomial = primitive(characteristic_polynomial(gram))
        counted = {}
        for hint in {Fraction(0), *hints}:
            while len(polynomial) > 1 and sign_at(polynomial, hint) == 0:
                linear = [-hint.numerator, hint.denominator]
                polynomial = primitive(divide(polynomial, linear)[0])
                counted[hint] = counted.get(hint, 0) + 1
        found = [Eigenvalue(Root(x, x), count) for x, count in counted.items()]
        for part, multiplicity in square_free_parts(polynomial) if len(polynomial) > 1 else []:
            found += [Eigenvalue(root, multiplicity) for root in isolate_positive(part)]
        self.distinct = _descending(found)
        self.m = len(gram)

    def all(self):
        """The eigenvalues with repetitions, largest first."""
        return [e for e in self.distinct for _ in range(e.multiplicity)]

    def is_simple(self):
        """Whether no eigenvalue repeats."""
        return all(e.multiplicity == 1 for e in self.distinct)

    def zero_count(self):
        """The multiplicity of the eigenvalue 0."""
        return sum(e.multiplicity for e in self.distinct if e.root.compare(Fraction(0)) == 0)

    def above(self, x):
        """The distinct eigenvalues above x, largest first."""
        return [e for e in self.distinct if e.root.compare(x) > 0]

    def count_equal(self, x):
        """The multiplicity of x as an eigenvalue."""
        return sum(e.multiplicity for e in self.distinct if e.root.compare(x) == 0)

    def is_rational(self):
        """Whether every eigenvalue was found to be rational."""
        return all(e.root.is_rational for e in self.distinct)


def _separate(a, b):
    """Refines two different roots until their intervals do not overlap."""
    while a.low < b.high and b.low < a.high:
        for root in (a, b):
            if not root.is_rational:
                root.halve()


def _descending(eigenvalues):
    for i, one in enumerate(eigenvalues):
        for other in eigenvalues[:i]:
            _separate(one.root, other.root)
    return sorted(eigenvalues, key=lambda e: e.root.low + e.root.high, reverse=True)

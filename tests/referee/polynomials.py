"""Real roots of rational polynomials, exactly: square-free parts, Sturm chains, isolation.

A polynomial is a list of integers, constant term first, without a leading zero; [] is zero.
"""

from fractions import Fraction
from math import gcd, lcm


def primitive(coefficients):
    """The positive multiple with coprime integer coefficients."""
    p = [Fraction(c) for c in coefficients]
    while p and p[-1] == 0:
        p.pop()
    if not p:
        return []
    denominator = lcm(*(c.denominator for c in p))
    p = [int(c * denominator) for c in p]
    common = gcd(*p)
    return [c // common for c in p]


def derivative(p):
    """The derivative, made primitive (its sign is kept)."""
    return primitive([i * c for i, c in enumerate(p)][1:])


def divide(p, d):
    """Quotient and remainder over the rationals, as lists of Fraction."""
    remainder = [Fraction(c) for c in p]
    quotient = [Fraction(0)] * max(0, len(p) - len(d) + 1)
    for shift in range(len(p) - len(d), -1, -1):
        factor = remainder[shift + len(d) - 1] / d[-1]
        quotient[shift] = factor
        for i, c in enumerate(d):
            remainder[shift + i] -= factor * c
    return quotient, remainder


def greatest_common_divisor(p, q):
    """The primitive greatest common divisor with a positive leading coefficient."""
    while q:
        p, q = q, primitive(divide(p, q)[1]) if len(p) >= len(q) else p
    return [-c for c in p] if p and p[-1] < 0 else p


def square_free_parts(p):
    """[(part, multiplicity)]: square-free, pairwise coprime parts of positive degree (Yun)."""
    parts, multiplicity = [], 1
    common = greatest_common_divisor(p, derivative(p))
    rest = primitive(divide(p, common)[0])
    while len(rest) > 1:
        shared = greatest_common_divisor(rest, common) if len(common) > 1 else [1]
        part = primitive(divide(rest, shared)[0])
        if len(part) > 1:
            parts.append((part, multiplicity))
        rest = shared
        common = primitive(divide(common, shared)[0]) if len(common) > 1 else common
        multiplicity += 1
    return parts


def sign_at(p, x):
    """The sign of p(x), x rational: -1, 0 or 1."""
    a, b = x.numerator, x.denominator
    value, power = 0, 1
    for c in reversed(p):
        value = value * a + c * power
        power *= b
    return (value > 0) - (value < 0)


def sturm_chain(p):
    """The Sturm chain of a square-free polynomial."""
    result = [p, derivative(p)]
    while len(result[-1]) > 1:
        remainder = primitive(divide(result[-2], result[-1])[1])
        if not remainder:
            break
        result.append([-c for c in remainder])
    return result


def _changes(sequence, x):
    signs = [s for s in (sign_at(p, x) for p in sequence) if s]
    return sum(a != b for a, b in zip(signs, signs[1:]))


def roots_in(sequence, low, high):
    """The number of roots in (low, high], by Sturm's theorem."""
    return _changes(sequence, low) - _changes(sequence, high)


class Root:
    """A root: an exact rational, or the only one of a square-free polynomial in (low, high)."""

    def __init__(self, low, high, polynomial=None):
        self.low, self.high, self.polynomial = low, high, polynomial
        self._sign = sign_at(polynomial, high) if polynomial else 0

    @property
    def is_rational(self):
        """Whether the root is known as a rational."""
        return self.low == self.high

    def halve(self):
        """Halves the interval."""
        middle = (self.low + self.high) / 2
        sign = sign_at(self.polynomial, middle)
        if sign == 0:
            self.low = self.high = middle
        elif sign == self._sign:
            self.high = middle
        else:
            self.low = middle

    def refine(self, relative):
        """Makes the interval narrower than relative times its lower end. Requires: root > 0."""
        while not self.is_rational and self.high - self.low > relative * self.low:
            self.halve()

    def compare(self, x):
        """-1, 0 or 1: the root is below, equal to or above the rational x. Always decides."""
        if self.is_rational:
            return (self.low > x) - (self.low < x)
        if self.low < x < self.high:
            sign = sign_at(self.polynomial, x)
            if sign == 0:
                self.low = self.high = x
                return 0
            return -1 if sign == self._sign else 1
        return -1 if x >= self.high else 1


def _first_power(sequence, count):
    """The least e with all `count` positive roots at most 2^e, found by doubling."""
    low, high = -1, 1
    while roots_in(sequence, Fraction(0), Fraction(2) ** high) < count:
        low, high = high, 2 * high
    while roots_in(sequence, Fraction(0), Fraction(2) ** low) == count:
        low, high = 2 * low, low
    while high - low > 1:
        middle = (low + high) // 2
        enough = roots_in(sequence, Fraction(0), Fraction(2) ** middle) == count
        low, high = (low, middle) if enough else (middle, high)
    return high


def isolate_positive(p):
    """The roots of a square-free polynomial all of whose roots are real and positive, ascending."""
    if len(p) == 2:
        root = Fraction(-p[0], p[1])
        return [Root(root, root)]
    sequence = sturm_chain(p)
    pending = [(Fraction(0), Fraction(2) ** _first_power(sequence, len(p) - 1), len(p) - 1)]
    found = []
    while pending:
        low, high, count = pending.pop()
        if count == 1 and sign_at(p, high) == 0:
            found.append(Root(high, high))
        elif count == 1 and low > 0:
            found.append(Root(low, high, p))
        elif count:
            middle = (low + high) / 2 if low > 0 else high / 2**16
            left = roots_in(sequence, low, middle)
            pending += [(low, middle, left), (middle, high, count - left)]
    return sorted(found, key=lambda root: root.low)

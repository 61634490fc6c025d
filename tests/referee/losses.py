"""The losses and their Hessians, from nothing but values of the loss at rational points.

Losses are |X - W2 W1 X|^2 (`none`) with lambda |W2 W1|^2 (`product`) or lambda (|W1|^2 + |W2|^2)
(`sum`), and |X - W W^T X|^2 + 2 lambda |W|^2 (`tied`), all with S = X X^T. Unknowns are ordered W1
by rows, then W2 by rows; of `tied` W by rows.

No derivative is written down here: along any two directions a loss is a polynomial of degree at
most four, and a combination of its values is the wanted coefficient exactly.
"""

from fractions import Fraction
from math import lcm

from exact import integers_of, product, transpose


def _integer_square(a):
    return sum(x * x for row in a for x in row)


class Loss:
    """One loss on one instance, at a rational point: values, gradient and Hessian, all exact."""

    def __init__(self, problem, gram, penalty, w1, w2):
        self.problem, self.m, self.k = problem, len(gram), len(w1)
        entries = [x for row in w1 for x in row] + [x for row in w2 for x in row]
        self._unit = lcm(1, *(Fraction(x).denominator for x in entries))
        self._gram, self._gram_unit = integers_of(gram)
        self._penalty = Fraction(penalty)
        if problem == "tied":
            entries = [x for row in w2 for x in row]
        self._point = [int(x * self._unit) for x in entries]
        # Values are integers over this common denominator.
        self._scale = self._unit**4 * self._gram_unit * self._penalty.denominator
        self._cache = {}

    @property
    def size(self):
        """The number of unknowns."""
        return len(self._point)

    def _weights(self, x):
        m, k = self.m, self.k
        if self.problem == "tied":
            w = [x[i * k:(i + 1) * k] for i in range(m)]
            return transpose(w), w
        w1 = [x[a * m:(a + 1) * m] for a in range(k)]
        return w1, [x[m * k + i * k:m * k + (i + 1) * k] for i in range(m)]

    def _value(self, x):
        """The loss at the integer point x, times the common denominator."""
        w1, w2 = self._weights(x)
        whole = product(w2, w1)
        rest = [[(self._unit**2 if i == j else 0) - whole[i][j] for j in range(self.m)]
                for i in range(self.m)]
        moved = product(rest, self._gram)
        value = sum(a * b for r, s in zip(moved, rest) for a, b in zip(r, s))
        value *= self._penalty.denominator
        weight = self._gram_unit * self._penalty.numerator
        if self.problem == "product":
            value += weight * _integer_square(whole)
        if self.problem in ("sum", "tied"):
            value += weight * self._unit**2 * (_integer_square(w1) + _integer_square(w2))
        return value

    def _moved(self, *steps):
        x = list(self._point)
        for i, step in steps:
            x[i] += step
        return self._value(x)

    def value(self):
        """The loss at the point."""
        return Fraction(self._value(self._point), self._scale)

    def gradient(self):
        """The gradient: the linear coefficient of a polynomial of degree four, from five values."""
        result = []
        for i in range(self.size):
            near = self._moved((i, 1)) - self._moved((i, -1))
            far = self._moved((i, 2)) - self._moved((i, -2))
            result.append(Fraction((8 * near - far) * self._unit, 12 * self._scale))
        return result

    def _mixed(self, i, j):
        """The coefficient of s t: odd parts cancel even terms, two steps cancel s^3 t and s t^3."""
        def odd(h):
            return (self._moved((i, h), (j, h)) - self._moved((i, h), (j, -h))
                    - self._moved((i, -h), (j, h)) + self._moved((i, -h), (j, -h)))
        return Fraction(16 * odd(1) - odd(2), 48)

    def hessian(self):
        """The Hessian, entry by entry by second differences that are exact for degree four."""
        n, factor = self.size, Fraction(self._unit**2, self._scale)
        matrix = [[Fraction(0)] * n for _ in range(n)]
        centre = self._value(self._point)
        for i in range(n):
            near = self._moved((i, 1)) + self._moved((i, -1))
            far = self._moved((i, 2)) + self._moved((i, -2))
            matrix[i][i] = Fraction(16 * near - far - 30 * centre, 12) * factor
            for j in range(i):
                matrix[i][j] = matrix[j][i] = self._mixed(i, j) * factor
        return matrix

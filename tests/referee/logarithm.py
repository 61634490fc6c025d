"""Logarithms of rationals as intervals, by decimal arithmetic and Machin's pi."""

from decimal import Context, Decimal
from fractions import Fraction

from spectrum import Interval

DIGITS = 110


def log(x):
    """An interval that contains log x, x a positive rational."""
    context = Context(prec=DIGITS, Emin=-10**6, Emax=10**6)
    quotient = context.divide(Decimal(x.numerator), Decimal(x.denominator))
    # The quotient is within one unit of its last digit; ln is correctly rounded (decimal).
    value = Fraction(context.ln(quotient))
    error = (abs(value) + 2) / Fraction(10)**(DIGITS - 2)
    return Interval(value - error, value + error)


def _arctan_of_inverse(n):
    """arctan(1/n) within 10^-DIGITS, from its alternating series."""
    total, term, step = Fraction(0), Fraction(1, n), 1
    while term / step > Fraction(1, 10**(DIGITS + 5)):
        total += (1 if step % 4 == 1 else -1) * term / step
        term, step = term / (n * n), step + 2
    return total


def pi():
    """An interval that contains pi, by Machin's formula."""
    value = 4 * (4 * _arctan_of_inverse(5) - _arctan_of_inverse(239))
    error = Fraction(1, 10**DIGITS)
    return Interval(value - error, value + error)


LOG_TWO_PI = Interval(log(2 * pi().low).low, log(2 * pi().high).high)

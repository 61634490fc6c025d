"""Judges a printed point from the loss alone: its gradient, and what its Hessian allows."""

from fractions import Fraction
from math import isqrt

from exact import count_above, count_below, squared_norm
from losses import Loss


def root_above(x):
    """A rational above the square root of x >= 0, within 1e-20 relative."""
    x = Fraction(x)
    if x == 0:
        return Fraction(0)
    shift = max(0, 140 - x.numerator.bit_length() + x.denominator.bit_length())
    shift += shift % 2
    scaled = (x.numerator << shift) // x.denominator + 1
    return Fraction(isqrt(scaled) + 1, 1 << (shift // 2))


class OwnPoint:
    """The loss at a rational point that lies within a radius of a critical point, so it is said.

    Guarantee: the numbers that it gives follow from values of the loss and from one bound, |H(x) -
    H(y)| <= 12 |S'| (|x| + |x - y|) |x - y|, twice what the page on certificates proves.
    """

    def __init__(self, problem, instance, w1, w2, radius):
        self.loss = Loss(problem, instance.gram, instance.penalty, w1, w2)
        size = root_above(squared_norm(w1) + squared_norm(w2))
        scale = root_above(squared_norm(instance.gram)) + instance.penalty * instance.m
        self.radius = radius
        self.lipschitz = 12 * scale * (size + radius)
        self.hessian = self.loss.hessian()
        self.size = self.loss.size

    def may_be_critical_within(self, radius):
        """False: no critical point lies within the radius, as the gradient is too long for that."""
        bound = root_above(squared_norm(self.hessian)) + self.lipschitz * radius
        gradient = sum(x * x for x in self.loss.gradient())
        return gradient <= (bound * radius)**2

    def allowed_inertia(self):
        """Bounds of the inertia at the critical point: (least negative, least positive)."""
        error = self.lipschitz * self.radius
        if error == 0:
            return count_below(self.hessian, Fraction(0)), count_above(self.hessian, Fraction(0))
        return count_below(self.hessian, -error), count_above(self.hessian, error)

    def eigenvalues_within(self, low, high):
        """(least, most) eigenvalues of the true Hessian in [low, high]."""
        error = self.lipschitz * self.radius
        inner = self._count(low + error, high - error) if high - low >= 2 * error else 0
        return inner, self._count(low - error, high + error)

    def _count(self, low, high):
        return self.size - count_below(self.hessian, low) - count_above(self.hessian, high)


def judge_inertia(judge, subject, own, index, nullity):
    """Compares a printed index and nullity with the referee's own Hessian.

    Eigenvalues below the error of the point are left open: then only too many signs are noticed.
    """
    negative, positive = own.allowed_inertia()
    told = own.size - index - nullity
    if (negative, positive) != (index, told):
        judge.compared["own-hessian-open"] += 1
    judge.holds("own-hessian", subject, negative <= index and positive <= told,
                f"index {index}, nullity {nullity}",
                f"own Hessian: {negative} negative, {positive} positive of {own.size}")

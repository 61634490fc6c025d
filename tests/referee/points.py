"""Rational critical points, random frames included: where the referee forms Hessians of its own."""

from fractions import Fraction
from math import isqrt

from exact import chain, diagonal, identity, inertia, inverse, plus, product, random_orthogonal
from exact import transpose
from losses import Loss


def square_root(x):
    """The rational square root, or None."""
    if x < 0:
        return None
    p, q = isqrt(x.numerator), isqrt(x.denominator)
    return Fraction(p, q) if p * p == x.numerator and q * q == x.denominator else None


def _columns(u, members):
    return [[row[i - 1] for i in members] for row in u]


def _random_frame(random, k, rank):
    """G, k x l of full rank, and a left inverse F of it that is not its pseudoinverse."""
    while True:
        g = [[Fraction(random.randint(-3, 3)) for _ in range(rank)] for _ in range(k)]
        square = product(transpose(g), g)
        if rank == 0 or inertia(square)[2] == rank:
            break
    pseudo = product(inverse(square), transpose(g)) if rank else []
    if not rank:
        return g, pseudo
    free = [[Fraction(random.randint(-2, 2)) for _ in range(k)] for _ in range(rank)]
    outside = plus(identity(k), product(g, pseudo), -1)
    return g, plus(pseudo, product(free, outside))


def _zero(rows, columns):
    return [[Fraction(0)] * columns for _ in range(rows)]


def _assemble(instance, members, left, right):
    """(left U_I^T, U_I right), with zeros where I is empty."""
    m, k = instance.m, instance.k
    if not members:
        return _zero(k, m), _zero(m, k)
    columns = _columns(instance.frame[0], members)
    return product(left, transpose(columns)), product(columns, right)


def critical_point(loss, instance, members, random):
    """(W1, W2), rational, on the manifold of an index set; None where there is no rational one."""
    if instance.frame is None:
        return None
    chosen = [instance.frame[1][i - 1] for i in members]
    if loss == "sum":
        d = [square_root(1 - instance.penalty / s) for s in chosen]
        if None in d:
            return None
        frame = [row[:len(members)] for row in random_orthogonal(random, instance.k, 2)]
        left = product(frame, diagonal(d)) if members else []
        return _assemble(instance, members, left, transpose(left))
    g, f = _random_frame(random, instance.k, len(members))
    penalty = instance.penalty if loss == "product" else 0
    left = product(g, diagonal([s / (s + penalty) for s in chosen])) if members else []
    return _assemble(instance, members, left, f)


def likelihood_point(instance, members, random):
    """W = U_I diag(sqrt(s_i/n - v)) O^T, rational, of the pPCA likelihood; or None."""
    n = instance.samples
    roots = [square_root((instance.frame[1][i - 1] - instance.penalty) / n) for i in members]
    if None in roots:
        return None
    if not members:
        return _zero(instance.m, instance.k)
    frame = [row[:len(members)] for row in random_orthogonal(random, instance.k, 2)]
    return chain(_columns(instance.frame[0], members), diagonal(roots), transpose(frame))


def own_inertia(problem, instance, point):
    """(negative, zero, positive) of the Hessian at a rational point; None if not critical."""
    loss = Loss(problem, instance.gram, instance.penalty, *point)
    if any(loss.gradient()):
        return None
    return inertia(loss.hessian())

"""The lists of critical manifolds, written anew from the published theorems."""

from itertools import combinations, product as choices

from spectrum import Interval

LOSSES = ("none", "product", "sum")


class Manifold:
    """One critical manifold: its name and all integers and the value that go with it."""

    def __init__(self, loss, index_set, rank_vector, numbers, value):
        self.loss, self.index_set, self.rank_vector = loss, tuple(index_set), rank_vector
        self.rank, self.dimension, self.index, self.nullity = numbers
        self.value = value

    @property
    def name(self):
        """The index set, or the rank vector where an eigenvalue above lambda repeats."""
        return self.rank_vector if self.rank_vector is not None else self.index_set


def inversions(index_set):
    """#{(i, j): i in I, j not in I, j < i}."""
    members = set(index_set)
    return sum(1 for i in members for j in range(1, i) if j not in members)


def subsets(n, most):
    """All subsets of {1..n} with at most `most` elements."""
    for size in range(min(n, most) + 1):
        yield from combinations(range(1, n + 1), size)


def reason_against(loss, instance):
    """The hypothesis of the list of a loss that fails on the instance, or None."""
    spectrum, penalty = instance.spectrum, instance.penalty
    if loss != "none" and penalty <= 0:
        return "lambda = 0"
    if loss == "sum":
        return "lambda is an eigenvalue" if spectrum.count_equal(penalty) else None
    if instance.k > spectrum.m:
        return "k > m"
    if spectrum.zero_count():
        return "an eigenvalue is zero"
    return None if spectrum.is_simple() else "an eigenvalue repeats"


def _lowered(loss, penalty):
    """What one eigenvalue in I takes off tr S, as an increasing function of it."""
    return {"none": lambda s: s,
            "product": lambda s: s * s / (s + penalty),
            "sum": lambda s: s * (1 - penalty / s)**2}[loss]


def _value(loss, instance, chosen):
    lowered = _lowered(loss, instance.penalty)
    value = Interval(instance.trace)
    for eigenvalue in chosen:
        value = value - eigenvalue.interval().apply(lowered)
    return value


def _plain(loss, instance):
    m, k = instance.spectrum.m, instance.k
    eigenvalues = instance.spectrum.all()
    for members in subsets(m, k):
        rank = len(members)
        dimension = 2 * k * rank - rank * rank
        numbers = rank, dimension, inversions(members) + (k - rank) * (m - rank), dimension
        yield Manifold(loss, members, None, numbers,
                       _value(loss, instance, [eigenvalues[i - 1] for i in members]))


def _of_sum(instance):
    above, k = instance.spectrum.above(instance.penalty), instance.k
    repeated = any(e.multiplicity > 1 for e in above)
    starts = [sum(e.multiplicity for e in above[:i]) for i in range(len(above))]
    for vector in choices(*(range(e.multiplicity + 1) for e in above)):
        rank = sum(vector)
        if rank > k:
            continue
        free = [e.multiplicity - taken for e, taken in zip(above, vector)]
        index = (k - rank) * sum(free) + sum(vector[i] * free[j] for i in range(len(above))
                                             for j in range(i))
        dimension = k * rank - rank * (rank + 1) // 2 + sum(a * b for a, b in zip(vector, free))
        members = [start + i + 1 for start, taken in zip(starts, vector) for i in range(taken)]
        chosen = [e for e, taken in zip(above, vector) for _ in range(taken)]
        yield Manifold("sum", members, vector if repeated else None,
                       (rank, dimension, index, dimension), _value("sum", instance, chosen))


def manifolds(loss, instance):
    """The list of a loss, {name: Manifold}. Requires: reason_against is None."""
    found = _of_sum(instance) if loss == "sum" else _plain(loss, instance)
    return {manifold.name: manifold for manifold in found}


def counts(found):
    """{(rank, index): number of manifolds}."""
    result = {}
    for manifold in found.values():
        key = manifold.rank, manifold.index
        result[key] = result.get(key, 0) + 1
    return result


def descents(manifold, instance):
    """The index sets that unstable directions of a manifold lead to: exchanges, additions."""
    limit = len(instance.spectrum.all())
    if manifold.loss == "sum":
        limit = sum(e.multiplicity for e in instance.spectrum.above(instance.penalty))
    members = set(manifold.index_set)
    outside = [j for j in range(1, limit + 1) if j not in members]
    result = {tuple(sorted(members - {i} | {j})) for i in members for j in outside if j < i}
    if manifold.rank < instance.k:
        result |= {tuple(sorted(members | {j})) for j in outside}
    return result

"""The list against the referee's own Hessians at exact points: the theory is on trial as well."""

from hyperdual import likelihood_hessian, operator
from exact import inertia, product
from points import critical_point, likelihood_point, own_inertia
from reports import applies
from losses import Loss
from theory import LOSSES, manifolds

MOST_UNKNOWNS = 18
MOST_LIKELIHOOD_UNKNOWNS = 6


def check_theory(judge, instance, random):
    """One manifold of each loss, where it has a rational point and its Hessian is small."""
    for loss in LOSSES:
        if applies(loss, instance) and 2 * instance.m * instance.k <= MOST_UNKNOWNS:
            listed = sorted(manifolds(loss, instance).values(), key=lambda one: one.index_set)
            if random.random() < 0.5:
                _check_manifold(judge, instance, random.choice(listed), random)


def _check_manifold(judge, instance, manifold, random):
    point = critical_point(manifold.loss, instance, manifold.index_set, random)
    if point is None:
        return
    rest = 2 * instance.m * instance.k - manifold.index - manifold.nullity
    right = manifold.index, manifold.nullity, rest
    judge.equal("theory", manifold.loss, right, own_inertia(manifold.loss, instance, point))
    value = Loss(manifold.loss, instance.gram, instance.penalty, *point).value()
    judge.holds("theory", f"{manifold.loss}.value",
                manifold.value.low <= value <= manifold.value.high, repr(manifold.value), value)
    if manifold.loss == "sum":
        _check_tied(judge, instance, manifold, point)
        _check_likelihood(judge, instance, manifold, point, random)


def _check_tied(judge, instance, manifold, point):
    """The tied loss has the index and the nullity of `sum`."""
    came = own_inertia("tied", instance, point)
    judge.equal("theory", "tied", came and came[:2], (manifold.index, manifold.nullity))


def _check_likelihood(judge, instance, manifold, point, random):
    """The pPCA likelihood has them too, and its operator is W2 W1."""
    if instance.samples is None or instance.m * instance.k > MOST_LIKELIHOOD_UNKNOWNS:
        return
    w = likelihood_point(instance, manifold.index_set, random)
    if w is None:
        return
    noise = instance.penalty / instance.samples
    covariance = [[x / instance.samples for x in row] for row in instance.gram]
    came = inertia(likelihood_hessian(covariance, noise, w))
    judge.equal("theory", "ppca", came[:2], (manifold.index, manifold.nullity))
    judge.equal("theory", "ppca.operator", operator(w, noise), product(point[1], point[0]))

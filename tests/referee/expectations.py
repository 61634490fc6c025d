"""Which statement applies to an instance, and the verdict that it must have at least.

Written from the registry of statements: for each id the hypotheses, and the floor for given data.
"""

from theory import LOSSES, reason_against

HOLDS, INAPPLICABLE, EITHER = "holds", "inapplicable", "either"
ORDER = ("refuted", "undecided", "supported", "enclosed", "exact")

_LISTED_EXACT = ("critical", "map", "only-critical-points")
_LISTED_ENCLOSED = ("value", "index", "nullity", "parameterization", "strict-saddles")
KNOWN_FALSE = (
    "none.pseudoinverse", "product.pseudoinverse", "none.directions", "sum.eigenvalue-name",
    "none.rank-deficient-data", "product.rank-deficient-data", "none.flat-directions",
    "sum.weight-average", "ppca.joint-map", "ppca.marginal-map", "oja.gradient",
    "stop.transpose-gap")


def _if(condition):
    return HOLDS if condition else INAPPLICABLE


def _unless(trivial, standing):
    """Where there is no case but the trivial ones, a statement may also be called inapplicable."""
    return EITHER if trivial and standing == HOLDS else standing


def _of_losses(instance):
    for loss in LOSSES:
        applies = _if(reason_against(loss, instance) is None)
        only_zero = loss == "sum" and not instance.spectrum.above(instance.penalty)
        for name in _LISTED_EXACT:
            yield f"{loss}.{name}", _unless(only_zero, applies), "exact"
        for name in _LISTED_ENCLOSED:
            yield f"{loss}.{name}", _unless(only_zero, applies), "enclosed"
        without_penalty = loss == "sum" and instance.penalty == 0
        yield f"{loss}.symmetry", EITHER if without_penalty else HOLDS, "exact"


def _of_sum(instance):
    above = instance.spectrum.above(instance.penalty)
    listed = reason_against("sum", instance) is None
    repeated = any(e.multiplicity > 1 for e in above)
    wall = instance.penalty > 0 and not listed
    for name in ("sum.transpose", "sum.balanced", "oja.zeros", "tied.critical", "exact.monotone"):
        yield name, _if(instance.penalty > 0), "exact"
    yield "flow.balance", HOLDS, "exact"
    for name in ("sum.principal-directions", "sum.singular-values"):
        yield name, EITHER if wall else _unless(not above, _if(listed and not repeated)), "exact"
    yield "sum.spectrum", _if(listed), "enclosed"
    yield "sum.repeated", _if(listed and repeated), "enclosed"
    yield "sum.morse-bott", _if(listed and not repeated), "exact"
    yield "sum.morse-complex", _if(listed and not repeated and instance.k == 1), "exact"
    yield "sum.barrier", _if(listed and _has_barrier(instance, above)), "exact"
    for name in ("tied.index", "tied.nullity"):
        yield name, _if(listed), "enclosed"


def _has_barrier(instance, above):
    """The minimum has two components: k of the eigenvalues above lambda are whole eigenspaces."""
    sizes = [e.multiplicity for e in above]
    return instance.k in [sum(sizes[:i]) for i in range(1, len(sizes) + 1)]


def _of_planes(instance):
    applies = instance.k < instance.m and instance.spectrum.is_simple()
    for name in ("index", "boundary", "homology"):
        yield f"grassmannian.{name}", _if(applies), "exact"


def _of_ppca(instance):
    spectrum, k = instance.spectrum, instance.k
    known = instance.samples is not None and instance.penalty > 0
    above = spectrum.above(instance.penalty)
    q = sum(e.multiplicity for e in above)
    wall = spectrum.count_equal(instance.penalty) > 0
    points = _if(known and (not wall or q >= k))
    for name in ("ppca.stationary", "ppca.decoder-map", "ppca.operator"):
        yield name, _unless(q == 0, points), "exact"
    for name in ("ppca.index", "ppca.nullity"):
        yield name, points, "enclosed"
    loose = wall or q == 0 or any(e.multiplicity > 1 for e in above)
    for name in ("ppca.no-collapse", "ppca.marginal-limit"):
        yield name, EITHER if known and loose else _if(known), "enclosed"
    yield "ppca.regression-map", _if(known), "exact"
    rank = spectrum.m - spectrum.zero_count()
    estimable = instance.samples is not None and k < spectrum.m and rank > k
    yield "ppca.noise-ml", EITHER if estimable and not known else _if(estimable), "enclosed"


def expected_statements(instance):
    """{id: (standing, floor)} for every statement that the referee can judge."""
    any_list = any(reason_against(loss, instance) is None for loss in LOSSES)
    rows = [*_of_losses(instance), *_of_sum(instance), *_of_ppca(instance),
            *_of_planes(instance),
            ("search.list", _if(any_list), "supported")]
    return {name: (standing, floor) for name, standing, floor in rows}


def _may_be_inapplicable(name, reason):
    """A search in double may say that it cannot tell a loss's manifolds apart."""
    return name == "search.list" and "nearer than the search in double can tell" in reason


def judge_verdict(judge, name, standing, floor, came, reason):
    """Compares one verdict with what it must be."""
    subject = name
    judge.compared["verdict"] += 1
    right = f"{floor} or better" if standing == HOLDS else standing
    told = f"{name} {came}: {reason}" if reason else f"{name} {came}"
    if came == "refuted":
        judge.error("false-verdict", subject, told, right)
    elif came == "undecided":
        judge.shortfall("undecided", subject, told, right)
    elif came == "inapplicable":
        if standing == HOLDS and not _may_be_inapplicable(name, reason):
            judge.error("false-inapplicable", subject, told, right)
    elif standing == INAPPLICABLE:
        judge.error("claimed-without-hypothesis", subject, told, right)
    elif ORDER.index(came) < ORDER.index(floor):
        judge.shortfall("below-floor", subject, told, right)

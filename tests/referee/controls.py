"""Controls: a twin that predicts other integers somewhere must be refuted, and no other."""

from reports import applies
from theory import LOSSES, manifolds

_NO_ANSWER = ("inapplicable",)


def check_controls(judge, instance, told):
    """No control holds; those that predict integers come out as the integers say."""
    differs = dict(_integer_controls(instance))
    for one in told:
        judge.compared["control"] += 1
        name, outcome = one["id"], one["outcome"]
        if outcome == "holds":
            judge.error("control-holds", name, outcome, "refuted or indistinguishable")
        elif outcome == "undecided":
            judge.shortfall("undecided", f"control:{name}", outcome, "decided")
        elif name in differs:
            _check_outcome(judge, name, outcome, differs[name])


def _check_outcome(judge, name, outcome, differs):
    """`differs`: whether the twin's integers differ somewhere; None where there is no list."""
    right = {None: "inapplicable", True: "refuted", False: "indistinguishable"}[differs]
    if differs is None and outcome == "indistinguishable":
        return
    if outcome in _NO_ANSWER and differs is not None:
        if differs:
            judge.shortfall("control-inapplicable", name, outcome, right)
    elif outcome != right:
        judge.error("control", name, outcome, right)


def _reversed(manifold, instance):
    """#{(i, j): i in I, j not in I, j > i}, of rank vectors by distinct eigenvalues."""
    if manifold.loss != "sum":
        members = set(manifold.index_set)
        return sum(1 for i in members for j in range(i + 1, instance.m + 1) if j not in members)
    above = instance.spectrum.above(instance.penalty)
    starts = [sum(e.multiplicity for e in above[:i]) for i in range(len(above))]
    taken = [sum(s < i <= s + e.multiplicity for i in manifold.index_set)
             for s, e in zip(starts, above)]
    return sum(taken[i] * (above[j].multiplicity - taken[j])
               for i in range(len(above)) for j in range(i + 1, len(above)))


def _differences(loss, instance):
    """{name of a twin: whether its integers differ on some manifold of the loss}."""
    k, found = instance.k, manifolds(loss, instance).values()
    q = instance.m if loss != "sum" else sum(
        e.multiplicity for e in instance.spectrum.above(instance.penalty))
    normal = [(k - one.rank) * (q - one.rank) for one in found]
    inverted = [one.index - term for one, term in zip(found, normal)]
    return {
        "no-normal-term": any(normal),
        "reversed": any(_reversed(one, instance) != i for one, i in zip(found, inverted)),
        "m-for-q": any((k - one.rank) * (instance.m - q) for one in found),
        "kl": any(k * one.rank != one.nullity for one in found),
        "small-minima": min(k, q) > 0,
        "no-inversions": any(inverted),
    }


def _integer_controls(instance):
    """(id, whether it differs) of the controls whose predictions are integers on every manifold."""
    for loss in LOSSES:
        differs = _differences(loss, instance) if applies(loss, instance) else None
        def of(name, differs=differs):
            return None if differs is None else differs[name]
        yield f"{loss}.index/no-normal-term", of("no-normal-term")
        yield f"{loss}.index/reversed", of("reversed")
        yield f"{loss}.nullity/kl", of("kl")
        yield f"{loss}.strict-saddles/small-minima", of("small-minima")
        if loss == "sum":
            yield "sum.index/m-for-q", of("m-for-q")
            yield "tied.index/no-normal-term", of("no-normal-term")
            yield "tied.index/m-for-q", of("m-for-q")
            yield "tied.nullity/kl", of("kl")
            yield from _distinct_controls(instance, of)
            yield from _ppca_controls(instance, of)


def _distinct_controls(instance, of):
    """The Morse-Bott twins and those of repeated eigenvalues exclude one another."""
    repeated = any(e.multiplicity > 1 for e in instance.spectrum.above(instance.penalty))
    for name, twin in (("doubled", "no-normal-term"), ("no-inversions", "no-inversions"),
                       ("m-for-q", "m-for-q")):
        yield f"sum.morse-bott/{name}", None if repeated else of(twin)
    yield "sum.repeated/fibre-only", of("small-minima") if repeated else None


def _ppca_controls(instance, of):
    if of("kl") is None or instance.samples is None or instance.penalty <= 0:
        return
    noise = instance.penalty / instance.samples
    counted = sum(e.multiplicity for e in instance.spectrum.above(noise))
    q = sum(e.multiplicity for e in instance.spectrum.above(instance.penalty))
    shorter = any(one.rank < instance.k for one in manifolds("sum", instance).values())
    yield "ppca.nullity/kl", of("kl")
    yield "ppca.index/q-at-v", counted != q and shorter

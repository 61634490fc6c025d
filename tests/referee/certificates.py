"""Certificates: what they claim against the list and the referee's own Hessian, and forged ones."""

import json
from fractions import Fraction
from types import SimpleNamespace

from exact import shown
from findings import number
from own_point import OwnPoint, judge_inertia
from reports import applies, check_exit
from theory import manifolds
from forgeries import forge

MOST_UNKNOWNS = 200


def _matrix(rows):
    return [[number(x) for x in row] for row in rows]


def read_certificates(folder):
    """[(name, document)] of the certificates that the index names."""
    index = folder / "index.json"
    if not index.exists():
        return None
    listed = json.loads(index.read_text())["certificates"]
    return [(one["file"], json.loads((folder / one["file"]).read_text())) for one in listed]


def own_point_of(document):
    """The referee's view of the point of a certificate."""
    instance = SimpleNamespace(gram=_matrix(document["gram"]), penalty=number(document["lambda"]),
                               m=len(document["gram"]))
    return OwnPoint(document["claim"]["problem"], instance, _matrix(document["point"]["W1"]),
                    _matrix(document["point"]["W2"]), number(document["radius"]))


def _fits(claim, manifold, unknowns):
    inertia = [int(x) for x in claim["inertia"]]
    low, high = map(number, claim["value"])
    return (int(claim["rank"]) == manifold.rank
            and inertia == [manifold.index, manifold.nullity,
                            unknowns - manifold.index - manifold.nullity]
            and manifold.value.meets(low, high))


def check_claim(judge, instance, name, document, found):
    """The claim is that of a listed manifold, on the given S and lambda."""
    claim = document["claim"]
    problem = claim["problem"]
    judge.equal("certificate-gram", problem, _matrix(document["gram"]), instance.gram)
    if problem != "none":
        judge.equal("certificate-lambda", problem, number(document["lambda"]), instance.penalty)
    unknowns = 2 * instance.m * instance.k
    judge.holds("certificate-claim", problem,
                any(_fits(claim, one, unknowns) for one in found[problem].values()),
                f"{name}: {json.dumps(claim)}", "the claim of a listed manifold")


def check_own(judge, document):
    """The referee's own Hessian at the point of the certificate."""
    own, claim = own_point_of(document), document["claim"]
    judge.holds("own-gradient", claim["problem"], own.may_be_critical_within(own.radius),
                "a gradient too long for the radius", "a critical point within the radius")
    judge_inertia(judge, claim["problem"], own, int(claim["inertia"][0]), int(claim["inertia"][1]))
    value = own.loss.value()
    bound = sum(abs(x) for row in own.hessian for x in row) + own.lipschitz * own.radius
    slack = bound * own.radius**2
    low, high = map(number, claim["value"])
    judge.holds("own-value", claim["problem"], low - slack <= value <= high + slack,
                claim["value"], shown(value))


def check_certificates(judge, recheck, instance, folder, random, own=2, forged=3):
    """All certificates of a run: claims, the rechecker's verdict, Hessians, some forgeries."""
    listed = read_certificates(folder)
    if listed is None:
        judge.shortfall("no-certificates", "index", "no index file", "an index of certificates")
        return
    found = {loss: manifolds(loss, instance) if applies(loss, instance) else {}
             for loss in ("none", "product", "sum")}
    for name, document in listed:
        check_claim(judge, instance, name, document, found)
    if not listed:
        return
    run = recheck.run(*(str(folder / name) for name, _ in listed))
    check_exit(judge, run, (0,), "recheck")
    for _, document in random.sample(listed, min(own, len(listed))):
        check_own(judge, document)
    for _ in range(forged):
        _check_forgery(judge, recheck, folder, random.choice(listed)[1], random)


def _check_forgery(judge, recheck, folder, document, random):
    """A false claim must be rejected with exit code 1; a true one may be rejected, or accepted."""
    name, text, is_false = forge(document, random)
    path = folder / "forged.json"
    path.write_text(text)
    run = recheck.run(str(path))
    judge.compared["forgery" if is_false else "harmless-change"] += 1
    if run.code not in (0, 1):
        judge.error("recheck-crash", name, f"exit {run.code}: {run.err[:200]}", "exit 0 or 1")
    elif is_false and run.code == 0:
        judge.error("forgery-accepted", name, text[:20000], "rejected, exit 1")



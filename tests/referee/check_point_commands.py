"""`laecert probe` and `laecert certify`: one point, judged by the referee's own Hessian as well."""

from fractions import Fraction

from certificates import check_certificates
from exact import shown, squared_norm, transpose
from findings import enclosure, number
from instances import write_matrix
from own_point import OwnPoint, judge_inertia, root_above
from points import critical_point
from reports import applies, check_exit, check_integers, check_predicted, check_value, count_of
from theory import LOSSES, descents, manifolds


def _matrix(rows):
    return [[number(x) for x in row] for row in rows]


def _check_hessian_spectrum(judge, own, told, loss):
    """Each enclosure holds as many eigenvalues of the Hessian as it says."""
    total = 0
    for entry in told:
        low, high = enclosure(entry["value"], entry["radius"])
        count = count_of(entry["count"])
        total += count
        least, most = own.eigenvalues_within(low, high)
        judge.holds("hessian-spectrum", loss, least <= count <= most or count <= most,
                    f"{count} in {entry['value']} +- {entry['radius']}", f"{least} to {most}")
    if told:
        judge.equal("hessian-spectrum", f"{loss}.total", total, own.size)


def _cut(judge, w1, w2):
    """How far the printed weights may be from the exact ones: digits that were cut off."""
    return Fraction(2 * sum(max(1, abs(x)) for row in w1 + w2 for x in row), 10**judge.digits)


def check_point(judge, instance, told, manifold):
    """A printed point against the list and against the loss itself."""
    loss = manifold.loss
    check_integers(judge, told, manifold)
    check_value(judge, instance, told, manifold)
    check_predicted(judge, told, manifold)
    judge.equal("tangent-dimension", loss, count_of(told["tangent_dimension"]), manifold.dimension)
    if manifold.rank_vector is None:
        judge.equal("descends-to", loss, sorted(map(tuple, told["descends_to"])),
                    sorted(descents(manifold, instance)))
    w1, w2 = _matrix(told["W1"]), _matrix(told["W2"])
    radius = number(told["point_radius"])
    own = OwnPoint(loss, instance, w1, w2, radius + _cut(judge, w1, w2))
    judge.holds("own-gradient", loss, own.may_be_critical_within(own.radius),
                f"gradient too long for radius {told['point_radius']}", "a critical point")
    if not own.may_be_critical_within(radius):
        judge.shortfall("print-radius", f"{loss}.point",
                        f"no critical point within point_radius {told['point_radius']} of W1, W2",
                        "a radius that covers the decimals cut off")
    if told["index"] is not None and told["nullity"] is not None:
        judge_inertia(judge, loss, own, count_of(told["index"]), count_of(told["nullity"]))
    _check_hessian_spectrum(judge, own, told["hessian_spectrum"], loss)
    _check_transpose_gap(judge, told, w1, w2, radius, loss)


def _check_transpose_gap(judge, told, w1, w2, radius, loss):
    difference = squared_norm([[x - y for x, y in zip(r, s)] for r, s in zip(w1, transpose(w2))])
    gap = number(told["transpose_gap"])
    if radius == 0:
        slack = Fraction(1, 10**5) * root_above(difference)
        judge.holds("transpose-gap", loss, (gap + slack)**2 >= difference, told["transpose_gap"],
                    f"sqrt({shown(difference)})")


def check_probe(judge, programs, instance, folder, random):
    """A manifold of the list, or an index set that is on no list."""
    loss = random.choice(LOSSES)
    arguments = ["probe", *instance.arguments(folder), "--loss", loss, "--json", "-"]
    listed = manifolds(loss, instance) if applies(loss, instance) else {}
    if not listed or random.random() < 0.1:
        return _probe_unlisted(judge, programs, instance, listed, arguments)
    manifold = random.choice(sorted(listed.values(), key=lambda one: one.index_set))
    arguments += ["--index-set", ",".join(map(str, manifold.index_set)) or "{}"]
    if random.random() < 0.4:
        arguments += ["--frame", f"random:{random.randint(1, 99)}"]
    if random.random() < 0.2:
        judge.digits = random.choice((5, 60, 90))
        arguments += ["--digits", str(judge.digits)]
    certified = random.random() < 0.3
    if certified:
        arguments += ["--certificates", str(folder / "certificates")]
    run = programs.laecert.run(*arguments)
    document = run.json
    check_exit(judge, run, (0,), "probe")
    if document is None or "refused" in document or run.code:
        if run.code == 0:
            judge.error("no-report", "probe", run.err[:300], "a point")
        return run
    check_point(judge, instance, document, manifold)
    if certified:
        check_certificates(judge, programs.recheck, instance, folder / "certificates", random, 1, 2)
    return run


def _probe_unlisted(judge, programs, instance, listed, arguments):
    """An index set that no manifold has: no point may be told as one of the list."""
    index_set = "{}" if not listed else ",".join(map(str, range(1, instance.k + 2)))
    run = programs.laecert.run(*arguments, "--index-set", index_set)
    document = run.json
    check_exit(judge, run, (0, 2, 64), "probe-unlisted")
    if run.code == 0 and document is None:
        judge.shortfall("no-report", "probe-unlisted", f"exit 0, nothing written: {run.err[:200]}",
                        "a report that says inapplicable, or an exit code that is not 0")
    elif run.code == 0 and listed:
        judge.error("index-set", "probe-unlisted", document.get("index_set"), "refused")
    return run


def _perturbed(random, w1, w2, size):
    def moved(rows):
        return [[x + Fraction(random.randint(-9, 9), 10) * size for x in row] for row in rows]
    return moved(w1), moved(w2)


def _distance(a, b):
    return squared_norm([[x - y for x, y in zip(r, s)] for r, s in zip(a[0], b[0])]) \
        + squared_norm([[x - y for x, y in zip(r, s)] for r, s in zip(a[1], b[1])])


def check_certify(judge, programs, instance, folder, random):
    """Weights on a manifold, beside it, or far from every critical point."""
    loss = random.choice(LOSSES)
    if not applies(loss, instance):
        return None
    listed = sorted(manifolds(loss, instance).values(), key=lambda one: one.index_set)
    manifold = random.choice(listed)
    exact = critical_point(loss, instance, manifold.index_set, random)
    if exact is None or random.random() < 0.2:
        return _certify_far(judge, programs, instance, loss, folder, random)
    size = random.choice([Fraction(0), *(Fraction(1, 10**e) for e in (9, 20, 60))])
    given = _perturbed(random, *exact, size)
    run = _run_certify(programs, instance, loss, given, folder)
    document = run.json
    check_exit(judge, run, (0,), "certify")
    if document is None or "refused" in document:
        return run
    if "index_set" not in document:
        judge.holds("unmatched", "certify", run.code == 2, f"exit {run.code} on no listed manifold",
                    f"{manifold.name}, or exit 2")
        return run
    check_point(judge, instance, document, manifold)
    _check_distance(judge, document, manifold, _distance(exact, given), loss)
    return run


def _check_distance(judge, told, manifold, squared, loss):
    """The printed distance is an upper bound, at an isolated point of the very distance."""
    distance = number(told["given"]["distance"])
    if manifold.nullity == 0:
        judge.compared["distance"] += 1
        # A few parts in 1e15 below it is the printing; a claim all the same, rounded the wrong way.
        if distance**2 < squared * (1 - Fraction(1, 1000)) and squared > Fraction(1, 10**70):
            judge.error("distance", loss, told["given"]["distance"], f"sqrt({shown(squared)})")
        elif distance**2 < squared:
            judge.shortfall("rounded-down", f"{loss}.distance", told["given"]["distance"],
                            f"at least sqrt({shown(squared)})")


def _run_certify(programs, instance, loss, given, folder):
    write_matrix(folder / "w1.csv", given[0])
    write_matrix(folder / "w2.csv", given[1])
    return programs.laecert.run("certify", *instance.arguments(folder), "--loss", loss, "--w1",
                                str(folder / "w1.csv"), "--w2", str(folder / "w2.csv"),
                                "--json", "-")


def _certify_far(judge, programs, instance, loss, folder, random):
    """Random weights: refused wherever the gradient is too long for a critical point nearby."""
    def weights(rows, columns):
        return [[Fraction(random.randint(-20, 20), 10) for _ in range(columns)]
                for _ in range(rows)]
    given = weights(instance.k, instance.m), weights(instance.m, instance.k)
    within = Fraction(1, 10**6)
    if OwnPoint(loss, instance, *given, within).may_be_critical_within(within):
        return None
    run = _run_certify(programs, instance, loss, given, folder)
    judge.compared["refusal"] += 1
    if run.code == 0:
        judge.error("certified-far-point", loss, run.out[:2000], "refused, exit 2")
    elif run.code != 2:
        check_exit(judge, run, (2,), "certify-far")
    return run

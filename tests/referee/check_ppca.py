"""`laecert ppca`: components, noise, likelihood, weights, which models agree, exit code."""

from fractions import Fraction

from check_verify import says_undecided
from exact import product, shown, trace, transpose
from expectations import HOLDS, INAPPLICABLE, expected_statements, judge_verdict
from findings import number
from instances import Instance, text_of
from logarithm import LOG_TWO_PI, log
from points import square_root
from reports import check_enclosed, check_exit, check_spectrum, count_of
from spectrum import Interval


def times(interval, factor):
    """The interval times a rational that is not negative."""
    return Interval(interval.low * factor, interval.high * factor)


def _noise_by_likelihood(instance):
    """v by maximum likelihood as an interval, or None where it does not exist."""
    m, k = instance.m, instance.k
    rank = m - instance.spectrum.zero_count()
    if k >= m or rank <= k:
        return None
    total = Interval(0)
    for eigenvalue in instance.spectrum.all()[k:]:
        total = total + eigenvalue.interval()
    return times(total, Fraction(1, (m - k) * instance.samples))


def _log_likelihood(instance, noise, rank):
    """The log likelihood of the estimate of this rank, as an interval."""
    n, m = instance.samples, instance.m
    total = times(LOG_TWO_PI, m)
    for i, eigenvalue in enumerate(instance.spectrum.all()):
        level = times(eigenvalue.interval(), Fraction(1, n))
        if i < rank:
            total = total + Interval(log(level.low).low, log(level.high).high) + 1
        else:
            total = total + Interval(log(noise.low).low, log(noise.high).high)
            total = total + Interval(level.low / noise.high, level.high / noise.low)
    return -times(total, Fraction(n, 2))


def _check_components(judge, instance, document):
    spectrum, n = instance.spectrum.all(), instance.samples
    top = spectrum[0].interval().high / n
    for told, eigenvalue in zip(document["components"], spectrum):
        variance, ratio = told["variance"], told["ratio"]
        factor = Fraction(1, n) if document["divisor"] == "n" else Fraction(1, n - 1)
        check_enclosed(judge, "ppca.variance", times(eigenvalue.interval(), factor),
                       variance["value"], variance["radius"], top)
        if ratio is not None:
            check_enclosed(judge, "ppca.ratio", times(eigenvalue.interval(), 1 / instance.trace),
                           ratio["value"], ratio["radius"], 1)
        if told["direction"]:
            _check_direction(judge, instance, told, eigenvalue)


def _check_direction(judge, instance, told, eigenvalue):
    """|S u - s u| <= 2 |S| |du| for a printed unit vector u with an error du."""
    u = [number(x) for x in told["direction"]]
    error = number(told["direction_radius"]) * len(u)
    moved = [sum(x * y for x, y in zip(row, u)) for row in instance.gram]
    s = eigenvalue.interval()
    rest = max(abs(a - s.low * b) for a, b in zip(moved, u))
    slack = 2 * instance.trace * error + (s.high - s.low)
    judge.holds("ppca-direction", "direction", rest <= slack, told["direction"],
                "an eigenvector of S within the radius")


def _check_estimate(judge, instance, document, noise):
    told = document["estimate"]
    above = sum(e.multiplicity for e in instance.spectrum.distinct
                if e.interval().low > noise.high * instance.samples)
    if told is None:
        judge.shortfall("undecided", "ppca.estimate", document["undecided"], "an estimate")
        return
    check_enclosed(judge, "ppca.noise", noise, told["noise_variance"]["value"],
                   told["noise_variance"]["radius"], noise.high)
    rank = min(instance.k, above)
    judge.equal("ppca-rank", "estimate", count_of(told["rank"]), rank)
    right = _log_likelihood(instance, noise, rank)
    check_enclosed(judge, "ppca.log-likelihood", right, told["log_likelihood"]["value"],
                   told["log_likelihood"]["radius"], max(1, abs(right.low)))
    if told["W"]:
        _check_weights(judge, instance, told, noise, rank)


def _check_weights(judge, instance, told, noise, rank):
    """tr W^T W is the sum of s_i/n - v, and (S/n) W = W (W^T W + v), within the radius."""
    w = [[number(x) for x in row] for row in told["W"]]
    size, cells = sum(abs(x) for row in w for x in row), instance.m * instance.k
    error = number(told["W_radius"])
    square = product(transpose(w), w)
    right = Interval(0)
    for eigenvalue in instance.spectrum.all()[:rank]:
        right = right + times(eigenvalue.interval(), Fraction(1, instance.samples)) - noise
    slack = 2 * size * error + cells * error * error
    judge.holds("ppca-weights", "norm",
                right.low - slack <= trace(square) <= right.high + slack,
                shown(trace(square)), repr(right))
    left = product(instance.gram, w)
    for i in range(instance.m):
        for a in range(instance.k):
            came = left[i][a] / instance.samples
            want = sum(w[i][b] * square[b][a] for b in range(instance.k)) + noise.low * w[i][a]
            bound = instance.trace / instance.samples + 3 * size * size + noise.high
            bound = bound * cells * error + (noise.high - noise.low) * size + slack * size
            judge.holds("ppca-weights", "stationary", abs(came - want) <= bound,
                        shown(came - want), f"within {shown(bound)}")


def _is_wall(instance, noise):
    """Whether n v is an eigenvalue: it, or the mean that it is, lies within 2^-600 of one."""
    level = times(noise, instance.samples)
    return any(e.interval().low <= level.high and level.low <= e.interval().high
               for e in instance.spectrum.distinct)


def _outcomes(wall, decided):
    """The outcomes that P1, P2 and P5 may have, from the statements at the v decided at."""
    expected = expected_statements(decided)
    for model, name in (("P1", "ppca.stationary"), ("P2", "ppca.index"),
                        ("P5", "ppca.regression-map")):
        standing = expected[name][0]
        agrees = "agrees for l = k" if wall and model != "P5" else "agrees"
        if standing == INAPPLICABLE:
            yield model, ("inapplicable",)
        elif standing == HOLDS:
            yield model, (agrees,)
        else:
            yield model, (agrees, "inapplicable")


def _check_agreement(judge, instance, document, noise):
    decided = Instance(instance.kind, instance.gram, instance.k,
                       number(document["decided_at"]) * instance.samples, instance.samples,
                       instance.frame)
    told = {one["model"]: one for one in document["agreement"]}
    for model, right in _outcomes(_is_wall(instance, noise), decided):
        outcome = told[model]["outcome"]
        judge.compared["agreement"] += 1
        if outcome == "undecided":
            judge.shortfall("undecided", f"ppca.{model}", outcome, right)
        elif outcome not in right:
            judge.error("agreement", f"ppca.{model}", outcome, right)
    expected = expected_statements(decided)
    for model in ("P1", "P2", "P5"):
        for one in told[model]["statements"]:
            standing, floor = expected[one["id"]]
            judge_verdict(judge, one["id"], standing, floor, one["verdict"], one["reason"])
    _check_joint(judge, instance, document, told["P3"])
    for control in document["controls"]:
        if control["outcome"] == "holds":
            judge.error("control-holds", control["id"], "holds", "refuted or indistinguishable")


def _check_joint(judge, instance, document, told):
    """P3 shrinks sigma_i by v/tau: for two different sigma_i it asks for two values of lambda."""
    prior = number(document["prior_variance"])
    root = square_root(prior)
    if told["outcome"] == "undecided":
        judge.shortfall("undecided", "ppca.P3", "undecided", "decided")
    if root is None or document["noise"] != "given":
        return
    level = (number(document["decided_at"]) / root)**2
    active = instance.spectrum.above(level)
    first, count = [], 0
    for eigenvalue in active:
        if count < instance.k:
            first.append(eigenvalue)
        count += eigenvalue.multiplicity
    if len(first) >= 2:
        judge.holds("agreement", "ppca.P3", told["outcome"] in ("does not agree", "undecided"),
                    told["outcome"], "does not agree")


def check_ppca(judge, programs, instance, folder, random):
    """pPCA at a given noise variance, or by maximum likelihood."""
    if instance.table is not None or instance.penalty <= 0:
        return None
    samples = max(2, instance.samples or instance.m + random.randint(1, 5))
    instance = Instance(instance.kind, instance.gram, instance.k, instance.penalty, samples,
                        instance.frame, instance.spectrum_text)
    by_likelihood = random.random() < 0.5
    given = instance.arguments(folder)
    place = given.index("--lambda")
    value = "ml" if by_likelihood else text_of(instance.penalty / samples)
    given[place:place + 2] = ["--noise-variance", value]
    run = programs.laecert.run("ppca", *given, "--json", "-")
    document = run.json
    noise = Interval(instance.penalty / samples)
    if by_likelihood:
        noise = _noise_by_likelihood(instance)
    if document is None:
        check_exit(judge, run, (0,) if noise is None else (), "ppca")
        return run
    check_exit(judge, run, (0,), "ppca", says_undecided(document))
    if noise is None:
        judge.holds("ppca-inapplicable", "ml", document["inapplicable"], document["inapplicable"],
                    "inapplicable: k < m and rank S > k fail")
        return run
    if document["undecided"] or document["inapplicable"]:
        judge.shortfall("undecided", "ppca", document["undecided"] or document["inapplicable"],
                        "an estimate")
        return run
    if not by_likelihood:
        check_spectrum(judge, instance, document)
    if instance.trace:
        _check_components(judge, instance, document)
    _check_estimate(judge, instance, document, noise)
    _check_agreement(judge, instance, document, noise)
    return run

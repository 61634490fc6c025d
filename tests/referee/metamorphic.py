"""Metamorphic families: changes of an instance that no verdict, index or nullity may notice."""

from fractions import Fraction

from exact import random_orthogonal, shown
from findings import enclosure
from instances import KINDS, Instance, gram_of
from reports import count_of, name_of

# Exact and enclosed are both proofs; which of them depends on how an instance is told.
_PROVED = ("exact", "enclosed")


def _table(random):
    """A table of samples that has no special structure; centred or not."""
    m, n, k = random.choice((2, 3)), random.randint(3, 6), random.choice((1, 2))
    rows = [[Fraction(random.randint(-99, 99), 10) for _ in range(m)] for _ in range(n)]
    return _from_rows(rows, k, Fraction(random.randint(1, 900), 10), [])


def _from_rows(rows, k, penalty, options):
    gram = gram_of(rows, "--center" in options)
    return Instance("metamorphic", gram, k, penalty, len(rows), table=rows, table_options=options)


def scaled(random):
    """(S, lambda) -> (c S, c lambda), c = 2^j or 10^j, |j| <= 300."""
    kinds = "rational", "exact-point", "irrational", "repeated", "padded"
    base = KINDS[random.choice(kinds)](random)
    base.samples = None if random.random() < 0.5 else max(base.m, 4)
    factor = Fraction(random.choice((2, 10)))**random.randint(-300, 300)
    return base, base.scaled(factor), factor, ()


def rotated_samples(random):
    """X -> X Q for an exact rational rotation Q of the samples: S is the same."""
    base = _table(random)
    q = random_orthogonal(random, len(base.table), 3)
    rows = [[sum(q[i][j] * base.table[i][c] for i in range(len(q))) for c in range(base.m)]
            for j in range(len(q))]
    return base, _from_rows(rows, base.k, base.penalty, []), Fraction(1), ()


def permuted_columns(random):
    """Variables in another order."""
    base = _table(random)
    order = random.sample(range(base.m), base.m)
    options = random.choice(([], ["--center"]))
    base = _from_rows(base.table, base.k, base.penalty, options)
    rows = [[row[i] for i in order] for row in base.table]
    return base, _from_rows(rows, base.k, base.penalty, options), Fraction(1), ()


def zero_columns(random):
    """Variables that are always zero: nothing changes for `sum`, but m."""
    base = _table(random)
    rows = [row + [Fraction(0)] for row in base.table]
    loose = ("none.", "product.", "ppca.", "search.", "sum.index/m-for-q", "tied.index/m-for-q",
             "sum.morse-bott/m-for-q", "grassmannian.")
    return base, _from_rows(rows, base.k, base.penalty, []), Fraction(1), loose


def permuted_samples(random):
    """Samples in another order, centred or not."""
    base = _table(random)
    options = random.choice(([], ["--center"]))
    base = _from_rows(base.table, base.k, base.penalty, options)
    rows = random.sample(base.table, len(base.table))
    return base, _from_rows(rows, base.k, base.penalty, options), Fraction(1), ()


def doubled_samples(random):
    """Each sample twice, lambda twice. The twin that counts above v for n v knows n."""
    base = _table(random)
    rows = base.table + base.table
    loose = ("ppca.index/q-at-v",)
    return base, _from_rows(rows, base.k, 2 * base.penalty, []), Fraction(2), loose


def transposed(random):
    """The same samples as columns of the file."""
    base = _table(random)
    return base, _from_rows(base.table, base.k, base.penalty, ["--columns-are-samples"]), \
        Fraction(1), ()


FAMILIES = (scaled, rotated_samples, permuted_columns, zero_columns, permuted_samples,
            doubled_samples, transposed)


def _standing(verdict):
    return "proved" if verdict in _PROVED else verdict


def _compare_verdicts(judge, family, first, second, loose):
    for rows, key in (("statements", "verdict"), ("controls", "outcome")):
        other = {one["id"]: one[key] for one in second[rows]}
        for one in first[rows]:
            if one["id"].startswith(loose):
                continue
            judge.compared["metamorphic"] += 1
            came = _standing(one[key]), _standing(other.get(one["id"]))
            if came[0] != came[1]:
                told = f"{family}: {one['id']} {came[0]}, then {came[1]}"
                record = judge.shortfall if "undecided" in came else judge.error
                record("metamorphic", one["id"], told, "the same verdict")


def _compare_manifolds(judge, family, first, second, factor, loose):
    other = {(one["loss"], name_of(one)): one for one in second["manifolds"]}
    for one in first["manifolds"]:
        if f"{one['loss']}." in loose:
            continue
        twin = other.get((one["loss"], name_of(one)))
        if not judge.holds("metamorphic", f"{family}.list", twin, "missing", name_of(one)):
            continue
        for key in ("rank", "dimension", "index", "nullity"):
            if one[key] is not None and twin[key] is not None:
                judge.equal("metamorphic", f"{family}.{key}", count_of(twin[key]),
                            count_of(one[key]))
        if one["value"] is not None and twin["value"] is not None:
            a, b = enclosure(one["value"], one["radius"]), enclosure(twin["value"], twin["radius"])
            judge.holds("metamorphic", f"{family}.value",
                        factor * a[0] <= b[1] and b[0] <= factor * a[1], twin["value"],
                        f"{shown(factor)} times {one['value']}")


def check_metamorphic(judge, programs, random, folder):
    """One pair of instances: verify on both, their reports compared. Returns the second run."""
    make = random.choice(FAMILIES)
    base, changed, factor, loose = make(random)
    runs = []
    for instance in (base, changed):
        arguments = instance.arguments(folder)
        runs.append(programs.laecert.run("verify", *arguments, "--json", "-"))
    if runs[0].json is None or runs[1].json is None:
        for run in runs:
            if run.json is None:
                judge.error("no-report", make.__name__, f"exit {run.code}: {run.err[:300]}",
                            "a report")
        return runs[1]
    judge.compared["metamorphic"] += 1
    if runs[0].code != runs[1].code:
        codes = {runs[0].code, runs[1].code}
        record = judge.shortfall if codes == {0, 2} else judge.error
        record("metamorphic", "exit-code", f"{make.__name__}: {runs[0].code}, then {runs[1].code}",
               "the same exit code")
    _compare_verdicts(judge, make.__name__, runs[0].json, runs[1].json, loose)
    _compare_manifolds(judge, make.__name__, runs[0].json, runs[1].json, factor, loose)
    return runs[1]



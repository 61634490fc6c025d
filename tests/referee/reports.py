"""Comparisons that several commands share: instance, spectrum, manifolds, counts."""

from fractions import Fraction

from exact import shown
from findings import enclosure, number
from theory import reason_against

# A radius may be this many units of the last digit asked for, relative to the scale.
WIDE_UNITS = 100


def count_of(value):
    """An integer, given as a number or as text; None for null."""
    return None if value is None else int(value)


def check_instance(judge, instance, document):
    """m, n, k and lambda are those that were given."""
    told = document["instance"]
    judge.equal("instance", "m", count_of(told["m"]), instance.m)
    judge.equal("instance", "k", count_of(told["k"]), instance.k)
    judge.equal("instance", "n", count_of(told["n"]), instance.samples)
    judge.equal("instance", "lambda", number(told["lambda"]), instance.penalty)


def check_enclosed(judge, subject, interval, value, radius, scale):
    """A printed enclosure meets the right one, which is as good as a number but where a sum has
    cancelled; its radius is small beside the scale."""
    low, high = enclosure(value, radius)
    judge.holds("value", subject, low <= interval.high and interval.low <= high,
                f"{value} +- {radius}", repr(interval))
    if high - low > 2 * WIDE_UNITS * scale / Fraction(10)**judge.digits:
        judge.shortfall("wide", subject, f"radius {radius}", f"small beside {shown(scale)}")


def check_spectrum(judge, instance, document):
    """Every printed eigenvalue, their number, and q."""
    told, right = document["spectrum"], instance.spectrum.all()
    if not told:
        if right:
            judge.shortfall("undecided", "spectrum", "no spectrum", f"{len(right)} eigenvalues")
        return
    if judge.equal("spectrum", "count", len(told), len(right)):
        top = right[0].interval().high if right else Fraction(0)
        for entry, eigenvalue in zip(told, right):
            check_enclosed(judge, "spectrum", eigenvalue.interval(), entry["value"],
                           entry["radius"], top)
    q = sum(e.multiplicity for e in instance.spectrum.above(instance.penalty))
    if document["q"] is None:
        judge.shortfall("undecided", "q", "null", q)
    else:
        judge.equal("spectrum", "q", count_of(document["q"]), q)


def name_of(told):
    """The name of a printed manifold: its rank vector, or its index set."""
    vector = told.get("rank_vector")
    return tuple(vector) if vector is not None else tuple(told["index_set"])


def check_integers(judge, told, right, required=True):
    """Rank, dimension, index and nullity of a printed manifold, and its index set."""
    subject = right.loss
    judge.equal("index-set", subject, tuple(told["index_set"]), right.index_set)
    for key in ("rank", "dimension", "index", "nullity"):
        came = count_of(told[key])
        if came is None and required:
            judge.shortfall("undecided", f"{subject}.{key}", "null", getattr(right, key))
        elif came is not None:
            judge.equal(key, subject, (right.name, came), (right.name, getattr(right, key)))


def check_value(judge, instance, told, right):
    """The value of a printed manifold."""
    if told["value"] is None:
        judge.shortfall("undecided", f"{right.loss}.value", "null", repr(right.value))
        return
    check_enclosed(judge, f"{right.loss}.value", right.value, told["value"], told["radius"],
                   instance.trace)


def check_predicted(judge, told, right):
    """What a report says that the theory predicts."""
    predicted = told["predicted"]
    for key in ("index", "nullity"):
        if predicted[key] is not None:
            judge.equal(f"predicted-{key}", right.loss, count_of(predicted[key]),
                        getattr(right, key))
    if predicted["value"] is not None:
        centre, digits = number(predicted["value"]), right.value
        slack = last_place(predicted["value"]) + (digits.high - digits.low)
        judge.holds("predicted-value", right.loss,
                    digits.low - slack <= centre <= digits.high + slack,
                    predicted["value"], repr(digits))


def last_place(text):
    """What one unit of the last digit of a decimal is worth, zeros at the end of an integer left
    out; 0 of a fraction. Decimals without a radius are cut off there."""
    if "/" in text:
        return Fraction(0)
    digits, _, exponent = text.partition("e")
    whole, _, places = digits.partition(".")
    zeros = 0 if places else len(whole) - len(whole.rstrip("0"))
    return Fraction(10)**(int(exponent or 0) - len(places) + zeros)


def check_list(judge, loss, told, right):
    """The names of all printed manifolds are those of the list, each once."""
    names = [name_of(one) for one in told]
    judge.holds("list", loss, sorted(names) == sorted(right), sorted(names), sorted(right))
    return [(one, right[name_of(one)]) for one in told if name_of(one) in right]


def check_counts(judge, loss, told, found):
    """counts[rank][index]: how many manifolds have them."""
    came = {(rank, index): int(count) for rank, row in enumerate(told)
            for index, count in enumerate(row) if int(count)}
    judge.equal("counts", loss, came, found)


def applies(loss, instance):
    """Whether the list of a loss holds on the instance."""
    return reason_against(loss, instance) is None


def check_exit(judge, run, allowed, subject, undecided=False):
    """The exit code: one of those allowed; 2 where the report itself says undecided."""
    judge.compared["exit-code"] += 1
    right = (2,) if undecided else allowed
    if run.code is None:
        judge.shortfall("timeout", subject, "no end within the time limit", f"exit {right}")
    elif run.code in (70, 134, 139) or run.code < 0:
        judge.error("crash", subject, f"exit {run.code}: {run.err.strip()[:300]}", f"exit {right}")
    elif run.code == 2 and not undecided and 2 not in allowed:
        judge.shortfall("undecided", subject, f"exit 2: {run.err.strip()[:300]}", f"exit {right}")
    elif run.code not in right:
        judge.error("exit-code", subject, f"exit {run.code}: {run.err.strip()[:300]}",
                    f"exit {right}")

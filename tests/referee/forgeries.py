"""Forged and mutated certificates, and whether what they claim is false.

A mutation returns True where the referee knows that the file must be rejected: what it claims is
false, or it is not of the form that the page on certificates asks for. Else it is left open.
"""

import copy
import json
from fractions import Fraction
from types import SimpleNamespace

from exact import inertia, squared_norm, transpose
from losses import Loss
from own_point import OwnPoint, root_above


def _fractions(rows):
    return [[Fraction(x) for x in row] for row in rows]


def _no_critical_point_within(document):
    """Whether the gradient at the point is too long for a critical point within the radius."""
    gram = _fractions(document["gram"])
    if gram != transpose(gram):
        return True
    instance = SimpleNamespace(gram=gram, penalty=Fraction(document["lambda"]), m=len(gram))
    w1, w2 = _fractions(document["point"]["W1"]), _fractions(document["point"]["W2"])
    radius = Fraction(document["radius"])
    if radius == 0:
        return any(Loss(document["claim"]["problem"], gram, instance.penalty, w1, w2).gradient())
    own = OwnPoint(document["claim"]["problem"], instance, w1, w2, radius)
    return not own.may_be_critical_within(radius)


def _entry(matrix, random):
    i = random.randrange(len(matrix))
    return i, random.randrange(len(matrix[i]))


def _changed_digit(text, random):
    places = [i for i, c in enumerate(text) if c.isdigit()]
    place = random.choice(places)
    digit = random.choice([d for d in "123456789" if d != text[place]])
    return str(Fraction(text[:place] + digit + text[place + 1:]))


def point_digit(document, random):
    """One digit of one weight."""
    weights = document["point"][random.choice(("W1", "W2"))]
    i, j = _entry(weights, random)
    weights[i][j] = _changed_digit(weights[i][j], random)
    return _no_critical_point_within(document)


def gram_digit(document, random):
    """One digit of S, on both sides of the diagonal or on one."""
    gram = document["gram"]
    i, j = _entry(gram, random)
    gram[i][j] = _changed_digit(gram[i][j], random)
    if random.random() < 0.7:
        gram[j][i] = gram[i][j]
    symmetric = _fractions(gram)
    return symmetric != transpose(symmetric) or inertia(symmetric)[0] > 0 \
        or _no_critical_point_within(document)


def penalty_digit(document, random):
    """One digit of lambda."""
    document["lambda"] = _changed_digit(document["lambda"], random)
    return _no_critical_point_within(document)


def inertia_moved(document, random):
    """One eigenvalue counted under another sign."""
    counts = document["claim"]["inertia"]
    source = random.choice([i for i in range(3) if int(counts[i])])
    target = random.choice([i for i in range(3) if i != source])
    counts[source], counts[target] = str(int(counts[source]) - 1), str(int(counts[target]) + 1)
    return True


def value_beside(document, random):
    """A value interval that leaves out the true value, by as little as 1e-60."""
    low, high = map(Fraction, document["claim"]["value"])
    width = high - low
    scale = max(abs(low), abs(high), width, Fraction(1, 10**200))
    step = scale / 10**random.choice((0, 3, 10, 30, 60))
    shifted = (high + step, high + step + width)
    if random.random() < 0.5:
        shifted = (low - step - width, low - step)
    document["claim"]["value"] = [str(x) for x in shifted]
    return True


def value_reversed(document, _):
    """An empty value interval."""
    low, high = map(Fraction, document["claim"]["value"])
    document["claim"]["value"] = [str(high + 1), str(low)]
    return True


def value_widened(document, _):
    """A wider value interval: still true."""
    low, high = map(Fraction, document["claim"]["value"])
    document["claim"]["value"] = [str(low - 1), str(high + 1)]
    return False


def radius_negative(document, _):
    """A negative radius."""
    document["radius"] = "-1/1000"
    return True


def radius_zero(document, _):
    """An approximate point called exact."""
    document["radius"] = "0"
    return _no_critical_point_within(document)


def radius_shrunk(document, random):
    """A radius that is too small for the point."""
    document["radius"] = str(Fraction(document["radius"]) / 10**random.choice((3, 20, 200)))
    return _no_critical_point_within(document)


def gap_wrong(document, random):
    """A gap that is not positive, or above every singular value of the bordered matrix."""
    if random.random() < 0.5:
        document["gap"] = random.choice(("0", "-1", "-" + document["gap"]))
        return True
    gram = _fractions(document["gram"])
    w1, w2 = _fractions(document["point"]["W1"]), _fractions(document["point"]["W2"])
    problem, penalty = document["claim"]["problem"], Fraction(document["lambda"])
    hessian = Loss(problem, gram, penalty, w1, w2).hessian()
    total = squared_norm(hessian) + (squared_norm(w1) + squared_norm(w2) + 1) * 1000 * (1 + sum(
        squared_norm(_fractions(g)) for g in document["generators"] + document["commutant"]))
    document["gap"] = str(root_above(total) + 1)
    return True


def generator_dropped(document, random):
    """One symmetry direction less than the nullity."""
    lists = [key for key in ("generators", "commutant") if document[key]]
    if not lists:
        k = len(document["point"]["W1"])
        document["generators"] = [[["0"] * k] * k]
        return True
    key = random.choice(lists)
    document[key].pop(random.randrange(len(document[key])))
    return True


def generator_repeated(document, random):
    """One symmetry direction in place of another, or of none."""
    directions = document["generators"]
    if len(directions) < 2:
        return generator_dropped(document, random)
    i, j = random.sample(range(len(directions)), 2)
    directions[i] = copy.deepcopy(directions[j])
    return True


def generators_permuted(document, random):
    """The symmetry directions in another order: still true."""
    random.shuffle(document["generators"])
    return False


def units_permuted(document, random):
    """The units of the encoder alone in another order."""
    rows = document["point"]["W1"]
    before = copy.deepcopy(rows)
    random.shuffle(rows)
    return rows != before and _no_critical_point_within(document)


def problem_exchanged(document, random):
    """Another loss."""
    claim = document["claim"]
    others = [p for p in ("none", "product", "sum") if p != claim["problem"]]
    claim["problem"] = random.choice(others)
    return _no_critical_point_within(document)


def rank_moved(document, random):
    """Another rank."""
    claim = document["claim"]
    claim["rank"] = str(abs(int(claim["rank"]) + random.choice((-1, 1))))
    return True


def gap_of_transpose(document, random):
    """A transpose gap that is below the true one, or negative."""
    claim = document["claim"]
    w1, w2 = _fractions(document["point"]["W1"]), _fractions(document["point"]["W2"])
    difference = squared_norm([[x - y for x, y in zip(r, s)] for r, s in zip(w1, transpose(w2))])
    if random.random() < 0.5:
        claim["transpose_gap"] = "-1/1000"
        return True
    claim["transpose_gap"] = "0"
    return difference > (4 * Fraction(document["radius"]))**2


def form_broken(document, random):
    """A number that is not canonical, a key too many or too few."""
    choice = random.randrange(4)
    if choice == 0:
        i, j = _entry(document["gram"], random)
        text = document["gram"][i][j]
        document["gram"][i][j] = random.choice(("0" + text.lstrip("-"), text + ".0", "+" + text,
                                                text + "e0", text + "/1", "-0", " " + text))
    elif choice == 1:
        document[random.choice(("note", "Format"))] = "1"
    elif choice == 2:
        del document[random.choice(sorted(document))]
    else:
        document["claim"][random.choice(("m", "k"))] = random.choice(("0", "9", "-1", "1.0"))
    return True


MUTATIONS = (
    point_digit, gram_digit, penalty_digit, inertia_moved, value_beside, value_reversed,
    value_widened, radius_negative, radius_zero, radius_shrunk, gap_wrong, generator_dropped,
    generator_repeated, generators_permuted, units_permuted, problem_exchanged, rank_moved,
    gap_of_transpose, form_broken)


def forge(document, random):
    """(name, text, is_false): a mutated copy of a certificate, and whether it must be rejected."""
    forged, mutation = copy.deepcopy(document), random.choice(MUTATIONS)
    is_false = mutation(forged, random)
    text = json.dumps(forged)
    if is_false and json.loads(text) == document:
        is_false = False
    return mutation.__name__, text, is_false

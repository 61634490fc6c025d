"""`laecert verify`: every verdict, manifold, count, control, certificate and the exit code."""

from certificates import MOST_UNKNOWNS, check_certificates
from controls import check_controls
from expectations import KNOWN_FALSE, expected_statements, judge_verdict
from reports import applies, check_counts, check_exit, check_instance, check_integers, check_list
from reports import check_predicted, check_spectrum, check_value
from theory import LOSSES, counts, manifolds


def check_manifolds(judge, instance, document):
    """The manifolds of every loss whose hypotheses hold, and none of any other."""
    for loss in LOSSES:
        told = [one for one in document["manifolds"] if one["loss"] == loss]
        if not applies(loss, instance):
            judge.holds("list", loss, not told, f"{len(told)} manifolds", "no list: inapplicable")
            continue
        right = manifolds(loss, instance)
        if not told and right:
            judge.shortfall("undecided", f"{loss}.manifolds", "no manifolds", f"{len(right)}")
            continue
        for one, manifold in check_list(judge, loss, told, right):
            check_integers(judge, one, manifold)
            check_value(judge, instance, one, manifold)
            check_predicted(judge, one, manifold)
            for key in ("point", "inertia"):
                if one[key] == "undecided":
                    judge.shortfall("undecided", f"{loss}.{key}", f"{manifold.name} undecided",
                                    "enclosed or better")
                elif one[key] not in ("enclosed", "exact"):
                    judge.error("manifold-verdict", f"{loss}.{key}", one[key], "enclosed or better")


def check_statements(judge, instance, document):
    """All verdicts against what the hypotheses of each statement say on the instance."""
    told = {one["id"]: one for one in document["statements"]}
    for name, (standing, floor) in expected_statements(instance).items():
        if name not in told:
            judge.error("missing-statement", name, "no row", standing)
            continue
        one = told[name]
        judge_verdict(judge, name, standing, floor, one["verdict"], one["reason"])
    known = {one["id"]: one["verdict"] for one in document["known_false"]}
    for name in KNOWN_FALSE:
        judge.equal("known-false", name, known.get(name), "refuted")


def says_undecided(document):
    """Whether a report itself counts something as undecided."""
    return int(document["summary"]["undecided"]) > 0 or any(
        one["outcome"] == "undecided" for one in document["controls"])


def check_summary(judge, document):
    """The counts of the summary agree with the rows."""
    rows = document["statements"] + document["known_false"]
    inapplicable = sum(one["verdict"] == "inapplicable" for one in rows)
    judge.equal("summary", "inapplicable", int(document["summary"]["inapplicable"]), inapplicable)
    wrong = sum(one["verdict"] == "refuted" for one in document["statements"])
    judge.equal("summary", "not", int(document["summary"]["not"]), wrong)


def check_document(judge, instance, document):
    """A whole report."""
    check_instance(judge, instance, document)
    check_spectrum(judge, instance, document)
    check_statements(judge, instance, document)
    check_manifolds(judge, instance, document)
    check_controls(judge, instance, document["controls"])
    check_summary(judge, document)
    judge.equal("complete", "verify", document["complete"], True)
    for told in document["counts"] or []:
        if applies(told["loss"], instance):
            right = manifolds(told["loss"], instance)
            check_counts(judge, told["loss"], told["counts"], counts(right))
            judge.equal("counts", "total", int(told["count"]), len(right))


def check_verify(judge, programs, instance, folder, random):
    """Runs verify, sometimes with counts and with certificates."""
    arguments = ["verify", *instance.arguments(folder), "--json", "-"]
    if random.random() < 0.5:
        arguments.append("--counts")
    certified = 2 * instance.m * instance.k <= MOST_UNKNOWNS and random.random() < 0.5
    if certified:
        arguments += ["--certificates", str(folder / "certificates")]
    run = programs.laecert.run(*arguments)
    document = run.json
    if document is None:
        check_exit(judge, run, (0,), "verify")
        if run.code == 0:
            judge.error("no-report", "verify", run.err[:300], "a report")
        return run
    check_document(judge, instance, document)
    check_exit(judge, run, (0,), "verify", says_undecided(document))
    if certified:
        check_certificates(judge, programs.recheck, instance, folder / "certificates", random)
    return run

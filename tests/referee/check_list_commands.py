"""`laecert enumerate` and `laecert search`: the list, and what an independent search finds."""

from reports import applies, check_counts, check_exit, check_instance, check_integers, check_list
from reports import check_spectrum, check_value, name_of
from theory import LOSSES, counts, manifolds


def check_enumerate(judge, programs, instance, folder, random):
    """All three lists with their counts, index by index."""
    run = programs.laecert.run("enumerate", *instance.arguments(folder), "--counts", "--json", "-")
    document = run.json
    if document is None:
        check_exit(judge, run, (), "enumerate")
        return run
    check_instance(judge, instance, document)
    check_spectrum(judge, instance, document)
    for told in document["losses"]:
        _check_enumerated(judge, instance, told)
    undecided = any(told["undecided"] for told in document["losses"])
    check_exit(judge, run, (0,), "enumerate", undecided)
    return run


def _check_enumerated(judge, instance, told):
    loss = told["loss"]
    if not applies(loss, instance):
        judge.holds("list", loss, told["inapplicable"] and not told["manifolds"], told["count"],
                    "no list: inapplicable")
        return
    right = manifolds(loss, instance)
    if told["undecided"]:
        judge.shortfall("undecided", f"{loss}.list", told["undecided"], f"{len(right)} manifolds")
        return
    if not judge.equal("list", f"{loss}.inapplicable", told["inapplicable"], None):
        return
    judge.equal("counts", "total", int(told["count"]), len(right))
    check_counts(judge, loss, told["counts"], counts(right))
    for one, manifold in check_list(judge, loss, told["manifolds"], right):
        check_integers(judge, one, manifold)
        check_value(judge, instance, one, manifold)


def check_search(judge, programs, instance, folder, random):
    """Whatever an independent search certifies is on the list, with the numbers of the list."""
    loss = random.choice(LOSSES)
    starts = str(random.choice((4, 12)))
    run = programs.laecert.run("search", *instance.arguments(folder), "--loss", loss, "--starts",
                               starts, "--seed", str(random.randint(1, 99)), "--json", "-")
    document = run.json
    if document is None:
        check_exit(judge, run, (0,) if not applies(loss, instance) else (), "search")
        return run
    undecided = False
    for told in document["losses"]:
        undecided = undecided or _check_searched(judge, instance, told, starts)
    check_exit(judge, run, (0,), "search", undecided)
    return run


def _check_searched(judge, instance, told, starts):
    """One loss; returns whether nothing could be certified."""
    loss = told["loss"]
    if not applies(loss, instance):
        judge.holds("list", f"search.{loss}", told["inapplicable"], told["found"], "inapplicable")
        return False
    if told["undecided"] or told["inapplicable"]:
        judge.shortfall("undecided", f"search.{loss}", told["undecided"] or told["inapplicable"],
                        "a search")
        return bool(told["undecided"])
    right = manifolds(loss, instance)
    judge.holds("unmatched", f"search.{loss}", not told["unmatched"], told["unmatched"], "none")
    judge.equal("search-starts", loss, int(told["starts"]), int(starts))
    judge.equal("search-manifolds", loss, int(told["manifolds"]), len(right))
    for one in told["found"]:
        name = name_of(one)
        if judge.holds("list", f"search.{loss}", name in right, name, sorted(right)):
            check_integers(judge, one, right[name])
            check_value(judge, instance, one, right[name])
    judge.equal("search-never-found", loss, int(told["never_found_count"]),
                len(right) - len(told["found"]))
    if int(told["certified"]) == 0:
        reasons = {one["reason"] for one in told["uncertified"]}
        judge.shortfall("undecided", f"search.{loss}", "; ".join(sorted(reasons))[:300],
                        "a certified point")
        return True
    return False

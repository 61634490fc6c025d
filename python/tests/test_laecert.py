"""The module against numbers worked out in NumPy, and against the command line."""

import inspect
import json
import signal
import threading
import time
from fractions import Fraction

import laecert
import numpy as np
import pytest

SMALL = np.array([[3.0, 1.0, 0.0], [1.0, -2.0, 1.0], [0.0, 1.0, 1.0], [-2.0, 0.5, 1.5], [1.0, 1.0, -1.0]])


def eigenvalues(samples):
    return np.linalg.eigvalsh(samples.T @ samples)[::-1]


def test_verify_decides_an_array():
    report = laecert.verify(SMALL, k=2, lambda_=Fraction(3, 2), loss="sum")
    assert report.ok and report.exit_code == 0 and report.complete
    assert report.instance.m == 3 and report.instance.n == 5
    assert np.allclose([float(one) for one in report.spectrum], eigenvalues(SMALL), rtol=1e-13)
    index = {one.id: one for one in report.statements}["sum.index"]
    assert index.verdict in ("exact", "enclosed") and index.cases.decided == index.cases.total
    assert str(report).startswith("laecert") and "sum.index" in str(report)


@pytest.mark.parametrize("kind", ["float64", "float32", "int64", "fortran", "swapped", "objects", "file", "path"])
def test_the_same_table_is_the_same_instance(kind, tmp_path):
    table = np.array([[3, 1, 0], [1, -2, 1], [0, 1, 1], [-2, 5, 1]])
    expected = laecert.enumerate(table.astype(float), k=1, lambda_=1, loss="sum").instance.sha256
    np.save(tmp_path / "table.npy", table)
    given = {
        "float64": table.astype(float), "float32": table.astype(np.float32), "int64": table,
        "fortran": np.asfortranarray(table.astype(float)), "swapped": table.astype(">f8"),
        "objects": np.array([[Fraction(int(entry)) for entry in row] for row in table], dtype=object),
        "file": str(tmp_path / "table.npy"), "path": tmp_path / "table.npy",
    }[kind]
    assert laecert.enumerate(given, k=1, lambda_=1, loss="sum").instance.sha256 == expected


def test_a_frame_is_its_values():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(SMALL, columns=["a", "b", "c"])
    of_frame, of_array = (laecert.enumerate(one, k=1, lambda_=1).instance.sha256 for one in (frame, SMALL))
    assert of_frame == of_array


def test_whatever_has_to_numpy_is_its_values():
    class Frame:
        def to_numpy(self):
            return SMALL

    assert laecert.enumerate(Frame(), k=1, lambda_=1).instance.sha256 == \
        laecert.enumerate(SMALL, k=1, lambda_=1).instance.sha256


def test_rationals_of_an_array_stay_exact(tmp_path):
    third = np.array([[Fraction(1, 3), Fraction(0)], [Fraction(0), Fraction(2, 3)]], dtype=object)
    (tmp_path / "gram.csv").write_text("1/3,0\n0,2/3\n")
    of_array, of_file, of_doubles = (laecert.enumerate(gram=gram, k=1, lambda_="1/10", loss="sum").instance.sha256
                                     for gram in (third, tmp_path / "gram.csv", third.astype(float)))
    assert of_array == of_file != of_doubles


def test_a_float_is_the_decimal_that_is_printed():
    spectra = [laecert.enumerate(spectrum=[1, 2], k=1, lambda_=value).instance.to_dict()["lambda"]
               for value in (0.1, "1/10", Fraction(1, 10), np.float64(0.1))]
    assert {laecert.fraction(one) for one in spectra} == {Fraction(1, 10)}


def test_probe_gives_weights_at_which_numpys_gradient_vanishes():
    report = laecert.probe(SMALL, index_set=[1, 2], k=2, lambda_=1.5)
    w1, w2, gram = report.w1, report.w2, SMALL.T @ SMALL
    assert w1.shape == (2, 3) and w2.shape == (3, 2)
    rest = gram - w2 @ w1 @ gram
    assert np.abs(w2.T @ rest - 1.5 * w1).max() < 1e-12 and np.abs(rest @ w1.T - 1.5 * w2).max() < 1e-12
    assert report.outcome == "certified" and report.index == 0
    assert laecert.probe(SMALL, index_set=[], k=2, lambda_=1.5).index_set == []


def test_certify_tells_a_minimum_from_what_is_none():
    point = laecert.probe(SMALL, index_set=[1, 2], k=2, lambda_=1.5)
    good = laecert.certify(SMALL, w1=point.w1, w2=point.w2, lambda_=1.5, require="minimum")
    assert good.ok and good.outcome == "certified"
    saddle = laecert.probe(SMALL, index_set=[1, 3], k=2, lambda_=1.5)
    assert laecert.certify(SMALL, w1=saddle.w1, w2=saddle.w2, lambda_=1.5, require="minimum").exit_code == 1
    assert not laecert.certify(SMALL, w1=point.w1 + 0.1, w2=point.w2, lambda_=1.5).ok


def test_pca_rounds_correctly_and_checks_what_was_fitted():
    class Fitted:
        pass

    fitted = Fitted()
    centred = SMALL - SMALL.mean(axis=0)
    _, values, rows = np.linalg.svd(centred, full_matrices=False)
    fitted.components_, fitted.explained_variance_ = rows[:2], values[:2] ** 2 / (len(SMALL) - 1)
    assert laecert.certify_pca(fitted, SMALL, within=1e-10).ok
    fitted.components_ = rows[:2] + 1e-4
    assert not laecert.certify_pca(fitted, SMALL, within=1e-6).ok
    report = laecert.pca(SMALL, k=2, divisor="n-1")
    assert np.allclose([float(one.variance) for one in report.components], values[:2] ** 2 / 4, rtol=1e-13)
    assert laecert.pca(SMALL, k=2, center=False).centering != report.centering


def test_inertia_counts_signs_and_believes_no_kernel():
    laplacian = np.array([[2, -1, -1, 0], [-1, 2, -1, 0], [-1, -1, 2, 0], [0, 0, 0, 0]])
    report = laecert.inertia(laplacian)
    assert report.ok and report.inertia.to_dict() == {"negative": 0, "zero": 2, "positive": 2}
    assert report.matrix.name == "matrix.npy"
    ones, last = np.array([1, 1, 1, 0]), np.array([0, 0, 0, 1])
    assert laecert.inertia(laplacian, kernel=np.column_stack([ones, last])).inertia == report.inertia
    assert laecert.inertia(laplacian, kernel=ones).exit_code == 2
    with pytest.raises(ValueError):
        laecert.inertia(laplacian, kernel=np.array([1, 0, 0, 0]))
    with pytest.raises(ValueError):
        laecert.inertia(np.triu(laplacian))


def test_train_returns_the_last_iterates():
    report = laecert.train(SMALL, k=2, lambda_=1.5, algorithm="exact-untied")
    w1, w2 = report.weights["exact-untied"]
    assert report.algorithms[0].stopped_by == "certified"
    assert laecert.certify(SMALL, w1=w1, w2=w2, lambda_=1.5, require="minimum", within=1e-6).ok


def test_ppca_and_search_and_the_counts():
    assert laecert.ppca(SMALL, k=1, noise_variance="ml").exit_code in (0, 2)
    assert laecert.search(spectrum="4,9/4", k=1, lambda_=1, loss="sum", starts=5).ok
    report = laecert.enumerate(spectrum="9,4,2", k=2, lambda_=1, loss="sum", counts=True)
    assert report.losses[0].count == "7" and isinstance(report.q, int)


@pytest.mark.parametrize("call, kind, text", [
    (lambda: laecert.verify(SMALL, k=0, lambda_=1), ValueError, "-k"),
    (lambda: laecert.verify(SMALL, k=1, lambda_=-1), ValueError, "lambda"),
    (lambda: laecert.verify(SMALL, k=1, lamda=1), ValueError, "did you mean --lambda"),
    (lambda: laecert.verify(SMALL, k=1, lambda_=float("nan")), ValueError, "nan"),
    (lambda: laecert.verify(np.full((3, 2), np.nan), k=1, lambda_=1), ValueError, "data"),
    (lambda: laecert.verify(SMALL + 1j, k=1, lambda_=1), ValueError, "complex"),
    (lambda: laecert.verify(np.zeros((2, 2, 2)), k=1, lambda_=1), ValueError, "two dimensions"),
    (lambda: laecert.verify("no_such_file.csv", k=1, lambda_=1), FileNotFoundError, "no_such_file.csv"),
    (lambda: laecert.verify(SMALL, k=1, lambda_=1, json="/no/such/folder/x.json"), OSError, "x.json"),
    (lambda: laecert.pca(np.zeros((1, 2)), k=1, divisor="n-1"), ValueError, "divisor"),
])
def test_mistakes_have_the_texts_of_the_command_line(call, kind, text):
    with pytest.raises(kind) as error:
        call()
    assert text in str(error.value) and "\n" not in str(error.value)


def test_a_report_from_before_is_no_report_of_a_call_that_failed(tmp_path):
    file = tmp_path / "report.json"
    assert laecert.verify(spectrum="9,4,2", k=2, lambda_=1, loss="sum", json=file).ok
    with pytest.raises(ValueError):
        laecert.verify(spectrum="9,4,2", k=2, lambda_=-1, loss="sum", json=file)
    with pytest.raises(FileNotFoundError):
        laecert.verify("no_such_file.csv", k=2, lambda_=1, json=file)
    with pytest.raises(TimeoutError):
        laecert.probe(builtin="digits", k=10, lambda_=1000, index_set=range(1, 11), digits=20000, time_limit=1,
                      json=file)
    again = laecert.verify(spectrum="9,4,2", k=1, lambda_=1, loss="sum", json=file)
    assert again.ok and again.instance.k == 1
    with pytest.raises(ValueError):
        laecert.verify(spectrum="9,4,2", k=1, lambda_=1, json="-")


def test_to_dict_is_the_json_of_the_command_line():
    arguments = ["verify", "--spectrum", "9,4,2", "-k", "2", "--lambda", "1", "--loss", "sum", "--quiet"]
    code, out, err = laecert.run(*arguments, "--json", "-")
    report = laecert.verify(spectrum=(9, 4, 2), k=2, lambda_=1, loss="sum")
    assert (code, err) == (0, "") and report.to_dict() == json.loads(out)
    report.to_dict()["statements"].clear()
    assert report.statements


def test_html_shows_each_statement_and_no_markup_of_the_data():
    page = laecert.verify(spectrum="9,4,2", k=2, lambda_=1, loss="sum")._repr_html_()
    assert page.count("<tr>") == len(laecert.verify(spectrum="9,4,2", k=2, lambda_=1, loss="sum").statements) + 1
    assert "<script" not in page and "text report" in page


def test_help_tells_shapes_units_and_guarantee():
    for name in ("verify", "certify", "probe", "enumerate", "search", "pca", "certify_pca", "ppca", "train"):
        function = getattr(laecert, name)
        text = inspect.getdoc(function)
        assert all(word in text for word in ("Shapes:", "Guarantee:", "Errors:")), name
        assert function.__annotations__["return"], name


def test_other_threads_run_meanwhile():
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.002)

    ticker = threading.Thread(target=tick)
    ticker.start()
    before = time.monotonic()
    laecert.verify(builtin="iris", loss="sum", jobs=1)
    after = time.monotonic()
    done.set()
    ticker.join()
    assert sum(before < one < after for one in ticks) > 5


def test_an_interrupt_ends_a_long_call_and_is_pythons_again_afterwards():
    before = signal.getsignal(signal.SIGINT)
    timer = threading.Timer(1.0, signal.raise_signal, [signal.SIGINT])
    started = time.monotonic()
    timer.start()
    with pytest.raises(KeyboardInterrupt):
        laecert.search(builtin="iris", starts=10 ** 6)
    assert time.monotonic() - started < 30
    assert signal.getsignal(signal.SIGINT) is before
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)
        time.sleep(1)


def test_a_time_limit_ends_with_what_is_done():
    report = laecert.search(builtin="iris", starts=10 ** 6, time_limit=1)
    assert report.exit_code == 75 and not report.complete

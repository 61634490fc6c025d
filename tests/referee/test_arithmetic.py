"""The referee's own arithmetic, held against what is known otherwise."""

import random
import unittest
from fractions import Fraction

from exact import characteristic_polynomial, chain, congruent, count_above, count_below, diagonal
from exact import identity, inertia, inverse, product, random_orthogonal, transpose
from hyperdual import likelihood_hessian
from instances import KINDS, Instance
from logarithm import LOG_TWO_PI, log, pi
from losses import Loss
from own_point import root_above
from polynomials import isolate_positive, primitive, roots_in, square_free_parts, sturm_chain
from spectrum import Spectrum
from theory import inversions, manifolds


def _times(p, q):
    result = [0] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            result[i + j] += a * b
    return result


class Inertia(unittest.TestCase):
    def test_is_that_of_the_diagonal_under_every_congruence(self):
        source = random.Random(1)
        for _ in range(100):
            n = source.randint(1, 7)
            entries = [Fraction(source.randint(-2, 2)) for _ in range(n)]
            basis = [[Fraction(source.randint(-3, 3)) for _ in range(n)] for _ in range(n)]
            if inertia(product(transpose(basis), basis))[2] < n:
                continue
            right = (sum(x < 0 for x in entries), sum(x == 0 for x in entries),
                     sum(x > 0 for x in entries))

            self.assertEqual(inertia(congruent(basis, diagonal(entries))), right)

    def test_takes_a_block_where_the_diagonal_vanishes(self):
        self.assertEqual(inertia([[0, 1], [1, 0]]), (1, 0, 1))
        self.assertEqual(inertia([[0, 0, 2], [0, 0, 0], [2, 0, 0]]), (1, 1, 1))
        self.assertEqual(inertia([[0, 1, 1], [1, 0, 1], [1, 1, 0]]), (2, 0, 1))
        self.assertEqual(inertia([[Fraction(0)]]), (0, 1, 0))

    def test_counts_eigenvalues_on_either_side_of_a_rational(self):
        matrix = congruent(random_orthogonal(random.Random(2), 3), diagonal([1, 2, 3]))

        self.assertEqual(count_below(matrix, Fraction(2)), 1)
        self.assertEqual(count_above(matrix, Fraction(2)), 1)


class Matrices(unittest.TestCase):
    def test_random_orthogonal_is_orthogonal(self):
        for seed in range(20):
            q = random_orthogonal(random.Random(seed), 4)

            self.assertEqual(product(q, transpose(q)), identity(4))

    def test_inverse_and_characteristic_polynomial(self):
        a = [[Fraction(2), Fraction(1)], [Fraction(1), Fraction(3)]]

        self.assertEqual(chain(a, inverse(a)), identity(2))
        self.assertEqual(characteristic_polynomial(a), [5, -5, 1])


class Roots(unittest.TestCase):
    def test_square_free_parts_and_multiplicities(self):
        p = [1]
        for root, times in ((1, 1), (2, 3), (5, 2)):
            for _ in range(times):
                p = _times(p, [-root, 1])

        self.assertEqual(square_free_parts(primitive(p)),
                         [([-1, 1], 1), ([-5, 1], 2), ([-2, 1], 3)])

    def test_roots_are_isolated_over_many_orders_of_magnitude(self):
        roots = sorted(Fraction(10)**e * (1 + d * Fraction(1, 10**60))
                       for e in (-300, 0, 300) for d in (0, 1))
        p = [1]
        for root in roots:
            p = _times(p, [-root.numerator, root.denominator])

        found = isolate_positive(primitive(p))

        self.assertEqual(len(found), 6)
        for one, root in zip(found, roots):
            self.assertEqual(one.compare(root), 0)

    def test_sturm_counts_half_open_intervals(self):
        sequence = sturm_chain([6, -5, 1])

        self.assertEqual(roots_in(sequence, Fraction(2), Fraction(3)), 1)
        self.assertEqual(roots_in(sequence, Fraction(0), Fraction(2)), 1)

    def test_an_irrational_root_is_enclosed_and_compared(self):
        root = isolate_positive([1, -3, 1])[0]
        root.refine(Fraction(1, 10**100))

        self.assertLess(root.low * root.low - 3 * root.low + 1, Fraction(1, 10**90))
        self.assertEqual(root.compare(Fraction(38, 100)), 1)
        self.assertEqual(root.compare(Fraction(39, 100)), -1)


class Spectra(unittest.TestCase):
    def test_hints_change_nothing(self):
        for seed in range(30):
            instance = KINDS["repeated"](random.Random(seed))
            plain = [(e.interval().low, e.multiplicity) for e in Spectrum(instance.gram).distinct]
            hinted = [(e.interval().low, e.multiplicity)
                      for e in Spectrum(instance.gram, instance.frame[1]).distinct]

            for a, b in zip(plain, hinted, strict=True):
                self.assertEqual(a[1], b[1])
                self.assertLess(abs(a[0] - b[0]), Fraction(1, 10**100) * (1 + b[0]))

    def test_irrational_eigenvalues_repeat_exactly(self):
        instance = KINDS["irrational-repeated"](random.Random(3))

        self.assertEqual([e.multiplicity for e in instance.spectrum.distinct], [2, 2])


def _gradient_by_hand(gram, penalty, w1, w2):
    """2 W2^T R + 2 lambda W1 and 2 R W1^T + 2 lambda W2, R = W2 W1 S - S: the loss `sum`."""
    rest = product(w2, product(w1, gram))
    rest = [[x - y for x, y in zip(r, s)] for r, s in zip(rest, gram)]
    first, second = product(transpose(w2), rest), product(rest, transpose(w1))
    return [2 * (x + penalty * y) for r, s in zip(first + second, w1 + w2) for x, y in zip(r, s)]


class Derivatives(unittest.TestCase):
    def test_gradient_is_the_published_one(self):
        gram = [[Fraction(5), Fraction(1)], [Fraction(1), Fraction(3, 2)]]
        w1, w2 = [[Fraction(1, 3), Fraction(-2)]], [[Fraction(4)], [Fraction(1, 7)]]

        self.assertEqual(Loss("sum", gram, Fraction(2, 3), w1, w2).gradient(),
                         _gradient_by_hand(gram, Fraction(2, 3), w1, w2))

    def test_hessian_is_the_difference_quotient_of_the_gradient(self):
        gram, w1, w2 = [[Fraction(5)]], [[Fraction(1, 3)]], [[Fraction(4)]]
        # f = 5 (1 - ab)^2 + a^2 + b^2: f_aa = 10 b^2 + 2, f_ab = 20 ab - 10, f_bb = 10 a^2 + 2.
        a, b = Fraction(1, 3), Fraction(4)

        self.assertEqual(Loss("sum", gram, Fraction(1), w1, w2).hessian(),
                         [[10 * b * b + 2, 20 * a * b - 10], [20 * a * b - 10, 10 * a * a + 2]])

    def test_likelihood_of_one_variable(self):
        # phi = log(w^2 + v) + s/(w^2 + v), s = 5, v = 1, w = 2: critical, phi'' = 16/25.
        self.assertEqual(likelihood_hessian([[Fraction(5)]], Fraction(1), [[Fraction(2)]]),
                         [[Fraction(16, 25)]])


class Lists(unittest.TestCase):
    def test_inversions(self):
        self.assertEqual([inversions(i) for i in ((), (1, 2), (1, 3), (2, 3), (3, 4))],
                         [0, 0, 1, 2, 4])

    def test_a_small_list_by_hand(self):
        instance = Instance("", diagonal([4, 2]), 1, Fraction(1), frame=(identity(2), [4, 2]))

        found = manifolds("sum", instance)

        self.assertEqual({name: (one.index, one.nullity) for name, one in found.items()},
                         {(): (2, 0), (1,): (0, 0), (2,): (1, 0)})
        self.assertEqual(found[(1,)].value.low, 6 - 4 * Fraction(9, 16))


class Bounds(unittest.TestCase):
    def test_root_above_is_above_and_close(self):
        for x in (Fraction(2), Fraction(1, 10**400), Fraction(10**401), Fraction(9)):
            root = root_above(x)

            self.assertGreaterEqual(root * root, x)
            self.assertLess(root * root, x * (1 + Fraction(1, 10**15)))

    def test_pi_and_logarithms(self):
        self.assertTrue(pi().low < Fraction(355, 113) and pi().high > Fraction(333, 106))
        self.assertLess(LOG_TWO_PI.high - LOG_TWO_PI.low, Fraction(1, 10**90))
        log2, log8 = log(Fraction(2)), log(Fraction(8))
        self.assertTrue(3 * log2.low <= log8.high and log8.low <= 3 * log2.high)
        self.assertTrue(log(Fraction(1, 10**600)).low < -1381 < log(Fraction(1, 10**599)).low)


if __name__ == "__main__":
    unittest.main()

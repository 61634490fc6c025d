#include <arb_mat.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "certify/route.hpp"
#include "numeric/arb_matrix.hpp"
#include "numeric/eigenvalues.hpp"
#include "numeric/inertia.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"
#include "numeric/running.hpp"

namespace laecert::certify {
namespace {

using numeric::ArbMatrix;

// Approximate LU factors of the bordered matrix J at its midpoints.
class ApproxSolver {
 public:
  ApproxSolver(const Matrix<Ball>& h, const Matrix<Ball>& t, Precision precision)
      : precision_(precision),
        size_(h.rows()),
        factors_(numeric::abandonable([j = bordered(h, t), precision]() mutable -> Factors {
          std::vector<slong> permutation(static_cast<std::size_t>(j.rows()));
          const bool regular = arb_mat_approx_lu(permutation.data(), j.get(), j.get(), precision.bits) != 0;
          return {std::move(j), std::move(permutation), regular};
        })) {}

  [[nodiscard]] bool regular() const { return factors_.regular; }

  // The first N entries of approximately J^-1 (r, 0), exact; not finite where J is singular at this precision.
  [[nodiscard]] Vector<Ball> solve(const Vector<Ball>& r) const {
    numeric::require_running();
    Matrix<Ball> padded = Matrix<Ball>::Constant(factors_.lu.rows(), 1, Ball(0));
    padded.topRows(size_) = r;
    const ArbMatrix right(padded);
    ArbMatrix solution(factors_.lu.rows(), 1);
    arb_mat_approx_solve_lu_precomp(solution.get(), factors_.permutation.data(), factors_.lu.get(), right.get(),
                                    precision_.bits);
    const Matrix<Ball> x = solution.to_matrix(precision_);
    Vector<Ball> head(size_);
    for (Index i = 0; i < size_; ++i) head(i) = x(i, 0).is_finite() ? x(i, 0).midpoint() : x(i, 0);
    return head;
  }

 private:
  struct Factors {
    ArbMatrix lu;
    std::vector<slong> permutation;
    bool regular;
  };

  static ArbMatrix bordered(const Matrix<Ball>& h, const Matrix<Ball>& t) {
    const Index n = h.rows();
    const Index b = t.cols();
    Matrix<Ball> j = Matrix<Ball>::Constant(n + b, n + b, Ball(0));
    for (Index c = 0; c < n; ++c) {
      for (Index r = 0; r < n; ++r) j(r, c) = h(r, c).midpoint();
    }
    for (Index c = 0; c < b; ++c) {
      for (Index r = 0; r < n; ++r) j(r, n + c) = j(n + c, r) = t(r, c).midpoint();
    }
    return ArbMatrix(j);
  }

  Precision precision_;
  Index size_;
  Factors factors_;
};

bool is_finite(const Matrix<Ball>& a) {
  return std::all_of(a.data(), a.data() + a.size(), [](const Ball& x) { return x.is_finite(); });
}

// Inverse iteration on H off its symmetries: an estimate of its least eigenvalue in modulus; nothing where a step is
// not finite.
std::optional<Ball> approx_smallest(const ApproxSolver& solver, Index size, Precision precision) {
  Vector<Ball> v(size);
  for (Index i = 0; i < size; ++i) v(i) = Ball(1 + (7 * i) % 5).at(precision);
  Ball ratio(1);
  for (int step = 0; step < 4; ++step) {
    const Vector<Ball> w = solver.solve(v);
    const Ball length = enclose_norm(w);
    if (!length.is_finite() || !numeric::certainly(is_positive(length.midpoint()))) return {};
    const Ball norm = length.midpoint();
    ratio = (enclose_norm(v) / norm).midpoint();
    for (Index i = 0; i < size; ++i) v(i) = (w(i) / norm).midpoint();
  }
  return ratio;
}

struct Column {
  Vector<Ball> tangent;       // T c, orthogonal to those chosen before
  Vector<Ball> coefficients;  // c
};

// Subtracts from `column` its component along the unit vector `along.tangent`, in tangents and coefficients alike.
void remove_component(Column& column, const Column& along) {
  Ball overlap(0);
  for (Index i = 0; i < column.tangent.size(); ++i) overlap += column.tangent(i) * along.tangent(i);
  overlap = overlap.midpoint();
  for (Index i = 0; i < column.tangent.size(); ++i) {
    column.tangent(i) = (column.tangent(i) - overlap * along.tangent(i)).midpoint();
  }
  for (Index i = 0; i < column.coefficients.size(); ++i) {
    column.coefficients(i) = (column.coefficients(i) - overlap * along.coefficients(i)).midpoint();
  }
}

void normalize(Column& column, const Ball& norm) {
  for (Ball& x : column.tangent) x = (x / norm).midpoint();
  for (Ball& x : column.coefficients) x = (x / norm).midpoint();
}

// Combinations of the tangents at x that are nearly orthonormal: Gram-Schmidt with column pivoting, stopped where what
// is left is shorter than the threshold against |x|. A generator has entries of about 1, so it moves x by about |x| or,
// at a point that it fixes, by rounding alone: what is left must not be measured against the longest tangent, which may
// be rounding itself.
Matrix<Ball> propose_generators(const Matrix<Ball>& tangents, const Ball& length, Precision precision) {
  std::vector<Column> rest;
  for (Index j = 0; j < tangents.cols(); ++j) {
    Column column{tangents.col(j).unaryExpr([](const Ball& x) { return x.midpoint(); }),
                  Vector<Ball>::Constant(tangents.cols(), Ball(0))};
    column.coefficients(j) = Ball(1);
    rest.push_back(std::move(column));
  }
  const auto shorter = [](const Column& x, const Column& y) {
    return numeric::certainly(is_less(enclose_norm(x.tangent), enclose_norm(y.tangent)));
  };
  std::vector<Column> chosen;
  // A third of the digits: far above rounding, far below what a symmetry moves.
  const Ball part(Rational(1, pow(numeric::Integer(2), static_cast<unsigned>(precision.bits / 3))), precision);
  const Ball threshold = length * part;
  while (!rest.empty()) {
    const auto longest = std::max_element(rest.begin(), rest.end(), shorter);
    const Ball norm = enclose_norm(longest->tangent).midpoint();
    if (!numeric::certainly(is_less(threshold, norm))) break;
    Column unit = std::move(*longest);
    rest.erase(longest);
    normalize(unit, norm);
    for (Column& left : rest) remove_component(left, unit);
    chosen.push_back(std::move(unit));
  }
  Matrix<Ball> coefficients(tangents.cols(), static_cast<Index>(chosen.size()));
  for (std::size_t j = 0; j < chosen.size(); ++j) coefficients.col(static_cast<Index>(j)) = chosen[j].coefficients;
  return coefficients;
}

Ball frobenius_upper(const Matrix<Ball>& a) {
  Ball sum(0);
  for (const Ball& x : a.reshaped()) sum += sqr(x);
  return sqrt_nonnegative(sum).upper_end();
}

Ball radius_norm(const Matrix<Ball>& a) {
  Ball sum(0);
  for (const Ball& x : a.reshaped()) sum += sqr(x.radius().at(Precision{64}));
  return sqrt_nonnegative(sum).upper_end();
}

class BallRoute final : public Route {
 public:
  explicit BallRoute(Precision precision) : precision_(precision) {}

  [[nodiscard]] Precision precision() const override { return precision_; }

  [[nodiscard]] Outcome<Linearization> linearize(Evaluator& evaluator, const Vector<Ball>& x) const override {
    const Vector<Ball> centre = at_precision(x);
    const Matrix<Ball> h = evaluator.hessian(centre, precision_);
    const Matrix<Ball> tangents = evaluator.tangents(centre, precision_);
    if (!is_finite(h) || !is_finite(tangents)) return Reason{"the Hessian is not finite at " + digits_text()};
    Matrix<Ball> generators = propose_generators(tangents, enclose_norm(centre), precision_);
    const auto solver = std::make_shared<ApproxSolver>(h, numeric::product(tangents, generators), precision_);
    if (!solver->regular()) return Reason{"the bordered Hessian is singular at " + digits_text()};
    // The other singular values of J are the lengths of the border's columns: all about 1.
    const std::optional<Ball> least = approx_smallest(*solver, h.rows(), precision_);
    if (!least) return Reason{"the bordered Hessian is singular at " + digits_text()};
    const bool border_is_shorter = generators.cols() > 0 && !numeric::certainly(is_less(*least, Ball(1)));
    return Linearization{std::move(generators), border_is_shorter ? Ball(1) : *least, nullptr,
                         [solver](const Vector<Ball>& residual) -> Vector<Ball> { return -solver->solve(residual); }};
  }

  [[nodiscard]] Outcome<BorderedEnclosure> prove(Evaluator& evaluator, const Vector<Ball>& box,
                                                 const Linearization& linearization,
                                                 bool with_spectrum) const override {
    const Vector<Ball> points = at_precision(box);
    const Matrix<Ball> h = evaluator.hessian(points, precision_);
    const Matrix<Ball> t = numeric::product(evaluator.tangents(points, precision_), linearization.generators);
    const Outcome<numeric::BorderedProof> proof = numeric::prove_bordered_inertia(h, t);
    if (!proof) return proof.reason();
    BorderedEnclosure enclosure{*proof, frobenius_upper(h), Ball(2) * radius_norm(t), {}};
    if (!with_spectrum) return enclosure;
    const Outcome<std::vector<Ball>> values = numeric::enclose_eigenvalues(h, precision_);
    if (!values) return values.reason();
    enclosure.spectrum = *values;
    return enclosure;
  }

 private:
  [[nodiscard]] Vector<Ball> at_precision(const Vector<Ball>& x) const {
    return x.unaryExpr([this](const Ball& entry) { return entry.at(precision_); });
  }
  [[nodiscard]] std::string digits_text() const { return std::to_string(precision_.digits()) + " digits"; }

  Precision precision_;
};

}  // namespace

std::unique_ptr<Route> make_ball_route(Precision precision) { return std::make_unique<BallRoute>(precision); }

}  // namespace laecert::certify

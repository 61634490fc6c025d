// What the critical points of `unequal` are: critical, transposed, on principal directions.

#include "checks/unequal/statements.hpp"
#include "checks/unequal/unit_twins.hpp"
#include "families/lae/identity_twins.hpp"
#include "numeric/decimal.hpp"
#include "numeric/norm.hpp"
#include "numeric/product.hpp"

namespace laecert::checks {
namespace {

// The lemma decides every injection at once; a proposed point that certify could not prove, or that is rational and not
// critical, is told beside it.
Finding units_are_critical(const UnequalContext& context) {
  Finding finding = by_unit_lemmas(
      context, context.identities.converse && context.identities.gradients, {"U4", "C2"}, no_contradiction,
      {"true points within", [](const ManifoldRecord&, const auto& certified) { return certified.distance; }});
  if (blocked(context) || !context.allows(Verdict::exact)) return finding;
  for (const ManifoldRecord& record : context.records) {
    if (!record.certified) {
      finding.cases.push_back({case_name(record.manifold), {.reason = record.certified.reason().text}});
    } else if (context.is_rational && !record.certified->exact) {
      finding.cases.push_back({case_name(record.manifold),
                               {.verdict = Verdict::refuted, .reason = "the gradient at the rational point is not 0"}});
    }
  }
  if (!context.is_rational) {
    finding.margin = largest_bound_text(context, "true points within",
                                        [](const certify::CertifiedPoint& certified) { return certified.radius; });
  }
  return finding;
}

// A second unit on an index that is taken, of its own length there.
Decision repeated_index_is_critical(const UnequalContext& context, const ManifoldRecord& record) {
  const std::vector<Index>& units = record.manifold.index_set;
  for (Index a = 0; a < context.k(); ++a) {
    for (Index b = 0; b < context.k(); ++b) {
      const Index j = units[static_cast<std::size_t>(b)];
      if (a == b || j == 0 || j > context.profile.reach[static_cast<std::size_t>(a)]) continue;
      std::optional<Matrix<Ball>> W2 = enclose_units(context, record.manifold);
      const std::optional<Vector<Ball>> repeated = enclose_unit(context, a, j);
      if (!W2 || !repeated) return {.reason = "an eigenvector is not enclosed"};
      W2->col(a) = *repeated;
      return wrong_units_are_critical(context, *W2);
    }
  }
  return {.verdict = Verdict::inapplicable, .reason = "no second unit reaches an index that is taken"};
}

Finding repeated_indices_are_critical(const UnequalContext& context) {
  return over_manifolds(context, {"enclosed gradient"}, [&](const ManifoldRecord& record, const auto&) {
    return repeated_index_is_critical(context, record);
  });
}

Ball enclose_gap_of_transposes(const UnequalContext& context, const certify::CertifiedPoint& certified) {
  const problem::Autoencoder<Ball> w = problem::unpack(certified.point, context.k());
  return numeric::enclose_norm(w.W1 - w.W2.transpose());
}

std::optional<std::string> is_not_transposed(const UnequalContext& context, const certify::CertifiedPoint& certified) {
  if (certified.exact) {
    const problem::Autoencoder<Rational> w = problem::unpack(certified.exact_point, context.k());
    if (w.W1 == w.W2.transpose()) return {};
    return "W1 is not W2^T at an exact critical point";
  }
  const Ball gap = enclose_gap_of_transposes(context, certified);
  if (!numeric::certainly(is_positive(gap))) return {};
  return "|W1 - W2^T| >= " + numeric::print_truncated(gap, 4) + " at a certified critical point";
}

Finding units_are_transposed(const UnequalContext& context) {
  Finding finding = by_unit_lemmas(context, context.identities.list_is_complete(), {"U1", "U2", "U3"},
                                   [&](const ManifoldRecord&, const certify::CertifiedPoint& certified) {
                                     return is_not_transposed(context, certified);
                                   },
                                   {"enclosed gap", [&](const ManifoldRecord&, const auto& certified) {
                                      return enclose_gap_of_transposes(context, certified);
                                    }});
  finding.margin = largest_bound_text(context, "enclosed gap", [&](const certify::CertifiedPoint& certified) {
    return certified.exact ? Ball(0) : enclose_gap_of_transposes(context, certified).upper_end();
  });
  return finding;
}

// sum_a |S w_a w_a^T - w_a w_a^T S| over the columns of W2: zero exactly where each is an eigenvector or zero.
Ball enclose_unit_commutators(const UnequalContext& context, const certify::CertifiedPoint& certified) {
  const Precision precision = Precision::of_digits(context.effort.digits + 20);
  const Matrix<Ball> W2 = problem::unpack(certified.point, context.k()).W2;
  const Matrix<Ball> s = numeric::lift_matrix<Ball>(context.instance.gram(), precision);
  Ball sum(0);
  for (Index a = 0; a < W2.cols(); ++a) {
    const Matrix<Ball> w = W2.col(a);
    const Matrix<Ball> p = numeric::product(w, Matrix<Ball>(w.transpose()));
    sum += numeric::enclose_norm(numeric::product(p, s) - numeric::product(s, p));
  }
  return sum;
}

Finding units_are_principal(const UnequalContext& context) {
  const bool identities = context.identities.converse && context.identities.list_is_complete();
  return by_unit_lemmas(
      context, identities, {"U3", "U4"},
      [&](const ManifoldRecord&, const certify::CertifiedPoint& certified) -> std::optional<std::string> {
        const Ball gap = enclose_unit_commutators(context, certified);
        if (!numeric::certainly(is_positive(gap))) return {};
        return "a column w of W2 with |S w w^T - w w^T S| > 0: in all at least " + numeric::print_truncated(gap, 4);
      },
      {"enclosed commutators", [&](const ManifoldRecord&, const certify::CertifiedPoint& certified) {
         return enclose_unit_commutators(context, certified);
       }});
}

// The first active unit and another one, turned into each other: (3/5, 4/5).
Decision turned_units_are_critical(const UnequalContext& context, const ManifoldRecord& record) {
  if (record.manifold.rank == 0 || context.k() == 1)
    return {.verdict = Verdict::inapplicable, .reason = "there are no two units to turn"};
  std::optional<Matrix<Ball>> W2 = enclose_units(context, record.manifold);
  if (!W2) return {.reason = "an eigenvector is not enclosed"};
  const std::vector<Index>& units = record.manifold.index_set;
  Index a = 0;
  while (units[static_cast<std::size_t>(a)] == 0) ++a;
  const Index b = a == 0 ? 1 : 0;
  const Precision precision = Precision::of_digits(context.effort.digits + 20);
  const Ball c(Rational(3, 5), precision), s(Rational(4, 5), precision);
  for (Index i = 0; i < W2->rows(); ++i) {
    const Ball x = (*W2)(i, a), y = (*W2)(i, b);
    (*W2)(i, a) = c * x - s * y;
    (*W2)(i, b) = s * x + c * y;
  }
  return wrong_units_are_critical(context, *W2);
}

Finding turned_points_are_critical(const UnequalContext& context) {
  return over_manifolds(context, {"enclosed gradient"}, [&](const ManifoldRecord& record, const auto&) {
    return turned_units_are_critical(context, record);
  });
}

}  // namespace

UnequalStatement unequal_critical() {
  return {
      .info = {.id = "unequal.critical",
               .proposition = "the listed points are critical points: active units sqrt(1 - lambda_a/s) u on "
                              "eigenvectors of their own with s > lambda_a, W1 = W2^T",
               .hypotheses = unequal_hypotheses,
               .source = "[B20]; derived, section 9",
               .floors = {Verdict::exact, Verdict::exact},
               .lemmas = {"U1", "U4", "C2"},
               .method = "both gradients at W1 = E D U^T, W2 = U D E^T reduce to zero by S U = U L, Lambda E = E Q, "
                         "D^2 L = L - Q and orthogonality; beside it Kantorovich proves a true critical point near "
                         "each proposed one, and where all points are rational the gradient is evaluated to zero",
               .not_proved = "nothing"},
      .decide = units_are_critical,
      .controls = {{.id = "unequal.critical/repeated",
                    .text = "two units may take the same index",
                    .decide = repeated_indices_are_critical,
                    .indistinguishable = {}}}};
}

UnequalStatement unequal_transpose() {
  return {.info = {.id = "unequal.transpose",
                   .proposition = "W1 = W2^T at every critical point",
                   .hypotheses = unequal_hypotheses,
                   .source = "derived, section 9",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"U1", "U2", "U3"},
                   .method = "the identities u1 to u12 decided in the free algebra for all k, m, S, Lambda; the "
                             "enclosed gap |W1 - W2^T| at every certified point would refute it",
                   .not_proved = "nothing; the steps between the identities are human reasoning (U2, U3)"},
          .decide = units_are_transposed,
          .controls = {{.id = "unequal.transpose/one-side",
                        .text = "g1 A^T - B g2^T = Lambda (A A^T - B B^T), Lambda on one side only",
                        .decide = [](const UnequalContext&) { return decide_unit_twins({"u1"}); },
                        .indistinguishable = {}}}};
}

UnequalStatement unequal_principal_directions() {
  return {.info = {.id = "unequal.principal-directions",
                   .proposition = "at every critical point each column of W2 that is not zero is a principal direction",
                   .hypotheses = unequal_hypotheses,
                   .source = "[B20]; derived, section 9",
                   .floors = {Verdict::exact, Verdict::exact},
                   .lemmas = {"U3", "U4"},
                   .method = "by the lemmas on the list each column is a multiple of one eigenvector; a certified "
                             "column w whose w w^T does not commute with S would refute it",
                   .not_proved = "nothing; the steps between the identities are human reasoning (U2, U3)"},
          .decide = units_are_principal,
          .controls = {{.id = "unequal.principal-directions/turned",
                        .text = "W2 spans principal directions in any rotation of its units, as for `sum`",
                        .decide = turned_points_are_critical,
                        .indistinguishable = {}}}};
}

}  // namespace laecert::checks

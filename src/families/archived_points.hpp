#pragma once

#include <string>

#include "claims/archive.hpp"
#include "families/certified_list.hpp"

namespace laecert::claims {

/// Exact: midpoint, radius and working precision.
template <>
struct Leaf<numeric::Ball> {
  static std::string write(const numeric::Ball& x);
  static numeric::Ball read(const std::string& text);
};

template <>
struct Leaf<numeric::Rational> {
  static std::string write(const numeric::Rational& x);
  static numeric::Rational read(const std::string& text);
};

/// Column by column, after the shape.
template <class S, int rows, int cols>
struct Fields<Eigen::Matrix<S, rows, cols>> {
  template <class A, class T>
  static void of(A& a, T& x) {
    numeric::Index m = x.rows(), n = x.cols();
    a(m, n);
    if constexpr (!std::is_const_v<T>) x.resize(m, n);
    for (numeric::Index j = 0; j < n; ++j) {
      for (numeric::Index i = 0; i < m; ++i) a(x(i, j));
    }
  }
};

template <>
struct Fields<numeric::Precision> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.bits);
  }
};

template <>
struct Fields<numeric::Inertia> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.negative, x.zero, x.positive);
  }
};

template <>
struct Fields<certify::CertifiedPoint> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.point, x.exact, x.exact_point, x.radius, x.distance, x.inertia, x.value, x.exact_value, x.gradient_norm, x.gap,
      x.generators, x.precision, x.hessian_spectrum);
  }
};

template <>
struct Fields<theory::Manifold> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.index_set, x.rank_vector, x.rank, x.dimension, x.index, x.nullity);
  }
};

template <>
struct Fields<checks::ManifoldRecord> {
  template <class A, class T>
  static void of(A& a, T& x) {
    a(x.manifold, x.proposed, x.certified);
  }
};

}  // namespace laecert::claims

namespace laecert::checks {

/// The part of a journal for what is certified on a list: it names all that the points depend on and that differs
/// within a run, the loss, lambda and the digits.
claims::JournalPart journal_of(const claims::JournalPart& journal, const std::string& kind, const CertifiedList& list);

/// To be filled in.
inline ManifoldRecord blank_record() { return {.manifold = {}, .proposed = {}, .certified = Reason{}}; }

/// `make()`, or what the journal has of it for this manifold; kept there unless a stop was requested.
template <class R, class Make>
R journaled(const claims::MapOptions& map, std::size_t i, const theory::Manifold& manifold, const R& blank,
            const Make& make) {
  const std::string name = std::to_string(i);
  std::optional<R> known = claims::find_in(map.journal, name, blank);
  if (known && manifold_in(*known).index_set == manifold.index_set) return *std::move(known);
  R made = make();
  if (!map.stop.stop_requested()) claims::keep_in(map.journal, name, made);
  return made;
}

}  // namespace laecert::checks

#pragma once

#include <Eigen/Core>
#include <concepts>

#include "numeric/ball.hpp"
#include "numeric/double_ball.hpp"
#include "numeric/rational.hpp"
#include "numeric/real.hpp"

namespace Eigen {

/// Traits for exact and enclosing scalars: enough for sums, products and maps. There is no epsilon and no order, so
/// nothing that compares (maxCoeff, isApprox, rank, decompositions) compiles into a silent answer.
template <class S>
struct EnclosureTraits : GenericNumTraits<S> {
  using Real = S;
  using NonInteger = S;
  using Nested = S;
  using Literal = S;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = HugeCost,
    AddCost = HugeCost,
    MulCost = HugeCost
  };
  static S epsilon() = delete;
  static S dummy_precision() = delete;
  static S highest() = delete;
  static S lowest() = delete;
};

template <>
struct NumTraits<laecert::numeric::Rational> : EnclosureTraits<laecert::numeric::Rational> {};
template <>
struct NumTraits<laecert::numeric::Ball> : EnclosureTraits<laecert::numeric::Ball> {};
template <>
struct NumTraits<laecert::numeric::DoubleBall> : EnclosureTraits<laecert::numeric::DoubleBall> {
  enum { RequireInitialization = 1, ReadCost = 2, AddCost = 4, MulCost = 8 };
};

/// Traits for proposals: Eigen's decompositions run on Real at the precision of the current scope.
template <>
struct NumTraits<laecert::numeric::Real> : GenericNumTraits<laecert::numeric::Real> {
  using Real = laecert::numeric::Real;
  using NonInteger = laecert::numeric::Real;
  using Nested = laecert::numeric::Real;
  using Literal = laecert::numeric::Real;
  enum {
    IsComplex = 0,
    IsInteger = 0,
    IsSigned = 1,
    RequireInitialization = 1,
    ReadCost = HugeCost,
    AddCost = HugeCost,
    MulCost = HugeCost
  };
  static Real epsilon() { return ldexp(Real(1), 1 - static_cast<int>(Real::default_precision() * 3.3219280948873626)); }
  static Real dummy_precision() { return ldexp(epsilon(), 10); }
  static Real highest() = delete;
  static Real lowest() = delete;
};

namespace internal {

/// The scalars whose products are plain sums, entry by entry.
template <class S>
concept SummedPlainly = std::same_as<S, laecert::numeric::Rational> || std::same_as<S, laecert::numeric::Ball> ||
                        std::same_as<S, laecert::numeric::DoubleBall>;

/// Eigen's blocked kernels ask whether a factor equals zero, which enclosures refuse to answer, and copy every entry
/// into packed buffers; for these scalars each entry of a product is the sum over its row and column.
template <class Lhs, class Rhs>
  requires SummedPlainly<typename traits<typename remove_all<Lhs>::type>::Scalar>
struct product_type<Lhs, Rhs> {
  static constexpr bool is_inner = traits<typename remove_all<Lhs>::type>::RowsAtCompileTime == 1 &&
                                   traits<typename remove_all<Rhs>::type>::ColsAtCompileTime == 1;
  enum { value = is_inner ? int(InnerProduct) : int(CoeffBasedProductMode), ret = value };
};

}  // namespace internal

}  // namespace Eigen

#pragma once

#include "numeric/matrix.hpp"

namespace laecert::propose {

using numeric::Index;

/// m x K, row by row, so that sums over the samples' coordinates run over K units at a time.
template <int K>
using Units = Eigen::Matrix<double, Eigen::Dynamic, K, K == 1 ? Eigen::ColMajor : Eigen::RowMajor>;
template <int K>
using UnitGram = Eigen::Matrix<double, K, K>;

/// The transposed encoder and the decoder, both m x k, in coordinates that the user of the pair names.
struct Factors {
  Units<Eigen::Dynamic> A, B;
};

/// A weight whose number of units the compiler knows: most data are looked at through few, and loops over two or three
/// numbers cost more than what they do. K = Dynamic is any number.
template <int K>
Eigen::Map<const Units<K>> fixed(const Units<Eigen::Dynamic>& weight) {
  return {weight.data(), weight.rows(), weight.cols()};
}
template <int K>
Eigen::Map<Units<K>> fixed(Units<Eigen::Dynamic>& weight) {
  return {weight.data(), weight.rows(), weight.cols()};
}

/// Calls f.template operator()<K>() with K = k for few units, else with K = Dynamic.
template <class F>
auto with_units(Index k, const F& f) {
  switch (k) {
    case 1:
      return f.template operator()<1>();
    case 2:
      return f.template operator()<2>();
    case 3:
      return f.template operator()<3>();
    case 4:
      return f.template operator()<4>();
    default:
      return f.template operator()<Eigen::Dynamic>();
  }
}

}  // namespace laecert::propose

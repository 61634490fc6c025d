#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "instances/table.hpp"
#include "problem/instance.hpp"

namespace laecert::instances {

/// What a user may change of a built-in instance; what is not given keeps the instance's default.
struct BuiltinChoice {
  std::optional<problem::Index> k = {};
  std::optional<problem::Rational> lambda = {};
  std::optional<long> samples = {};               // for instances that are no data table
  bool center = false;                            // for data tables
  bool drop_constant_columns = false;             // for data tables
  std::vector<problem::Rational> penalties = {};  // of the units; k of them
};

/// The names that `builtin` knows, in the order of a help text.
std::vector<std::string> builtin_names();

/// Whether the name is that of a built-in table of samples, which can be centred.
bool is_builtin_table(std::string_view name);

/// A built-in instance.
///
///   iris          150 x 4 samples, k = 2, lambda = 10            [flower measurements in cm]
///   digits        1797 x 64 samples, k = 3, lambda = 1000        [grey values 0 to 16]
///   scalar-above  S = (4), k = 1, lambda = 1
///   scalar-below  S = (4), k = 1, lambda = 9
///   synthetic-20  S = diag(1, 4, ..., 400), k = 10, lambda = 10
///   repeated      rational, m = 5, k = 2, lambda = 4; eigenvalues above lambda of multiplicity 2 and 2, one below
///
/// Units:     lambda in squared data units.
/// Guarantee: the same exact instance everywhere; `repeated` with another lambda keeps S and is no rational spectrum.
/// Errors:    UsageError for an unknown name (with the known ones), for `center` and `drop_constant_columns` without
///            samples, `samples` with them, and as Instance::from_gram.
problem::Instance builtin(std::string_view name, const BuiltinChoice& choice = {});

/// The samples of a built-in data table, as they are, without constant variables where asked; nothing for the others.
/// Errors: as builtin.
std::optional<Table> builtin_samples(std::string_view name, const BuiltinChoice& choice = {});

/// The built-in suite: scalars on both sides of lambda, exact instances over (m, k) up to (6, 3) with q below, at and
/// above k, one of them with penalties of its units and rational points of `unequal`, a repeated spectrum,
/// synthetic-20, iris, digits without its three constant columns. lambda / n is a rational square in every exact one.
std::vector<problem::Instance> suite();

}  // namespace laecert::instances

#pragma once

#include <filesystem>

#include "instances/csv.hpp"
#include "problem/instance.hpp"

namespace laecert::instances {

/// The instance of these samples: S = X X^T, of the samples less their mean with `center`; `samples` and `centered` of
/// the setting are filled in.
/// Errors: as Instance::from_gram.
problem::Instance instance_from_table(const Table& table, problem::Setting setting, bool center = false);

/// The instance whose Gram matrix is the m x m table in a CSV file (`--gram`).
/// Errors: those of read_csv and Instance::from_gram; DataError for a table that is not square.
problem::Instance instance_from_gram_file(const std::filesystem::path& file, problem::Setting setting,
                                          char delimiter = ',');

}  // namespace laecert::instances

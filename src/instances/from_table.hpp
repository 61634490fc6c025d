#pragma once

#include <filesystem>
#include <stop_token>

#include "instances/sample_blocks.hpp"
#include "instances/table.hpp"
#include "problem/instance.hpp"

namespace laecert::instances {

/// The instance of these samples: S = X X^T, of the samples less their mean with `center`; `samples` and `centered` of
/// the setting are filled in, and where variables were dropped its name says so; the samples' notes become its own.
/// Errors: as Instance::from_gram and SampleBlocks::block; DataError where the Gram matrix is beyond the limits of
/// table_size.hpp.
problem::Instance instance_from_samples(const SampleBlocks& samples, problem::Setting setting, bool center = false,
                                        const std::stop_token& stop = {});

/// The same of a table. Errors: as instance_from_samples; PreconditionError where it is empty.
problem::Instance instance_from_table(Table table, problem::Setting setting, bool center = false);

/// The same of the samples in a CSV file, one sample a row; the instance is named after the file where the setting
/// names none. Errors: those of read_csv and instance_from_table.
problem::Instance instance_from_csv(const std::filesystem::path& file, problem::Setting setting, bool center = false);

/// The instance whose Gram matrix is the m x m table in a file of any format that is read (`--gram`).
/// Errors: those of read_table and Instance::from_gram; DataError for a table that is not square.
problem::Instance instance_from_gram_file(const std::filesystem::path& file, problem::Setting setting,
                                          const TableOptions& options = {});

}  // namespace laecert::instances

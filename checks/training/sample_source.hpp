#pragma once

#include <memory>

#include "instances/sample_rows.hpp"
#include "propose/training/samples.hpp"

namespace laecert::checks {

/// The samples for minibatches: in memory where they take at most 256 MB there, else from where they lie, a batch at a
/// time. The bytes of a batch are the same either way.
/// Errors: as SampleRows::read.
std::unique_ptr<const propose::SampleSource> make_sample_source(std::unique_ptr<const instances::SampleRows> rows);

}  // namespace laecert::checks

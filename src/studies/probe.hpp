#pragma once

#include <vector>

#include "checks/registry.hpp"
#include "studies/certificates.hpp"
#include "studies/point/point_report.hpp"

namespace laecert::studies {

using namespace checks;

/// Which point of a manifold `probe` certifies, and how it is printed.
struct ProbeOptions {
  FamilyRegistry registry = builtin_registry();
  std::string loss = "sum";
  Effort effort = {};
  std::vector<Index> index_set = {};             // 1-based
  std::optional<std::uint64_t> frame_seed = {};  // a random frame; nothing: canonical
  long spectrum_digits = 15;
  RecordObserver observe = {};  // told the one record
};

/// Certifies one point of the manifold of an index set, or says why there is none.
/// Errors: UsageError for an unknown loss, or an index set with a repeat, outside 1..m, or larger than k.
PointAnswer probe(const problem::Instance& instance, const ProbeOptions& options);

/// What certify is asked for: the route that decides gives about 15 digits of the spectrum; more of them are demanded.
inline long demanded_spectrum_digits(long spectrum_digits) { return spectrum_digits > 15 ? spectrum_digits : 0; }

/// A certified record as `probe` and `certify` tell it. Requires: record.certified.
PointReport describe_point(const ListedLoss& loss, const ManifoldRecord& record, long spectrum_digits);
/// A certified point that is proved to lie on no manifold of a list, and why.
PointReport describe_unlisted(const ListedLoss& loss, const certify::CertifiedPoint& certified, const std::string& why,
                              long spectrum_digits);

}  // namespace laecert::studies

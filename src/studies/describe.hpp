#pragma once

#include <string>
#include <vector>

#include "checks/family/listed_loss.hpp"
#include "report/report.hpp"

/// What reports say of spectra, hypotheses and predictions.
namespace laecert::studies {

using namespace checks;

/// The versions of laecert and of the libraries whose numbers it trusts.
report::Versions versions();

/// What a report says of an instance.
report::InstanceInfo describe(const problem::Instance& instance);

/// The entries as decimals of so many digits.
std::vector<std::vector<std::string>> print_rows(const Matrix<Ball>& a, long digits);

/// The radius of an upper bound, as a decimal rounded up.
std::string print_radius(const Ball& upper);

/// The eigenvalues of S, and how well they are known: "exact", or the target radius of their enclosures.
std::vector<report::Enclosed> describe(const theory::Spectrum& spectrum, long digits);
std::string spectrum_note(const theory::Spectrum& spectrum, long digits);

/// Adds the hypotheses of a loss; one that several losses share is told once.
void add_hypotheses(std::vector<report::Hypothesis>& all, const CertifiedList& list);

/// What the theory says of a manifold; what would have to be decided is left open.
report::Manifold describe(const ListedLoss& loss, const theory::Manifold& manifold);

/// A record as it stands in reports.
report::Manifold describe(const ListedLoss& loss, const ManifoldRecord& record);

/// How many manifolds there are of each rank and index. Requires: loss.list().has_manifolds().
report::Counts describe_counts(const ListedLoss& loss);

/// How a point is written, to so many digits.
std::vector<report::Weights> describe_weights(const ListedLoss& loss, const Vector<Ball>& point, long digits);

}  // namespace laecert::studies

#pragma once

#include <string>
#include <vector>

#include "families/listed_loss.hpp"
#include "report/report.hpp"

/// What reports say of spectra, hypotheses and predictions.
namespace laecert::studies {

using namespace checks;

/// The versions of laecert and of the libraries whose numbers it trusts.
report::Versions versions();

/// What a report says of an instance.
report::InstanceInfo describe(const problem::Instance& instance);

/// How S came to be centred, or what it is taken for.
std::string describe_centering(const problem::Setting& setting);

/// What every report begins with; the hypotheses are added by add_hypotheses.
report::Preamble preamble_of(const problem::Instance& instance, const Outcome<theory::Spectrum>& spectrum,
                             const Effort& effort);
/// The same of one loss, with its hypotheses.
report::Preamble preamble_of(const CertifiedList& list);

/// The entries as decimals of so many digits.
std::vector<std::vector<std::string>> print_rows(const Matrix<Ball>& a, long digits);

/// An upper bound, rounded up to two digits.
std::string print_radius(const Ball& upper);

/// The largest distance of an entry from what print_rows prints of it, rounded up.
std::string largest_radius(const Matrix<Ball>& entries, long digits);

/// The eigenvalues of S, and how well they are known: "exact", or the target radius of their enclosures.
std::vector<report::Enclosed> describe(const theory::Spectrum& spectrum, long digits);
std::string spectrum_note(const theory::Spectrum& spectrum, long digits);

/// Adds the hypotheses of a loss; one that several losses share is told once.
void add_hypotheses(std::vector<report::Hypothesis>& all, const CertifiedList& list);

/// What the theory says of a manifold; what would have to be decided is left open.
report::Manifold describe(const ListedLoss& loss, const theory::Manifold& manifold);

/// Fills in what was proved of a point: verdicts, index, nullity and value.
void add_certified(report::Manifold& row, const certify::CertifiedPoint& certified, long digits);

/// A record as it stands in reports.
report::Manifold describe(const ListedLoss& loss, const ManifoldRecord& record);

/// A manifold decided by blocks as it stands in reports: without a value, which blocks do not decide.
/// Requires: loss.list().by_blocks.
report::Manifold describe_by_blocks(const ListedLoss& loss, const theory::Manifold& manifold);

/// How many manifolds there are of each rank and index. Requires: loss.list().has_manifolds().
report::Counts describe_counts(const ListedLoss& loss);

/// How a point is written, to so many digits.
std::vector<report::Weights> describe_weights(const ListedLoss& loss, const Vector<Ball>& point, long digits);

/// How far a point may lie from what describe_weights writes of it, Frobenius, rounded up.
std::string weights_radius(const ListedLoss& loss, const Vector<Ball>& point, long digits);

}  // namespace laecert::studies

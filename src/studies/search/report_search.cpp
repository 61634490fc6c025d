#include "studies/search/report_search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "numeric/decimal.hpp"
#include "studies/describe.hpp"

namespace laecert::studies {
namespace {

constexpr Index most_listed_as_never_found = 20;
constexpr Index most_looked_through = 100000;

// The shortest decimal that is this double; empty where it is no number.
std::string text(double x) { return std::isfinite(x) ? fmt::format("{}", x) : std::string(); }

std::string short_text(double x) { return std::isfinite(x) ? fmt::format("{:.3g}", x) : std::string(); }

bool are_different(const Vector<Ball>& x, const Vector<Ball>& y) {
  for (Index i = 0; i < x.size(); ++i) {
    if (!x(i).overlaps(y(i))) return true;
  }
  return false;
}

bool is_same(const theory::Manifold& a, const theory::Manifold& b) { return a.index_set == b.index_set; }

// Points of a manifold of dimension 0 that are proved to be different from each other.
std::string count_points(const SearchOutcome& outcome, const theory::Manifold& manifold) {
  std::vector<Vector<Ball>> points;
  for (const SearchedStart& start : outcome.starts) {
    if (!start.match.manifold || !is_same(*start.match.manifold, manifold)) continue;
    const Vector<Ball>& point = start.found.certified->point;
    const bool is_new = std::all_of(points.begin(), points.end(),
                                    [&](const Vector<Ball>& known) { return are_different(known, point); });
    if (is_new) points.push_back(point);
  }
  return std::to_string(points.size());
}

report::FoundManifold describe_found(const ListedLoss& loss, const SearchOutcome& outcome,
                                     const std::pair<theory::Manifold, long>& found) {
  report::FoundManifold result{.manifold = describe(loss, found.first), .times = std::to_string(found.second)};
  if (found.first.dimension == 0) result.points = count_points(outcome, found.first);
  return result;
}

report::UnmatchedPoint describe_unmatched(const ListedLoss& loss, const SearchedStart& start) {
  const certify::CertifiedPoint& certified = *start.found.certified;
  const long digits = loss.list().effort.digits;
  const numeric::Decimal value = numeric::print_decimal(certified.value, digits);
  return {.start = std::to_string(start.found.start + 1),
          .contradiction = start.match.contradiction,
          .index = std::to_string(certified.inertia.negative),
          .nullity = std::to_string(certified.inertia.zero),
          .value = value.value,
          .radius = value.radius,
          .point_radius = print_radius(certified.radius),
          .weights = describe_weights(loss, certified.point, digits)};
}

std::string reason_of(const SearchedStart& start) {
  if (start.found.certified) return "certified, but its enclosure is too wide for the list";
  return start.found.converged ? start.found.certified.reason().text : "the finder did not converge";
}

report::UncertifiedStart describe_uncertified(const SearchedStart& start) {
  return {.start = std::to_string(start.found.start + 1),
          .scale = text(start.found.scale),
          .finder = propose::to_string(start.found.finder),
          .steps = std::to_string(start.found.steps),
          .gradient_norm = short_text(start.found.gradient_norm),
          .reason = reason_of(start)};
}

// The first manifolds of the list to which no start came.
void add_never_found(report::LossSearch& report, const ListedLoss& loss,
                     const std::vector<std::pair<theory::Manifold, long>>& found) {
  const CertifiedList& list = loss.list();
  const Integer left = list.manifold_count - static_cast<long>(found.size());
  report.never_found_count = left.str();
  if (list.manifold_count > most_looked_through) return;
  for (const theory::Manifold& manifold : list.predicted.manifolds({})) {
    if (static_cast<Index>(report.never_found.size()) >= most_listed_as_never_found) return;
    const bool was_found =
        std::any_of(found.begin(), found.end(), [&](const auto& one) { return is_same(one.first, manifold); });
    if (!was_found) report.never_found.push_back(describe(loss, manifold));
  }
}

report::LossSearch describe_search(const ListedLoss& searched, const SearchOutcome& outcome) {
  const CertifiedList& list = searched.list();
  report::LossSearch loss{.loss = list.name, .inapplicable = list.inapplicable, .undecided = list.undecided};
  if (!list.has_manifolds()) return loss;
  long converged = 0, certified = 0, matched = 0, saddles = 0;
  for (const SearchedStart& start : outcome.starts) {
    if (start.found.converged) ++converged;
    if (start.found.certified) ++certified;
    if (start.found.certified && start.found.certified->inertia.negative > 0) ++saddles;
    if (start.match.manifold) {
      ++matched;
    } else if (!start.match.contradiction.empty()) {
      loss.unmatched.push_back(describe_unmatched(searched, start));
    } else {
      loss.uncertified.push_back(describe_uncertified(start));
    }
  }
  loss.starts = std::to_string(outcome.starts.size());
  loss.converged = std::to_string(converged);
  loss.certified = std::to_string(certified);
  loss.matched = std::to_string(matched);
  loss.saddles = std::to_string(saddles);
  loss.manifold_count = list.manifold_count.str();
  const std::vector<std::pair<theory::Manifold, long>> found = tally(outcome);
  loss.found.reserve(found.size());
  for (const auto& one : found) loss.found.push_back(describe_found(searched, outcome, one));
  add_never_found(loss, searched, found);
  return loss;
}

}  // namespace

report::Search search(const problem::Instance& instance, const SearchCommandOptions& options) {
  const std::vector<FamilyLoss> losses = losses_named(options.registry, options.losses, "--loss");
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  SearchPlan plan = options.plan;
  plan.options.seed = effort.seed;
  plan.options.certify.digits = effort.digits;
  plan.options.certify.max_digits = effort.max_digits;
  Contexts contexts(instance, effort);
  report::Search report{.versions = versions(),
                        .max_digits = std::to_string(effort.max_digits),
                        .instance = describe(instance),
                        .seed = std::to_string(effort.seed),
                        .max_steps = std::to_string(plan.options.max_steps)};
  for (const double scale : plan.options.scales) report.scales.push_back(text(scale));
  for (const propose::Finder finder : plan.options.finders) report.finders.push_back(propose::to_string(finder));
  if (const Outcome<theory::Spectrum>& spectrum = contexts.spectrum()) {
    report.spectrum = describe(*spectrum, effort.digits);
    report.spectrum_note = spectrum_note(*spectrum, effort.digits);
    report.q = std::to_string(spectrum->q);
  }
  for (const FamilyLoss& family : losses) {
    const std::shared_ptr<const ListedLoss> loss = family.on(contexts);
    add_hypotheses(report.hypotheses, loss->list());
    const SearchOutcome outcome =
        loss->list().has_manifolds() ? search_list(*loss, plan, options.map) : SearchOutcome{};
    report.complete = report.complete && !outcome.interrupted;
    report.losses.push_back(describe_search(*loss, outcome));
  }
  return report;
}

}  // namespace laecert::studies

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
long count_points(const SearchOutcome& outcome, const theory::Manifold& manifold) {
  std::vector<Vector<Ball>> points;
  for (const SearchedStart& start : outcome.starts) {
    if (!start.match.manifold || !is_same(*start.match.manifold, manifold)) continue;
    const Vector<Ball>& point = start.found.certified->point;
    const bool is_new = std::all_of(points.begin(), points.end(),
                                    [&](const Vector<Ball>& known) { return are_different(known, point); });
    if (is_new) points.push_back(point);
  }
  return std::ssize(points);
}

FoundManifold describe_found(const ListedLoss& loss, const SearchOutcome& outcome,
                             const std::pair<theory::Manifold, long>& found) {
  FoundManifold result{.manifold = describe(loss, found.first), .times = found.second};
  if (found.first.dimension == 0) result.points = count_points(outcome, found.first);
  return result;
}

UnmatchedPoint describe_unmatched(const ListedLoss& loss, const SearchedStart& start) {
  const certify::CertifiedPoint& certified = *start.found.certified;
  const long digits = loss.list().effort.digits;
  const numeric::Decimal value = numeric::print_decimal(certified.value, digits);
  return {.start = start.found.start + 1,
          .contradiction = start.match.contradiction,
          .index = certified.inertia.negative,
          .nullity = certified.inertia.zero,
          .value = value.value,
          .radius = value.radius,
          .point_radius = weights_radius(loss, certified.point, digits),
          .weights = describe_weights(loss, certified.point, digits)};
}

std::string reason_of(const SearchedStart& start) {
  if (start.found.certified) return "certified, but its enclosure is too wide for the list";
  return start.found.converged ? start.found.certified.reason().text : "the finder did not converge";
}

UncertifiedStart describe_uncertified(const SearchedStart& start) {
  return {.start = start.found.start + 1,
          .scale = text(start.found.scale),
          .finder = propose::to_string(start.found.finder),
          .steps = start.found.steps,
          .gradient_norm = short_text(start.found.gradient_norm),
          .reason = reason_of(start)};
}

// The first manifolds of the list to which no start came.
void add_never_found(LossSearch& report, const ListedLoss& loss,
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

LossSearch describe_search(const ListedLoss& searched, const SearchOutcome& outcome) {
  const CertifiedList& list = searched.list();
  LossSearch loss{.loss = list.name, .inapplicable = list.inapplicable, .undecided = list.undecided};
  if (!list.has_manifolds()) return loss;
  for (const SearchedStart& start : outcome.starts) {
    if (start.found.converged) ++loss.converged;
    if (start.found.certified) ++loss.certified;
    if (start.found.certified && start.found.certified->inertia.negative > 0) ++loss.saddles;
    if (start.match.manifold) {
      ++loss.matched;
    } else if (!start.match.contradiction.empty()) {
      loss.unmatched.push_back(describe_unmatched(searched, start));
    } else {
      loss.uncertified.push_back(describe_uncertified(start));
    }
  }
  loss.starts = std::ssize(outcome.starts);
  loss.manifold_count = list.manifold_count.str();
  const std::vector<std::pair<theory::Manifold, long>> found = tally(outcome);
  loss.found.reserve(found.size());
  for (const auto& one : found) loss.found.push_back(describe_found(searched, outcome, one));
  add_never_found(loss, searched, found);
  return loss;
}

}  // namespace

Search search(const problem::Instance& instance, const SearchCommandOptions& options) {
  const std::vector<FamilyLoss> losses = losses_named(options.registry, options.losses, "--loss", instance);
  Effort effort = options.effort;
  effort.manifolds = {.kind = Selection::Kind::none};
  SearchPlan plan = options.plan;
  plan.options.seed = effort.seed;
  plan.options.certify.digits = effort.digits;
  plan.options.certify.max_digits = effort.max_digits;
  Contexts contexts(instance, effort);
  Search report{.preamble = preamble_of(instance, contexts.spectrum(), effort),
                .seed = std::to_string(effort.seed),
                .max_steps = plan.options.max_steps};
  for (const double scale : plan.options.scales) report.scales.push_back(text(scale));
  for (const propose::Finder finder : plan.options.finders) report.finders.push_back(propose::to_string(finder));
  for (const FamilyLoss& family : losses) {
    const std::shared_ptr<const ListedLoss> loss = family.on(contexts);
    add_hypotheses(report.preamble.hypotheses, loss->list());
    const SearchOutcome outcome =
        loss->list().has_manifolds() ? search_list(*loss, plan, options.map) : SearchOutcome{};
    report.complete = report.complete && !outcome.interrupted;
    report.losses.push_back(describe_search(*loss, outcome));
  }
  return report;
}

}  // namespace laecert::studies

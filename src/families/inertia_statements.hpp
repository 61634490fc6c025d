#pragma once

#include <fmt/format.h>

#include <concepts>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "families/block_route.hpp"
#include "families/findings.hpp"

// The statements on the index and on the nullity, once for every context with a certified list: what the list predicts
// against what was proved of the Hessian at each certified point.

namespace laecert::checks {

/// A wrong twin of a count that a list predicts.
template <class Context>
struct WrongCount {
  std::string id, text;
  std::function<Index(const Context&, const theory::Manifold&)> predict;
};

/// Which count: its name, what is predicted of a manifold, and what was proved at a certified point.
struct Count {
  std::string name;
  std::vector<std::string> by;
  Index theory::Manifold::*predicted;
  Index numeric::Inertia::*proved;
};

inline Count index_count() {
  return {"index", {"bordered inertia R5, R6"}, &theory::Manifold::index, &numeric::Inertia::negative};
}

inline Count nullity_count() {
  return {
      "nullity", {"orbit tangents", "bordered inertia R5, R6"}, &theory::Manifold::nullity, &numeric::Inertia::zero};
}

/// The predicted count against the proved one, manifold by manifold.
/// predict: (const theory::Manifold&) -> Index.
template <class Context, class F>
Finding compare_count(const Context& context, const Count& count, Walk walk, const F& predict) {
  return over_inertias(
      context, count.by, walk,
      [&](const theory::Manifold& manifold, const numeric::Inertia& inertia, Verdict proof) -> Decision {
        const Index predicted = predict(manifold), proved = inertia.*count.proved;
        if (predicted == proved) return {.verdict = proof};
        return {.verdict = Verdict::refuted,
                .reason = fmt::format("predicted {} {}, proved {}", count.name, predicted, proved)};
      });
}

/// The control that decides a wrong count; it is indistinguishable where it gives every manifold the listed one.
template <class Context>
claims::Control<Context> count_control(const std::string& statement, const Count& count, WrongCount<Context> wrong) {
  return {.id = statement + "/" + wrong.id,
          .text = wrong.text,
          .decide =
              [count, predict = wrong.predict](const Context& context) {
                return compare_count(context, count, Walk::until_refuted,
                                     [&](const theory::Manifold& manifold) { return predict(context, manifold); });
              },
          .indistinguishable =
              [count, predict = wrong.predict](const Context& context) {
                return on_every_manifold(context, [&](const theory::Manifold& manifold) {
                  return predict(context, manifold) == manifold.*count.predicted;
                });
              }};
}

/// The statement that the list predicts this count, with its controls.
template <class Context>
claims::Statement<Context> count_statement(const claims::StatementInfo& info, const Count& count,
                                           std::vector<WrongCount<Context>> wrong) {
  claims::Statement<Context> statement{.info = info};
  statement.decide = [count](const Context& context) {
    return compare_count(context, count, Walk::all,
                         [&](const theory::Manifold& manifold) { return manifold.*count.predicted; });
  };
  for (WrongCount<Context>& one : wrong)
    statement.controls.push_back(count_control(statement.info.id, count, std::move(one)));
  return statement;
}

/// The list predicts the index: its margin is the least gap that a proof of inertia has left.
template <class Context>
claims::Statement<Context> index_statement(const claims::StatementInfo& info, std::vector<WrongCount<Context>> wrong) {
  claims::Statement<Context> statement = count_statement<Context>(info, index_count(), std::move(wrong));
  statement.decide = [decide = std::move(statement.decide)](const Context& context) {
    Finding finding = decide(context);
    finding.margin = least_gap_text(context.records);
    if constexpr (std::derived_from<Context, CertifiedList>) {
      if (const CertifiedList& list = context; list.by_blocks && !finding.margin.empty())
        finding.margin += fmt::format(" of {}", list.by_blocks->checked);
    }
    return finding;
  };
  return statement;
}

/// The list predicts the nullity.
template <class Context>
claims::Statement<Context> nullity_statement(const claims::StatementInfo& info,
                                             std::vector<WrongCount<Context>> wrong) {
  return count_statement<Context>(info, nullity_count(), std::move(wrong));
}

}  // namespace laecert::checks

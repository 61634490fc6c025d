#include "studies/explain.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "checks/lae/family.hpp"
#include "families/machine_checked.hpp"
#include "report/sources.hpp"
#include "studies/lemma_index.hpp"
#include "studies/lemmas.hpp"
#include "theory/lae/algorithm_identities.hpp"
#include "theory/ppca/identities.hpp"
#include "theory/unequal/identities.hpp"

namespace laecert::studies {
namespace {

// All identities there are about a loss, each decided now by normal form: a line of text by id.
using IdentityLines = std::map<std::string, std::string>;

template <class Identity>
void add(IdentityLines& lines, const std::vector<Identity>& identities) {
  for (const Identity& one : identities) {
    lines[one.id] = fmt::format("  {:<24}{:<10}{}\n", one.id, theory::holds(one) ? "holds" : "FALSE", one.text);
  }
}

IdentityLines decided_identities(theory::Loss loss) {
  IdentityLines lines;
  add(lines, theory::gradient_identities(loss));
  add(lines, theory::converse_identities(loss));
  if (loss != theory::Loss::sum) {
    add(lines, theory::commuting_identities(loss));
    add(lines, std::vector{theory::linear_invariance(loss)});
    return lines;
  }
  add(lines, theory::balance_identities());
  add(lines, theory::completeness_identities());
  add(lines, theory::trace_identities());
  add(lines, theory::oja_identities());
  add(lines, theory::tied_identities());
  add(lines, theory::flow_identities());
  add(lines, theory::half_step_identities());
  add(lines, std::vector{theory::orthogonal_invariance(loss)});
  add(lines, theory::ppca_stationary_identities());
  add(lines, theory::ppca_decoder_identities());
  add(lines, theory::ppca_operator_identities());
  add(lines, std::vector{theory::ppca_regression_identity()});
  add(lines, theory::unit_gradient_identities());
  add(lines, theory::unit_converse_identities());
  add(lines, theory::unit_completeness_identities());
  add(lines, theory::unit_trace_identities());
  return lines;
}

bool rests_on(const claims::StatementInfo& info, std::string_view lemma) {
  return std::find(info.lemmas.begin(), info.lemmas.end(), lemma) != info.lemmas.end();
}

// The identities that the steps of the lemmas name, in that order, each once.
std::vector<std::string> identities_of(const claims::StatementInfo& info, theory::Loss loss) {
  std::vector<std::string> ids;
  const auto name = [&](const std::string& id) {
    if (!id.empty() && std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
  };
  for (const std::string& id : info.lemmas) {
    const Lemma* lemma = find_lemma(id);
    if (lemma == nullptr) continue;
    for (const Step& step : lemma->steps) name(step.identity);
  }
  if (rests_on(info, "C7")) name(loss == theory::Loss::sum ? "symmetry.O" : "symmetry.GL");
  return ids;
}

std::string identities_behind(const claims::StatementInfo& info, theory::Loss loss) {
  const IdentityLines lines = decided_identities(loss);
  std::string text;
  for (const std::string& id : identities_of(info, loss)) text += lines.at(id);
  return text;
}

// The loss that the id begins with; rows of no loss are about `sum`.
theory::Loss loss_of(const std::string& id) { return lae_loss(id.substr(0, id.find('.'))).value_or(theory::Loss::sum); }

// The steps of a lemma, and who decides each.
std::string steps_text(const Lemma& lemma) {
  std::string text;
  for (std::size_t i = 0; i < lemma.steps.size(); ++i) {
    const Step& step = lemma.steps[i];
    const std::string by = to_string(step.decider) + (step.identity.empty() ? "" : " (" + step.identity + ")");
    text += fmt::format("  {:>4}.{:<3} {:<24}{}\n", lemma.id, i + 1, by, step.text);
  }
  return text;
}

std::string chain_of(const claims::StatementInfo& info) {
  std::string text;
  for (const std::string& id : info.lemmas) {
    const Lemma* lemma = find_lemma(id);
    if (lemma != nullptr) text += fmt::format("  {}  {}\n", lemma->id, lemma->title) + steps_text(*lemma);
  }
  return text;
}

// A line for each lemma: what it says.
std::string lemma_lines(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) {
    if (const IndexedLemma* lemma = find_indexed(id)) text += fmt::format("  {:<5} {}\n", id, lemma->sentence);
  }
  return text;
}

// A line for each key that the text cites.
std::string source_lines(const std::string& cited) {
  std::string text;
  for (const report::Source& source : report::cited({cited})) {
    text += fmt::format("  {:<8} {}\n", source.key, source.work);
  }
  return text;
}

}  // namespace

std::string explain(const RegisteredStatement& statement) {
  const claims::StatementInfo& info = statement.info;
  std::string text = fmt::format("{}\n\nproposition  {}\nexpected     {}\nhypotheses   {}\nsource       {}\n{}",
                                 info.id, info.proposition, claims::to_string(info.expected), info.hypotheses,
                                 info.source, source_lines(info.source));
  text += fmt::format("floors       {} on exact instances, {} on real data\n", claims::to_string(info.floors.exact),
                      claims::to_string(info.floors.real));
  text += fmt::format("decided by   {}\n", info.method);
  text += fmt::format("lemmas       {} (reports/method.md)\n",
                      info.lemmas.empty() ? "none" : fmt::format("{}", fmt::join(info.lemmas, ", ")));
  text += lemma_lines(info.lemmas);
  for (const MachineChecked& one : machine_checked_theorems(info.id)) {
    text +=
        fmt::format("Coq          {} {}: every step checked, for all k, m, S, lambda at once\n", one.file, one.theorem);
  }
  const bool by_coq = !machine_checked_theorems(info.id).empty();
  text += fmt::format("not proved   {}{}\n", by_coq ? "nothing of what Coq has checked; of the lemmas: " : "",
                      info.not_proved);
  if (const std::string chain = chain_of(info); !chain.empty()) {
    text += "chain, each step by an identity (machine), by the instance, or by human reasoning\n" + chain;
  }
  const std::string identities = identities_behind(info, loss_of(info.id));
  if (!identities.empty()) text += "identities, in the free algebra, for all sizes at once\n" + identities;
  for (const RegisteredControl& control : statement.controls) {
    text += fmt::format("control      {}: {}\n", control.id, control.text);
  }
  return text;
}

std::optional<std::string> explain_lemma(const std::string& id) {
  const IndexedLemma* indexed = find_indexed(id);
  if (indexed == nullptr) return {};
  std::string text =
      fmt::format("{}\n\nsays         {}\nproof        reports/method.md, {}\n", id, indexed->sentence, id);
  if (const Lemma* lemma = find_lemma(id)) {
    text += "steps, each by an identity (machine), by the instance, or by human reasoning\n" + steps_text(*lemma);
  } else {
    text += fmt::format("decided by   {}\n", indexed->decider);
  }
  std::vector<std::string> statements;
  for (const RegisteredStatement& statement : registered_statements()) {
    if (rests_on(statement.info, id)) statements.push_back(statement.info.id);
  }
  if (!statements.empty()) text += fmt::format("behind       {}\n", fmt::join(statements, ", "));
  return text;
}

std::optional<std::string> explain_source(const std::string& key) {
  for (const report::Source& source : report::sources()) {
    if (source.key != key) continue;
    return fmt::format("{}\n\nwork         {}\nat length    docs/bibliography.md\n", key, source.work);
  }
  return {};
}

}  // namespace laecert::studies

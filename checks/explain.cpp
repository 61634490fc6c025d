#include "checks/explain.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "checks/machine_checked.hpp"
#include "theory/lae/identities.hpp"

namespace laecert::checks {
namespace {

template <class Identity>
std::string identity_lines(const std::vector<Identity>& identities) {
  std::string text;
  for (const Identity& identity : identities) {
    text += fmt::format("  {:<24}{:<10}{}\n", identity.id, theory::holds(identity) ? "holds" : "FALSE", identity.text);
  }
  return text;
}

bool rests_on(const claims::StatementInfo& info, std::string_view lemma) {
  return std::find(info.lemmas.begin(), info.lemmas.end(), lemma) != info.lemmas.end();
}

std::vector<theory::Identity> invariance(theory::Loss loss) {
  return {loss == theory::Loss::sum ? theory::orthogonal_invariance(loss) : theory::linear_invariance(loss)};
}

// The identities behind the lemmas (reports/method.md), decided now by normal form.
std::string identities_behind(const claims::StatementInfo& info, theory::Loss loss) {
  std::string text;
  if (rests_on(info, "T1")) {
    text += identity_lines(theory::gradient_identities(loss)) + identity_lines(theory::balance_identities());
  }
  if (rests_on(info, "T4")) {
    text += identity_lines(theory::completeness_identities()) + identity_lines(theory::trace_identities());
  }
  if (rests_on(info, "T12")) {
    text += identity_lines(theory::gradient_identities(loss)) + identity_lines(theory::commuting_identities(loss));
  }
  if (rests_on(info, "T6") || rests_on(info, "T13")) text += identity_lines(theory::converse_identities(loss));
  if (rests_on(info, "C7")) text += identity_lines(invariance(loss));
  return text;
}

// The loss that the id begins with.
std::optional<theory::Loss> loss_of(const std::string& id) {
  for (const theory::Loss loss : known_losses()) {
    if (id.starts_with(theory::to_string(loss) + ".")) return loss;
  }
  return {};
}

}  // namespace

std::string explain(const RegisteredStatement& statement) {
  const claims::StatementInfo& info = statement.info;
  std::string text = fmt::format("{}\n\nproposition  {}\nexpected     {}\nhypotheses   {}\nsource       {}\n", info.id,
                                 info.proposition, claims::to_string(info.expected), info.hypotheses, info.source);
  text += fmt::format("floors       {} on exact instances, {} on real data\n", claims::to_string(info.floors.exact),
                      claims::to_string(info.floors.real));
  text += fmt::format("decided by   {}\n", info.method);
  text += fmt::format("lemmas       {} (reports/method.md)\n",
                      info.lemmas.empty() ? "none" : fmt::format("{}", fmt::join(info.lemmas, ", ")));
  for (const MachineChecked& one : machine_checked_theorems(info.id)) {
    text += fmt::format("Coq          {} {}: checked for all k, m, S, lambda at once\n", one.file, one.theorem);
  }
  text += fmt::format("not proved   {}\n", info.not_proved);
  const std::optional<theory::Loss> loss = loss_of(info.id);
  const std::string identities = loss ? identities_behind(info, *loss) : std::string();
  if (!identities.empty()) text += "identities, in the free algebra, for all sizes at once\n" + identities;
  for (const RegisteredControl& control : statement.controls) {
    text += fmt::format("control      {}: {}\n", control.id, control.text);
  }
  return text;
}

}  // namespace laecert::checks

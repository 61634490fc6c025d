#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "certify/block_formulas.hpp"
#include "claims/runner.hpp"
#include "families/contexts.hpp"
#include "families/findings.hpp"
#include "families/listed_loss.hpp"
#include "families/machine_checked.hpp"
#include "families/own_instance.hpp"

namespace laecert::checks {

/// Something that a loss allows, or in one line why it does not.
struct Ability {
  std::string why_not = {};
  explicit operator bool() const { return why_not.empty(); }
};

/// The derivatives of a loss at its listed point of {1..rank}, as polynomials: what the block route asks of a family.
using FormulasOf = std::function<certify::LossFormulas(numeric::Index m, numeric::Index k, numeric::Index rank)>;

/// A loss of a family.
struct FamilyLoss {
  std::string name;  // as --loss has it, and what the ids of its statements begin with
  // The loss on an instance: its hypotheses decided, and what the effort selects certified.
  std::function<std::shared_ptr<const ListedLoss>(Contexts&)> on;
  // Whether its list is its own: one that is taken over from another loss is not searched, nor its manifolds told
  // again, unless --loss names it.
  bool has_own_list = true;
  // Ids, without the loss, of the statements that a certificate of one of its points decides again.
  std::vector<std::string> certified_statements = {};
  FormulasOf formulas = {};   // nothing: its Hessians are decided by the dense route alone
  Ability certificates = {};  // whether its points can be decided again by an independent program
  Ability training = {"no algorithm here trains it"};
  bool has_penalties = false;  // one a unit, in the place of lambda
  // Whether the instance has what this loss alone needs: else it is looked at only where --loss names it. Empty:
  // always.
  std::function<bool(const problem::Instance&)> concerns = {};
};

/// A control without the way to decide it.
struct RegisteredControl {
  std::string id, text;
};

/// A statement of whatever family, as it is listed and explained.
struct RegisteredStatement {
  claims::StatementInfo info;
  std::vector<RegisteredControl> controls = {};
};

/// Statements that are decided on one context, whatever its type.
struct StatementGroup {
  std::vector<RegisteredStatement> statements;
  /// Decides those that the options name, on the context, which it has made if it is not there.
  std::function<claims::RunResult(Contexts&, claims::RunOptions)> run;
  /// The same rows where the context failed inside, which is told as `what`.
  std::function<claims::RunResult(const claims::RunOptions&, const std::string& what)> failed;
  /// The same rows where a stop came before the context was made.
  std::function<claims::RunResult(const claims::RunOptions&)> unreached;
  /// Errors: PreconditionError, as claims::require_well_formed.
  std::function<void()> require_well_formed;
  /// As that of a loss: else its rows are there only where --loss or --statements names them. Empty: always.
  std::function<bool(const problem::Instance&)> concerns = {};
};

/// Whether a loss, or a group of statements, is about such an instance at all.
template <class T>
bool is_about_instance(const T& one, const problem::Instance& instance) {
  return !one.concerns || one.concerns(instance);
}

/// What laecert knows of one kind of model: a value. Adding one is adding its folders and its line in registry.cpp.
struct Family {
  std::string name;
  std::vector<FamilyLoss> losses;
  std::vector<StatementGroup> groups = {};
  claims::Registry<OwnInstance> known_false = {};  // each on an instance of its own
};

/// The statements of a registry as they are listed.
template <class Context>
std::vector<RegisteredStatement> listed(const claims::Registry<Context>& registry) {
  std::vector<RegisteredStatement> all;
  for (const claims::Statement<Context>& statement : registry) {
    RegisteredStatement one{.info = statement.info};
    for (const claims::Control<Context>& control : statement.controls)
      one.controls.push_back({control.id, control.text});
    all.push_back(std::move(one));
  }
  return all;
}

/// Statements as they are registered: they name the theorems that Coq has checked as well, a route that gives `exact`,
/// and find no more than `--evidence` asks for.
/// list_of: the certified list of a context, which holds the effort.
template <class Context, class F>
claims::Registry<Context> completed(claims::Registry<Context> registry, const F& list_of) {
  for (claims::Statement<Context>& statement : registry) {
    const auto applies = [applies = statement.theorems_apply, list_of](const Context& context) {
      return list_of(context).allows(Verdict::exact) && (!applies || applies(context));
    };
    statement = naming_theorems<Context>(std::move(statement), applies);
    statement.decide = [decide = statement.decide, list_of](const Context& context) {
      return limited(list_of(context), decide(context));
    };
  }
  return registry;
}

/// A group of statements that share a context.
/// context:           makes it, or finds it made.
/// is_exact_instance: (const Context&) -> bool, whether the floors of exact instances apply.
template <class Context, class Make, class IsExact>
StatementGroup group_of(claims::Registry<Context> registry, Make context, IsExact is_exact_instance) {
  return {
      .statements = listed(registry),
      .run =
          [registry, context, is_exact_instance](Contexts& contexts, claims::RunOptions options) {
            const std::shared_ptr<const Context> on = context(contexts);
            options.exact_instance = is_exact_instance(*on);
            return claims::run(registry, *on, options);
          },
      .failed = [registry](const claims::RunOptions& options,
                           const std::string& what) { return claims::failed_run(registry, options, what); },
      .unreached = [registry](const claims::RunOptions& options) { return claims::unreached_run(registry, options); },
      .require_well_formed = [registry] { claims::require_well_formed(registry); },
      .concerns = {}};
}

}  // namespace laecert::checks

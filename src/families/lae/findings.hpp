#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "families/findings.hpp"
#include "families/lae/context.hpp"
#include "families/own_instance.hpp"

namespace laecert::checks {

using theory::Loss;
using LaeStatement = claims::Statement<LaeContext>;
using LaeControl = claims::Control<LaeContext>;

/// "sum.index" and the like.
std::string statement_id(Loss loss, const std::string& name);
/// The hypotheses of docs/theory.md section 1 in words.
std::string section_one_text(Loss loss);
/// The lemmas behind "every critical point is in the list", and behind "the listed points are critical".
std::vector<std::string> completeness_lemmas(Loss loss);
std::string converse_lemma(Loss loss);

/// What a statement asks of the instance: nothing, lambda > 0 alone, or all of docs/theory.md section 1.
enum class Needs : std::int8_t { nothing, positive_lambda, section_one };

/// The finding where a hypothesis fails or is undecided; nothing where all hold.
std::optional<Finding> blocked(const LaeContext& context, Needs needs);

/// A statement about every critical point, decided by lemmas whose identities and hypotheses hold (by_lemmas_alone).
/// Where `--evidence` leaves out what is exact, the certified points alone are left: by_gaps.
/// contradiction: (const ManifoldRecord&, const certify::CertifiedPoint&) -> std::optional<std::string>.
template <class F>
Finding by_lemmas(const LaeContext& context, Needs needs, bool identities_hold, std::vector<std::string> lemmas,
                  const F& contradiction, const Gap& gap = {}) {
  if (std::optional<Finding> finding = blocked(context, needs)) return *std::move(finding);
  if (!context.allows(Verdict::exact)) return by_gaps(context, contradiction, gap);
  return by_lemmas_alone(context, identities_hold, std::move(lemmas), contradiction);
}

/// Decides a twin, and while nothing refutes it and something is undecided, again with twice the digits on a few
/// manifolds alone, up to the largest precision: twin and truth may differ by less than the digits asked for. A stop
/// ends it with what was found before.
/// decide: (const LaeContext&) -> Finding.
Finding decide_sharply(const LaeContext& context, const std::function<Finding(const LaeContext&)>& decide);

/// The certified point as encoder and decoder.
problem::Autoencoder<Ball> autoencoder(const LaeContext& context, const certify::CertifiedPoint& certified);
/// The exact point of an exact instance.
problem::Autoencoder<Rational> exact_autoencoder(const LaeContext& context, const ManifoldRecord& record);

}  // namespace laecert::checks

#include "families/own_instance.hpp"

#include <utility>

namespace laecert::checks {

using claims::Decision;
using claims::Finding;
using claims::Verdict;

KnownFalse known_false(KnownFalseText text, std::function<Finding()> decide) {
  return {.info = {.id = std::move(text.id),
                   .proposition = std::move(text.proposition),
                   .hypotheses = "own instance",
                   .source = std::move(text.source),
                   .expected = claims::Expected::refuted,
                   .floors = {Verdict::exact, Verdict::exact},
                   .method = std::move(text.method),
                   .not_proved = "nothing",
                   .known_false = true},
          .decide = [decide = std::move(decide)](const OwnInstance&) { return decide(); },
          .controls = {}};
}

Finding refuted_by(bool is_counterexample, std::string witness) {
  Finding finding;
  finding.by = {"exact witness"};
  Decision decision{.verdict = Verdict::refuted, .margin = {}, .reason = std::move(witness)};
  if (!is_counterexample) {
    decision = {.verdict = Verdict::undecided, .margin = {}, .reason = "the witness is no counterexample"};
  }
  finding.cases.push_back({"own instance", std::move(decision)});
  return finding;
}

}  // namespace laecert::checks

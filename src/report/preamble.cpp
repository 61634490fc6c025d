#include "report/preamble.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>
#include <set>

#include "report/number_text.hpp"

namespace laecert::report {
namespace {

constexpr std::size_t shown_hash_digits = 8;  // enough to tell reports apart; JSON has all 64

std::string note_of(const Preamble& preamble) {
  if (!preamble.spectrum_note.empty()) return preamble.spectrum_note;
  std::set<std::string> radii;
  for (const Enclosed& entry : preamble.spectrum) radii.insert(entry.radius.empty() ? "unknown" : entry.radius);
  radii.erase("0");
  if (radii.empty()) return "exact";
  return fmt::format("enclosed, radius < {}", fmt::join(radii, ", "));
}

Line title_line(const Versions& versions, const char* subject) {
  for (const auto& [name, version] : versions) {
    if (name == "laecert") return {fmt::format("laecert {}   {}", version, subject)};
  }
  return {fmt::format("laecert   {}", subject)};
}

KeyLine numbers_line(const Versions& versions, std::optional<long> max_digits) {
  std::vector<std::string> parts;
  for (const auto& [name, version] : versions) {
    if (name != "laecert") parts.push_back(fmt::format("{} {}", name, version));
  }
  const std::string digits = max_digits ? fmt::format("; up to {} digits", *max_digits) : "";
  return {"numbers", fmt::format("{}{}", fmt::join(parts, ", "), digits)};
}

std::string penalties_text(const InstanceInfo& instance) {
  std::vector<std::string> texts;
  texts.reserve(instance.penalties.size());
  for (const std::string& penalty : instance.penalties) texts.push_back(short_fraction(penalty));
  return texts.empty() ? std::string() : fmt::format(", penalties {}", fmt::join(texts, ", "));
}

std::string centering_text(const InstanceInfo& instance) {
  if (!instance.standardized) return instance.centered ? "centred" : "not centred";
  return fmt::format("standardized over {} {}", instance.standardized->divisor,
                     instance.standardized->exact ? "exactly" : "to 2^-256");
}

KeyLine instance_line(const InstanceInfo& instance) {
  const std::string samples = instance.n ? fmt::format(", {} samples", *instance.n) : "";
  const std::string lambda =
      instance.has_penalty
          ? fmt::format(", lambda = {}", instance.lambda.empty() ? "unknown" : short_fraction(instance.lambda))
          : "";
  const std::string notes = instance.notes.empty() ? "" : fmt::format("   ({})", fmt::join(instance.notes, "; "));
  return {"instance", fmt::format("{}{}, m = {}, k = {}{}{}, {}   gram sha256 {}{}", instance.name, samples, instance.m,
                                  instance.k, lambda, penalties_text(instance), centering_text(instance),
                                  instance.sha256.substr(0, shown_hash_digits), notes)};
}

// Where lambda comes from, by which formula.
KeyLine units_line(const InstanceInfo& instance) {
  const WeightDecayInfo& decay = *instance.weight_decay;
  const bool is_sum = decay.loss_units == "sum", by_feature = decay.loss_units == "mean-feature";
  return {"units", fmt::format("lambda = {}r/2, weight decay r = {} on a loss {}",
                               is_sum       ? ""
                               : by_feature ? "n m "
                                            : "n ",
                               short_fraction(decay.rate),
                               is_sum       ? "summed over samples and features"
                               : by_feature ? "averaged over samples and features"
                                            : "averaged over samples, summed over features")};
}

KeyLine spectrum_line(const Preamble& preamble, std::size_t significant_digits) {
  if (preamble.spectrum.empty()) return {"spectrum", "not decided"};
  std::vector<std::string> values;
  values.reserve(preamble.spectrum.size());
  for (const Enclosed& entry : preamble.spectrum) {
    values.push_back(leading_digits(entry.value, entry.radius, significant_digits));
  }
  const std::string q = preamble.q ? fmt::format("; q = {}", *preamble.q) : "";
  return {"spectrum", fmt::format("{}   {}{}", fmt::join(values, ", "), note_of(preamble), q)};
}

KeyLine hypotheses_line(const std::vector<Hypothesis>& hypotheses) {
  std::vector<std::string> parts;
  parts.reserve(hypotheses.size());
  for (const Hypothesis& one : hypotheses) {
    const std::string margin = one.margin.empty() ? "" : fmt::format(", {}", one.margin);
    parts.push_back(fmt::format("{}: {}{}", one.text, claims::to_string(one.verdict), margin));
  }
  return {"hypotheses", fmt::format("{}", fmt::join(parts, ".  "))};
}

std::string or_nothing(const std::string& text) { return text.empty() ? "nothing" : text; }

}  // namespace

std::vector<Block> title_blocks(const Preamble& preamble, const char* subject) {
  return {title_line(preamble.versions, subject), numbers_line(preamble.versions, preamble.max_digits)};
}

std::vector<Block> overview_blocks(const Overview& overview) {
  return {KeyLine{"decided", or_nothing(overview.decided)}, KeyLine{"not decided", or_nothing(overview.not_decided)},
          KeyLine{"unexpected", or_nothing(overview.unexpected)}};
}

std::vector<Block> instance_blocks(const Preamble& preamble, std::size_t significant_digits) {
  std::vector<Block> blocks{instance_line(preamble.instance)};
  if (preamble.instance.weight_decay) blocks.emplace_back(units_line(preamble.instance));
  append(blocks, {spectrum_line(preamble, significant_digits), hypotheses_line(preamble.hypotheses)});
  return blocks;
}

Document opening(const Preamble& preamble, const char* subject, const Overview& overview,
                 std::size_t significant_digits) {
  Document document{title_blocks(preamble, subject)};
  append(document.blocks, overview_blocks(overview));
  append(document.blocks, instance_blocks(preamble, significant_digits));
  return document;
}

KeyLine evidence_line(claims::Verdict evidence) {
  return {"evidence", fmt::format("only routes that give at most {}", claims::to_string(evidence))};
}

void append(std::vector<Block>& blocks, std::vector<Block> more) {
  blocks.insert(blocks.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace laecert::report

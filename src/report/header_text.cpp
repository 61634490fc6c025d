#include "report/header_text.hpp"

#include <fmt/format.h>

#include <set>

#include "report/number_text.hpp"

namespace laecert::report {
namespace {

constexpr std::size_t shown_hash_digits = 8;  // enough to tell reports apart; JSON has all 64

std::string note_of(const SpectrumText& spectrum) {
  if (!spectrum.note.empty()) return spectrum.note;
  std::set<std::string> radii;
  for (const Enclosed& entry : spectrum.values) radii.insert(entry.radius.empty() ? "unknown" : entry.radius);
  radii.erase("0");
  if (radii.empty()) return "exact";
  return fmt::format("enclosed, radius < {}", fmt::join(radii, ", "));
}

}  // namespace

Line title_line(const Versions& versions, const char* subject) {
  for (const auto& [name, version] : versions) {
    if (name == "laecert") return {fmt::format("laecert {}   {}", version, subject)};
  }
  return {fmt::format("laecert   {}", subject)};
}

KeyLine numbers_line(const Versions& versions, const std::string& max_digits) {
  std::vector<std::string> parts;
  for (const auto& [name, version] : versions) {
    if (name != "laecert") parts.push_back(fmt::format("{} {}", name, version));
  }
  const std::string digits = max_digits.empty() ? "" : fmt::format("; up to {} digits", max_digits);
  return {"numbers", fmt::format("{}{}", fmt::join(parts, ", "), digits)};
}

KeyLine instance_line(const InstanceInfo& instance) {
  const std::string samples = instance.n ? fmt::format(", {} samples", *instance.n) : "";
  const std::string notes = instance.notes.empty() ? "" : fmt::format("   ({})", fmt::join(instance.notes, "; "));
  return {"instance", fmt::format("{}{}, m = {}, k = {}, lambda = {}, {}   gram sha256 {}{}", instance.name, samples,
                                  instance.m, instance.k, instance.lambda.empty() ? "unknown" : instance.lambda,
                                  instance.centered ? "centred" : "not centred",
                                  instance.sha256.substr(0, shown_hash_digits), notes)};
}

KeyLine spectrum_line(const SpectrumText& spectrum, std::size_t significant_digits) {
  if (spectrum.values.empty()) return {"spectrum", "not decided"};
  std::vector<std::string> values;
  values.reserve(spectrum.values.size());
  for (const Enclosed& entry : spectrum.values) values.push_back(truncated(entry.value, significant_digits));
  const std::string q = spectrum.q.empty() ? "" : fmt::format("; q = {}", spectrum.q);
  return {"spectrum", fmt::format("{}   {}{}", fmt::join(values, ", "), note_of(spectrum), q)};
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

KeyLine evidence_line(claims::Verdict evidence) {
  return {"evidence", fmt::format("only routes that give at most {}", claims::to_string(evidence))};
}

}  // namespace laecert::report

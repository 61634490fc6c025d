#include "claims/verdict.hpp"

#include <array>
#include <string>
#include <utility>

#include "numeric/errors.hpp"

namespace laecert::claims {

namespace {

constexpr std::array<std::pair<Verdict, std::string_view>, 6> names{{{Verdict::refuted, "refuted"},
                                                                     {Verdict::undecided, "undecided"},
                                                                     {Verdict::supported, "supported"},
                                                                     {Verdict::enclosed, "enclosed"},
                                                                     {Verdict::exact, "exact"},
                                                                     {Verdict::inapplicable, "inapplicable"}}};

}  // namespace

std::string_view to_string(Verdict verdict) {
  for (const auto& [value, name] : names) {
    if (value == verdict) return name;
  }
  throw PreconditionError("a verdict is one of six, not number " + std::to_string(static_cast<int>(verdict)));
}

std::optional<Verdict> verdict_from(std::string_view name) {
  for (const auto& [value, text] : names) {
    if (text == name) return value;
  }
  return std::nullopt;
}

Verdict least(Verdict a, Verdict b) {
  if (a == Verdict::inapplicable) return b;
  if (b == Verdict::inapplicable) return a;
  return a < b ? a : b;
}

Verdict least(std::span<const Verdict> verdicts) {
  Verdict result = Verdict::inapplicable;
  for (const Verdict verdict : verdicts) result = least(result, verdict);
  return result;
}

bool is_positive(Verdict verdict) {
  return verdict == Verdict::supported || verdict == Verdict::enclosed || verdict == Verdict::exact;
}

bool is_proof(Verdict verdict) { return verdict == Verdict::enclosed || verdict == Verdict::exact; }

bool meets(Verdict verdict, Verdict floor) {
  if (!is_positive(floor)) {
    throw PreconditionError("a floor is supported, enclosed or exact, not " + std::string(to_string(floor)));
  }
  return is_positive(verdict) && verdict >= floor;
}

}  // namespace laecert::claims

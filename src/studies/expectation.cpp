#include "studies/expectation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "claims/verdict.hpp"
#include "instances/number.hpp"
#include "numeric/errors.hpp"

namespace laecert::studies {
namespace {

using claims::Verdict;
using numeric::Rational;
using report::Json;

// Both documents, or the same part of both; what differs goes to the lines.
struct Pair {
  const Json& approved;
  const Json& report;
};

class Differences {
 public:
  explicit Differences(Rational margin) : margin_(std::move(margin)) {}

  void compare_reports(const Pair& pair, const std::string& place);
  [[nodiscard]] std::vector<std::string> lines() && { return std::move(lines_); }

 private:
  void add(const std::string& place, const std::string& subject, const std::string& what) {
    lines_.push_back(place + subject + ": " + what);
  }
  void compare_decided(const Pair& pair, const std::string& place, const std::string& key);
  void compare_verdicts(const Pair& pair, const std::string& place, const std::string& subject);
  void compare_margins(const Pair& pair, const std::string& place, const std::string& subject);
  void compare_controls(const Pair& pair, const std::string& place);
  void compare_manifolds(const Pair& pair, const std::string& place);
  void compare_manifold(const Pair& pair, const std::string& place, const std::string& subject);
  void compare_counts(const Pair& pair, const std::string& place);

  Rational margin_;
  std::vector<std::string> lines_;
};

std::string text_of(const Json& value) { return value.is_string() ? value.get<std::string>() : value.dump(); }

Rational rational_of(const Json& value) {
  Outcome<Rational> number = instances::parse_rational(text_of(value));
  if (!number) throw DataError(text_of(value) + " is not a number");
  return *std::move(number);
}

// How strong a verdict is for one who expects the statement to hold, or to be refuted.
int strength(const std::string& verdict, bool expects_refutation) {
  const std::optional<Verdict> known = claims::verdict_from(verdict);
  if (!known) throw DataError("'" + verdict + "' is not a verdict");
  constexpr int inapplicable = 1;
  if (*known == Verdict::inapplicable) return inapplicable;
  if (*known == Verdict::undecided) return 0;
  if (expects_refutation) return *known == Verdict::refuted ? inapplicable + 1 : -1;
  return claims::is_positive(*known) ? inapplicable + static_cast<int>(*known) : -1;
}

// A margin as it is printed: a gap, which is a lower bound, or something that lies below a bound.
struct Margin {
  Rational bound;
  bool is_lower;
};

std::optional<Margin> margin_after(const std::string& text, std::string_view mark, bool is_lower) {
  const std::size_t place = text.find(mark);
  if (place == std::string::npos) return {};
  const std::size_t begin = place + mark.size();
  const Outcome<Rational> bound =
      instances::parse_rational(text.substr(begin, text.find_first_of(" ,;", begin) - begin));
  if (!bound) return {};
  return Margin{*bound, is_lower};
}

std::optional<Margin> margin_of(const std::string& text) {
  for (const char* mark : {"< ", "within "}) {
    if (std::optional<Margin> margin = margin_after(text, mark, false)) return margin;
  }
  for (const char* mark : {"gap ", "least "}) {
    if (std::optional<Margin> margin = margin_after(text, mark, true)) return margin;
  }
  return {};
}

// The entries of a list by what they are about.
template <class Name>
std::map<std::string, const Json*> by_name(const Json& list, const Name& name) {
  std::map<std::string, const Json*> found;
  for (const Json& one : list) found.emplace(name(one), &one);
  return found;
}

std::string id_of(const Json& statement) { return text_of(statement.at("id")); }

std::string hypothesis_of(const Json& hypothesis) { return text_of(hypothesis.at("text")); }

std::string manifold_of(const Json& manifold) {
  const Json& ranks = manifold.at("rank_vector");
  std::string set = ranks.is_null() ? manifold.at("index_set").dump() : ranks.dump();
  if (ranks.is_null()) set = '{' + set.substr(1, set.size() - 2) + '}';
  return text_of(manifold.at("loss")) + ' ' + set;
}

void Differences::compare_margins(const Pair& pair, const std::string& place, const std::string& subject) {
  const std::string before = text_of(pair.approved.at("margin"));
  const std::string now = text_of(pair.report.at("margin"));
  const std::optional<Margin> approved = margin_of(before);
  if (!approved) return;
  const std::optional<Margin> margin = margin_of(now);
  const bool is_enough =
      margin && margin->is_lower == approved->is_lower &&
      (approved->is_lower ? margin->bound >= margin_ * approved->bound : margin->bound * margin_ <= approved->bound);
  if (!is_enough) add(place, subject, fmt::format("margin '{}', approved '{}'", now, before));
}

void Differences::compare_verdicts(const Pair& pair, const std::string& place, const std::string& subject) {
  const std::string before = text_of(pair.approved.at("verdict"));
  const std::string now = text_of(pair.report.at("verdict"));
  const bool expects_refutation = pair.approved.value("expected", "holds") == "refuted";
  if (strength(now, expects_refutation) < strength(before, expects_refutation)) {
    add(place, subject, fmt::format("{}, approved {}", now, before));
  } else if (now == before) {  // a stronger verdict has a margin of another kind, or none
    compare_margins(pair, place, subject);
  }
}

// Hypotheses, statements or statements known false.
void Differences::compare_decided(const Pair& pair, const std::string& place, const std::string& key) {
  const auto name = [&](const Json& one) { return key == "hypotheses" ? hypothesis_of(one) : id_of(one); };
  const std::map<std::string, const Json*> found = by_name(pair.report.at(key), name);
  for (const Json& approved : pair.approved.at(key)) {
    const std::string subject = name(approved);
    const auto one = found.find(subject);
    if (one == found.end()) {
      add(place, subject, "is not there");
      continue;
    }
    compare_verdicts({approved, *one->second}, place, subject);
    if (!approved.contains("cases")) continue;
    const Json& before = approved.at("cases");
    const Json& now = one->second->at("cases");
    for (const char* number : {"decided", "total"}) {
      if (rational_of(now.at(number)) >= rational_of(before.at(number))) continue;
      add(place, subject,
          fmt::format("cases {} {}, approved {}", number, text_of(now.at(number)), text_of(before.at(number))));
    }
  }
}

void Differences::compare_controls(const Pair& pair, const std::string& place) {
  const std::map<std::string, const Json*> found = by_name(pair.report.at("controls"), id_of);
  for (const Json& approved : pair.approved.at("controls")) {
    const auto one = found.find(id_of(approved));
    const std::string before = text_of(approved.at("outcome"));
    if (before != "refuted") continue;
    const std::string now = one == found.end() ? "is not there" : text_of(one->second->at("outcome"));
    if (now != before) add(place, "control " + id_of(approved), fmt::format("{}, approved {}", now, before));
  }
}

void Differences::compare_manifold(const Pair& pair, const std::string& place, const std::string& subject) {
  for (const char* number : {"rank", "dimension", "index", "nullity"}) {
    const Json& before = pair.approved.at(number);
    const Json& now = pair.report.at(number);
    if (!before.is_null() && now != before) {
      add(place, subject, fmt::format("{} {}, approved {}", number, text_of(now), text_of(before)));
    }
  }
  for (const char* decided : {"point", "inertia"}) {
    const std::string before = text_of(pair.approved.at(decided));
    const std::string now = text_of(pair.report.at(decided));
    if (strength(now, false) < strength(before, false)) {
      add(place, subject, fmt::format("{} {}, approved {}", decided, now, before));
    }
  }
  const Json& before = pair.approved.at("value");
  const Json& now = pair.report.at("value");
  if (before.is_null()) return;
  if (now.is_null()) return add(place, subject, "no value, approved " + text_of(before));
  const Rational apart = abs(rational_of(now) - rational_of(before));
  if (apart <= rational_of(pair.approved.at("radius")) + rational_of(pair.report.at("radius"))) return;
  add(place, subject, fmt::format("value {}, approved {}", text_of(now), text_of(before)));
}

void Differences::compare_manifolds(const Pair& pair, const std::string& place) {
  const std::map<std::string, const Json*> found = by_name(pair.report.at("manifolds"), manifold_of);
  for (const Json& approved : pair.approved.at("manifolds")) {
    const std::string subject = manifold_of(approved);
    const auto one = found.find(subject);
    if (one == found.end()) {
      add(place, "manifold " + subject, "is not there");
    } else {
      compare_manifold({approved, *one->second}, place, "manifold " + subject);
    }
  }
}

void Differences::compare_counts(const Pair& pair, const std::string& place) {
  const Json& before = pair.approved.at("counts");
  if (before.is_null()) return;
  const Json& now = pair.report.at("counts");
  if (now.is_null()) return add(place, "counts", "are not there");
  const auto loss_of = [](const Json& counts) { return text_of(counts.at("loss")); };
  const std::map<std::string, const Json*> found = by_name(now, loss_of);
  for (const Json& approved : before) {
    const auto one = found.find(loss_of(approved));
    if (one == found.end()) {
      add(place, "counts of " + loss_of(approved), "are not there");
    } else if (*one->second != approved) {
      add(place, "counts of " + loss_of(approved), "other manifolds by rank and index than approved");
    }
  }
}

void Differences::compare_reports(const Pair& pair, const std::string& place) {
  for (const char* decided : {"hypotheses", "statements", "known_false"}) compare_decided(pair, place, decided);
  compare_controls(pair, place);
  compare_manifolds(pair, place);
  compare_counts(pair, place);
}

// What makes two instances the same: all but their name.
Json identity_of(const Json& report) {
  Json identity = report.at("instance");
  identity.erase("name");
  return identity;
}

void require_same_instance(const Pair& pair) {
  if (identity_of(pair.approved) == identity_of(pair.report)) return;
  throw DataError("it was approved for another instance, " + text_of(pair.approved.at("instance").at("name")));
}

void require_same_format(const Pair& pair) {
  const std::string before = text_of(pair.approved.at("format"));
  const std::string now = text_of(pair.report.at("format"));
  if (before != now) throw DataError(fmt::format("its format is '{}', expected '{}'", before, now));
}

void compare_suites(const Pair& pair, Differences& differences) {
  const auto instance_of = [](const Json& report) { return text_of(report.at("instance").at("name")); };
  const std::map<std::string, const Json*> found = by_name(pair.report.at("reports"), instance_of);
  for (const Json& approved : pair.approved.at("reports")) {
    const auto one = found.find(instance_of(approved));
    if (one == found.end()) throw DataError("it was approved for another suite, with " + instance_of(approved));
    require_same_instance({approved, *one->second});
    differences.compare_reports({approved, *one->second}, instance_of(approved) + ": ");
  }
}

}  // namespace

void require_approved(std::string_view text, const std::string& name) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded() || !json.is_object() || !json.contains("instance") == !json.contains("reports")) {
    throw DataError(name + ": not a JSON report of verify");
  }
}

std::vector<std::string> worse_than_approved(std::string_view approved, const std::string& name, const Json& report,
                                             const Rational& margin) {
  try {
    const Json before = Json::parse(approved);
    const Pair pair{before, report};
    Differences differences(margin);
    require_same_format(pair);
    if (report.contains("reports")) {
      compare_suites(pair, differences);
    } else {
      require_same_instance(pair);
      differences.compare_reports(pair, "");
    }
    return std::move(differences).lines();
  } catch (const Json::exception&) {
    throw DataError(name + ": not a JSON report of verify");
  } catch (const DataError& error) {
    throw DataError(name + ": not an approved report of this run: " + error.what());
  }
}

}  // namespace laecert::studies

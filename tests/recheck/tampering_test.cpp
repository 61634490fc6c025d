// Random edits of sound certificates, each of which makes a claim false: none may be accepted.

#include <gtest/gtest.h>

#include <functional>

#include "recheck/edited.hpp"

namespace laecert::recheck {
namespace {

// The distributions of the standard library differ between libraries; this one does not. Slightly biased, which is
// no harm here.
int uniform(Engine& engine, int low, int high) {
  return low + static_cast<int>(engine() % static_cast<std::uint64_t>(high - low + 1));
}

// Of modulus 10^-smallest to 9 10^-largest, of either sign.
Rational random_step(Engine& engine, int smallest, int largest) {
  const Rational size = uniform(engine, 1, 9) * tenth_power(static_cast<unsigned>(uniform(engine, largest, smallest)));
  return uniform(engine, 0, 1) == 0 ? size : Rational(-size);
}

std::size_t size_of(const Json& certificate, const std::string& key) {
  return std::stoul(certificate["claim"][key].get<std::string>());
}

bool is_exact(const Json& c) { return c["radius"] == "0"; }

void move_by(Json& text, const Rational& q) { text = text_of(number(text) + q); }

void scale(Json& text, const Rational& q) { text = text_of(number(text) * q); }

// An edit; false where the certificate has nothing of that kind.
struct Tampering {
  std::string name;
  std::function<bool(Json&, Engine&)> edit;
};

// One eigenvalue is counted as of another sign; where it leaves or joins the zeros, a generator goes or is doubled.
bool change_inertia(Json& c, Engine& engine) {
  Json& inertia = c["claim"]["inertia"];
  const int from = uniform(engine, 0, 2);
  const int to = (from + uniform(engine, 1, 2)) % 3;
  if (number(inertia[from]) == 0 || (to == 1 && c["generators"].empty())) return false;
  if (from == 1 && c["generators"].empty()) return false;
  if (from == 1) c["generators"].erase(static_cast<std::size_t>(engine() % c["generators"].size()));
  if (to == 1) c["generators"].push_back(c["generators"][engine() % c["generators"].size()]);
  move_by(inertia[from], -1);
  move_by(inertia[to], 1);
  return true;
}

bool move_value(Json& c, Engine& engine) {
  Json& value = c["claim"]["value"];
  const Rational width = number(value[1]) - number(value[0]);
  const Rational step = random_step(engine, 25, 0);
  const Rational shift = step > 0 ? Rational(width + step) : Rational(step - width);
  for (Json& end : value) move_by(end, shift);
  return true;
}

// The radius of the corpus is 2 |g| / gap to three digits.
bool shrink_radius(Json& c, Engine& engine) {
  if (is_exact(c)) return false;
  scale(c["radius"], Rational(uniform(engine, 0, 90), 100));
  return true;
}

bool widen_radius(Json& c, Engine& engine) {
  c["radius"] = text_of(number(c["gap"]) * uniform(engine, 1, 1000));
  return !c["point"]["W1"][0].empty();
}

bool change_lambda(Json& c, Engine& engine) {
  if (c["claim"]["problem"] == "none" || c["claim"]["rank"] == "0") return false;
  scale(c["lambda"], 1 + abs(random_step(engine, 20, 1)));
  return true;
}

// Also one on the diagonal, so that the trace changes where the gradient does not feel the entry.
bool change_gram(Json& c, Engine& engine) {
  const int m = static_cast<int>(size_of(c, "m"));
  const int i = uniform(engine, 0, m - 1), j = (i + 1) % m;
  const Rational step = random_step(engine, 20, 0);
  if (m > 1) move_by(c["gram"][i][j], step);
  if (m > 1) c["gram"][j][i] = c["gram"][i][j];
  move_by(c["gram"][j][j], abs(step));
  return true;
}

bool move_point(Json& c, Engine& engine) {
  const int places = uniform(engine, 2, 20);
  for (Json& part : c["point"]) {
    for (Json& row : part) {
      for (Json& entry : row) move_by(entry, random_step(engine, places, places));
    }
  }
  return true;
}

bool change_rank(Json& c, Engine& engine) {
  const int most = static_cast<int>(std::min(size_of(c, "m"), size_of(c, "k")));
  const int rank = uniform(engine, 0, most);
  if (c["claim"]["rank"] == std::to_string(rank)) return false;
  c["claim"]["rank"] = std::to_string(rank);
  return true;
}

bool shrink_transpose_gap(Json& c, Engine& engine) {
  Json& gap = c["claim"]["transpose_gap"];
  if (gap.is_null()) return false;  // of one matrix
  if (gap == "0") {
    move_by(gap, -tenth_power(static_cast<unsigned>(uniform(engine, 0, 100))));
  } else {
    scale(gap, Rational(uniform(engine, 0, 95), 100));
  }
  return true;
}

// The gap of the corpus is the largest power of two that an elimination in floating point proposes.
bool enlarge_gap(Json& c, Engine& engine) {
  scale(c["gap"], uniform(engine, 4, 1000));
  return true;
}

bool spoil_generator(Json& c, Engine& engine) {
  if (c["generators"].empty()) return false;
  Json& chosen = c["generators"][engine() % c["generators"].size()];
  const int factor = c["generators"].size() > 1 ? uniform(engine, -3, 3) : 0;
  const Json other = &chosen == &c["generators"][0] ? c["generators"].back() : c["generators"][0];
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    for (std::size_t j = 0; j < chosen.size(); ++j) chosen[i][j] = text_of(factor * number(other[i][j]));
  }
  return true;
}

bool spoil_commutant(Json& c, Engine& engine) {
  if (c["commutant"].empty()) return false;
  const int m = static_cast<int>(size_of(c, "m"));
  move_by(c["commutant"][0][uniform(engine, 0, m - 1)][uniform(engine, 0, m - 1)], random_step(engine, 30, 0));
  return true;
}

// At the origin the gradients of all three losses vanish, and the claim may be true of another.
bool relabel(Json& c, Engine& engine) {
  const std::vector<std::string> problems{"none", "product", "sum"};
  const std::string& chosen = problems[engine() % 3];
  if (c["claim"]["problem"] == chosen || c["claim"]["rank"] == "0") return false;
  c["claim"]["problem"] = chosen;
  return true;
}

std::vector<Tampering> tamperings() {
  return {{"inertia", change_inertia},
          {"value", move_value},
          {"smaller radius", shrink_radius},
          {"wider radius", widen_radius},
          {"lambda", change_lambda},
          {"gram", change_gram},
          {"point", move_point},
          {"rank", change_rank},
          {"transpose gap", shrink_transpose_gap},
          {"gap", enlarge_gap},
          {"generator", spoil_generator},
          {"commutant", spoil_commutant},
          {"problem", relabel}};
}

// All edits of all kinds to all of the corpus, in files.
std::vector<Edited> edited_corpus(const Folder& folder, int edits) {
  std::vector<Edited> all;
  Engine engine(seed);
  for (const std::string& base : corpus_names()) {
    const Json certificate = corpus(base);
    for (const Tampering& tampering : tamperings()) {
      for (int i = 0; i < edits; ++i) {
        Json copy = certificate;
        const std::string name = described(base, tampering.name + ", edit " + std::to_string(i));
        const std::string file = std::to_string(all.size()) + ".json";
        if (tampering.edit(copy, engine)) all.push_back({name, folder.write(file, copy.dump())});
      }
    }
  }
  return all;
}

TEST(Tampering, NoEditedClaimIsAccepted) {
  const Folder folder;
  const std::vector<Edited> all = edited_corpus(folder, edits_per_kind);

  const Ran ran = recheck(files_of(all));

  EXPECT_GT(all.size(), 4000U);
  expect_all_rejected(all, ran);
}

TEST(Tampering, TheSecondCheckerRejectsEachKindToo) {
  if (!has_python()) GTEST_SKIP() << "there is no python3";
  const Folder folder;
  const std::vector<Edited> all = edited_corpus(folder, 1);

  const Ran ran = recheck_in_python(files_of(all));

  expect_all_rejected(all, ran);
}

}  // namespace
}  // namespace laecert::recheck

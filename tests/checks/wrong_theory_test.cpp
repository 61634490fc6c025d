#include <gtest/gtest.h>

#include <algorithm>

#include "families/lae/findings.hpp"
#include "instances/builtin.hpp"
#include "instances/options.hpp"
#include "studies/verify.hpp"

// A theory that is wrong in one place is refuted by `verify`, whichever place it is.

namespace laecert::checks {
namespace {

using claims::Verdict;
using problem::Instance;
using theory::Manifold;
using theory::Profile;

std::vector<Instance> instances_to_try() {
  const auto spectrum = [](const std::string& values, Index k) {
    return Instance::from_spectrum(instances::parse_spectrum(values),
                                   {.name = "spectrum " + values, .k = k, .lambda = 1});
  };
  return {spectrum("9,4,2", 2), spectrum("9,4,2,1/2", 3), spectrum("9,9,4,2", 2), instances::builtin("iris"),
          instances::builtin("repeated")};
}

// The worst verdict over the statements, for a theory that is wrong at one place.
Verdict worst_verdict(const Instance& instance, Loss loss, const ListedTheory& wrong) {
  const report::Report report =
      studies::verify(instance, {.registry = builtin_registry(wrong),
                                 .effort = {.jobs = 1},
                                 .losses = {theory::to_string(loss)},
                                 .statements = {statement_id(loss, "only-critical-points"), statement_id(loss, "index"),
                                                statement_id(loss, "value")}});
  Verdict worst = Verdict::exact;
  for (const claims::StatementResult& one : report.statements) worst = claims::least(worst, one.verdict);
  return worst;
}

// Every (instance, loss) with a list, and its number of manifolds.
struct Subject {
  Instance instance;
  Loss loss;
  std::size_t size;
};

std::vector<Subject> subjects() {
  std::vector<Subject> all;
  for (const Instance& instance : instances_to_try()) {
    for (const Loss loss : {Loss::none, Loss::product, Loss::sum}) {
      const LaeContext context = make_lae_context(loss, instance, {.manifolds = {.kind = Selection::Kind::none}});
      if (context.inapplicable) continue;
      all.push_back({instance, loss, theory::predict_manifolds(context.profile).size()});
    }
  }
  return all;
}

TEST(PublishedTheory, IsNotRefuted) {
  for (const Subject& one : subjects()) {
    EXPECT_TRUE(claims::is_proof(worst_verdict(one.instance, one.loss, {}))) << one.instance.setting().name;
  }
}

TEST(TheoryWrongInOnePlace, WithOneManifoldDeletedIsRefuted) {
  for (const Subject& one : subjects()) {
    for (std::size_t place = 0; place < one.size; ++place) {
      const ListedTheory wrong{.manifolds = [place](const Profile& profile) {
        std::vector<Manifold> list = theory::predict_manifolds(profile);
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
        return list;
      }};

      EXPECT_EQ(worst_verdict(one.instance, one.loss, wrong), Verdict::refuted)
          << one.instance.setting().name << ", " << theory::to_string(one.loss) << ", place " << place;
    }
  }
}

TEST(TheoryWrongInOnePlace, WithOneIndexShiftedIsRefuted) {
  for (const Subject& one : subjects()) {
    for (std::size_t place = 0; place < one.size; ++place) {
      const ListedTheory wrong{.manifolds = [place](const Profile& profile) {
        std::vector<Manifold> list = theory::predict_manifolds(profile);
        ++list[place].index;
        return list;
      }};

      EXPECT_EQ(worst_verdict(one.instance, one.loss, wrong), Verdict::refuted)
          << one.instance.setting().name << ", " << theory::to_string(one.loss) << ", place " << place;
    }
  }
}

// Wrong by a part in 10^30 where the manifold has this index set.
ListedTheory with_wrong_value(const std::vector<Index>& index_set) {
  const Rational error(1, pow(numeric::Integer(10), 30));
  return {.value =
              [=](Loss loss, const Manifold& manifold, const theory::Spectrum& spectrum) {
                const Ball value = theory::predict_value(loss, manifold, spectrum);
                return manifold.index_set == index_set ? value + Ball(error, spectrum.precision) : value;
              },
          .exact_value =
              [=](Loss loss, const Manifold& manifold, const theory::Spectrum& spectrum) {
                std::optional<Rational> value = theory::predict_exact_value(loss, manifold, spectrum);
                if (value && manifold.index_set == index_set) *value += error;
                return value;
              }};
}

TEST(TheoryWrongInOnePlace, WithOneValueChangedIsRefuted) {
  for (const Subject& one : subjects()) {
    const LaeContext context = make_lae_context(one.loss, one.instance, {.manifolds = {.kind = Selection::Kind::none}});
    for (const Manifold& manifold : theory::predict_manifolds(context.profile)) {
      EXPECT_EQ(worst_verdict(one.instance, one.loss, with_wrong_value(manifold.index_set)), Verdict::refuted)
          << one.instance.setting().name << ", " << theory::to_string(one.loss) << ", rank " << manifold.rank;
    }
  }
}

}  // namespace
}  // namespace laecert::checks

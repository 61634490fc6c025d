#include "theory/lae/descents.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "theory/instances.hpp"

namespace laecert::theory {
namespace {

using IndexSet = std::vector<Index>;

// Whether J is I with one index exchanged, or with one more.
bool is_one_step(const IndexSet& I, const IndexSet& J) {
  IndexSet left;
  std::set_difference(I.begin(), I.end(), J.begin(), J.end(), std::back_inserter(left));
  return (J.size() == I.size() && left.size() == 1) || (J.size() == I.size() + 1 && left.empty());
}

// By definition: one step away, with a smaller value.
std::set<IndexSet> lower_neighbours(Loss loss, const Profile& profile, const Spectrum& spectrum,
                                    const Manifold& manifold) {
  std::set<IndexSet> lower;
  for (const Manifold& other : predict_manifolds(profile)) {
    const bool is_lower = *predict_exact_value(loss, other, spectrum) < *predict_exact_value(loss, manifold, spectrum);
    if (is_lower && is_one_step(manifold.index_set, other.index_set)) lower.insert(other.index_set);
  }
  return lower;
}

TEST(Descents, AreTheStepsThatLowerTheValue) {
  const problem::Instance instance =
      exact_instance({Rational(4, 5), Rational(3, 5), Rational(1, 2), Rational(1, 3)}, {2, 1}, 3, 5);
  const Spectrum spectrum = *decide_spectrum(instance, 30, 200);
  for (const Loss loss : {Loss::none, Loss::product, Loss::sum}) {
    const Profile profile = profile_of(spectrum, instance.k(), loss);
    for (const Manifold& manifold : predict_manifolds(profile)) {
      const std::vector<IndexSet> descents = predict_descents(profile, manifold);

      const std::set<IndexSet> distinct(descents.begin(), descents.end());
      EXPECT_EQ(distinct.size(), descents.size());
      EXPECT_EQ(distinct, lower_neighbours(loss, profile, spectrum, manifold));
      EXPECT_EQ(descents.empty(), manifold.index == 0);
    }
  }
}

}  // namespace
}  // namespace laecert::theory

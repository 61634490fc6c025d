#pragma once

#include "families/certified_list.hpp"
#include "families/contexts.hpp"
#include "theory/topology/grassmannian.hpp"

namespace laecert::checks {

/// The function P -> tr((1 - P) S) on the planes of dimension k in R^m, for the S and k of an instance: no loss, and no
/// records. Hypotheses: 1 <= k < m, all eigenvalues distinct.
struct GrassmannianContext : CertifiedList {
  theory::Grassmannian gr = {};
};

/// Decides the hypotheses on a decided spectrum.
GrassmannianContext make_grassmannian_context(const problem::Instance& instance,
                                              const Outcome<theory::Spectrum>& spectrum, const Effort& effort);

/// The context of an instance, made when it is first asked for.
std::shared_ptr<const GrassmannianContext> grassmannian_context(Contexts& contexts);

}  // namespace laecert::checks

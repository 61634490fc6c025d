#pragma once

#include "families/family.hpp"
#include "families/lae/context.hpp"

namespace laecert::checks {

/// The context of a loss of autoencoders, made once on an instance.
std::shared_ptr<const LaeContext> lae_context(Contexts& contexts, theory::Loss loss, const ListedTheory& theory = {});

/// The statements about one loss, in the order of the report: the explicit list.
claims::Registry<LaeContext> lae_registry(theory::Loss loss);

/// The statements about algorithms and the gradient flow, decided on the context of `sum`.
claims::Registry<LaeContext> algorithm_registry();

/// The losses `none`, `product` and `sum` of linear autoencoders, and the algorithms of `sum`.
Family lae_family(const ListedTheory& theory = {});

/// The loss of autoencoders of that name; nothing for any other.
std::optional<theory::Loss> lae_loss(const std::string& name);

}  // namespace laecert::checks

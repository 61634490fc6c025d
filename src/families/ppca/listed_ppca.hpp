#pragma once

#include "families/listed_loss.hpp"
#include "families/ppca/context.hpp"

namespace laecert::checks {

/// Why points of these objectives have no certificates.
inline const std::string no_certificates_of_ppca =
    "points of probabilistic PCA have no certificates: its values are logarithms, which no rational claim holds";

/// Which of the two objectives of the weights.
enum class PpcaObjectiveKind : std::int8_t { likelihood, posterior };

/// One of the objectives, as every command sees it.
std::shared_ptr<const ListedLoss> listed_ppca(std::shared_ptr<const PpcaContext> context, PpcaObjectiveKind kind,
                                              const std::string& name);

}  // namespace laecert::checks

#pragma once

#include "families/lae/context.hpp"
#include "families/listed_loss.hpp"

namespace laecert::checks {

/// A loss of autoencoders, as every command sees it.
std::shared_ptr<const ListedLoss> listed_lae(std::shared_ptr<const LaeContext> context);

}  // namespace laecert::checks

#pragma once

#include "families/own_instance.hpp"

namespace laecert::checks {

// Statements about the losses that were published or are often believed, and are false.
KnownFalse none_pseudoinverse();
KnownFalse product_pseudoinverse();
KnownFalse none_directions();
KnownFalse sum_eigenvalue_name();
KnownFalse none_rank_deficient_data();
KnownFalse product_rank_deficient_data();
KnownFalse none_flat_directions();
KnownFalse sum_weight_average();

}  // namespace laecert::checks

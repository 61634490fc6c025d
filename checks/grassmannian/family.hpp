#pragma once

#include "families/family.hpp"
#include "families/grassmannian/context.hpp"

namespace laecert::checks {

using GrassmannianStatement = claims::Statement<GrassmannianContext>;

// The rows of the registry, with their controls.
GrassmannianStatement grassmannian_index();
GrassmannianStatement grassmannian_boundary();
GrassmannianStatement grassmannian_homology();

/// They are about no loss.
claims::Registry<GrassmannianContext> grassmannian_registry();
Family grassmannian_family();

}  // namespace laecert::checks

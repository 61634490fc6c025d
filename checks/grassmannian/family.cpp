#include "checks/grassmannian/family.hpp"

namespace laecert::checks {

claims::Registry<GrassmannianContext> grassmannian_registry() {
  return completed(
      claims::Registry<GrassmannianContext>{grassmannian_index(), grassmannian_boundary(), grassmannian_homology()},
      [](const GrassmannianContext& context) -> const CertifiedList& { return context; });
}

Family grassmannian_family() {
  return {.name = "planes",
          .losses = {},
          .groups = {group_of(grassmannian_registry(), grassmannian_context, [](const GrassmannianContext& context) {
            return context.instance.rational_spectrum().has_value();
          })}};
}

}  // namespace laecert::checks

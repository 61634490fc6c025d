#include "families/grassmannian/context.hpp"

#include <fmt/format.h>

namespace laecert::checks {

GrassmannianContext make_grassmannian_context(const problem::Instance& instance,
                                              const Outcome<theory::Spectrum>& spectrum, const Effort& effort) {
  GrassmannianContext context{{.name = "grassmannian", .instance = instance, .effort = effort},
                              {.k = instance.k(), .m = instance.m()}};
  if (instance.k() >= instance.m()) {
    context.inapplicable = fmt::format("k = {} is not below m = {}", instance.k(), instance.m());
    return context;
  }
  if (!spectrum) {
    context.undecided = spectrum.reason().text;
    return context;
  }
  context.spectrum = *spectrum;
  if (static_cast<Index>(spectrum->groups.size()) != spectrum->m()) context.inapplicable = "an eigenvalue of S repeats";
  return context;
}

std::shared_ptr<const GrassmannianContext> grassmannian_context(Contexts& contexts) {
  return contexts.keep<GrassmannianContext>("grassmannian", [&] {
    return std::make_shared<const GrassmannianContext>(
        make_grassmannian_context(contexts.instance(), contexts.spectrum(), contexts.effort()));
  });
}

}  // namespace laecert::checks

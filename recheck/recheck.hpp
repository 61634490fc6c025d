#pragma once

#include <string>
#include <string_view>

#include "exact.hpp"

namespace laecert::recheck {

struct Verdict {
  bool is_accepted = false;
  /// What was shown, or the first reason against it.
  std::string text = "nothing was decided";
};

/// Decides the text of a certificate from its definitions alone; the mathematics is reports/certificate.md.
/// Guarantee: where accepted, there is a critical point within the radius of the certificate's point, and all that the
///            certificate claims about it is true; of a certificate of an inertia, all that it claims about its matrix.
///            Rejected says nothing about the claim.
Verdict recheck(std::string_view text, const Limits& limits);

}  // namespace laecert::recheck

#pragma once

#include <string_view>

#include "instances/generate.hpp"
#include "instances/number.hpp"

namespace laecert::instances {

/// The number in an option's value. Errors: UsageError `--lambda: 'abc' is not a number (character 1)`.
Rational parse_option_number(std::string_view text, std::string_view option);

/// The numbers in a comma-separated option value. Errors: UsageError naming the option and the entry's position.
Vector<Rational> parse_option_list(std::string_view text, std::string_view option);

/// The eigenvalues s_i in `--spectrum 81,36,9/4`. Errors: UsageError, also for a negative one.
Vector<Rational> parse_spectrum(std::string_view text);

/// The eigenvalues s_i = sigma_i^2 for `--singular-values 9,6,3/2`. Errors: UsageError, also for a negative sigma_i.
Vector<Rational> parse_singular_values(std::string_view text);

/// The penalties lambda_a in `--penalties 1,3/2,2`. Errors: UsageError, also for a negative one.
Vector<Rational> parse_penalties(std::string_view text);

/// `--exact-instance m,SEED[,q]`; q = m unless given. Errors: UsageError naming the broken rule.
ExactSpec parse_exact_instance(std::string_view text);

}  // namespace laecert::instances

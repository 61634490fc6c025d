#pragma once

#include <string>
#include <string_view>

#include "problem/instance.hpp"

namespace laecert::instances {

/// The SHA-256 of these bytes, 64 lower-case hexadecimal digits. Safe to call from several threads.
std::string sha256_hex(std::string_view bytes);

/// A matrix as canonical text: each entry `-?(0|[1-9][0-9]*)(/[1-9][0-9]*)?` in lowest terms, without `/1`; one space
/// between the entries of a row, one newline between rows, nothing at the end.
std::string canonical_text(const problem::Matrix<problem::Rational>& a);

/// canonical_text of the Gram matrix.
std::string canonical_gram_text(const problem::Instance& instance);

/// sha256_hex(canonical_gram_text(instance)): the name of the data that a verdict is about.
std::string gram_digest(const problem::Instance& instance);

}  // namespace laecert::instances

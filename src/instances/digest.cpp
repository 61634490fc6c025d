#include "instances/digest.hpp"

#include <fmt/core.h>
#include <gcrypt.h>

#include <array>
#include <stdexcept>

#include "numeric/running.hpp"

namespace laecert::instances {
namespace {

constexpr std::size_t sha256_bytes = 32;

bool initialise_libgcrypt() {
  if (gcry_check_version(GCRYPT_VERSION) == nullptr) throw std::runtime_error("libgcrypt is too old");
  if (gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P) == 0) gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
  return true;
}

/// libgcrypt wants one call before any other, whichever thread comes first.
void require_libgcrypt() { [[maybe_unused]] static const bool ready = initialise_libgcrypt(); }

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  require_libgcrypt();
  std::array<unsigned char, sha256_bytes> digest{};
  gcry_md_hash_buffer(GCRY_MD_SHA256, digest.data(), bytes.data(), bytes.size());
  std::string result;
  for (const unsigned char byte : digest) result += fmt::format("{:02x}", byte);
  return result;
}

std::string canonical_text(const problem::Matrix<problem::Rational>& a) {
  std::string text;
  for (problem::Index i = 0; i < a.rows(); ++i) {
    numeric::require_running();
    if (i > 0) text += '\n';
    for (problem::Index j = 0; j < a.cols(); ++j) {
      if (j > 0) text += ' ';
      text += a(i, j).str();
    }
  }
  return text;
}

std::string canonical_gram_text(const problem::Instance& instance) { return canonical_text(instance.gram()); }

std::string gram_digest(const problem::Instance& instance) { return sha256_hex(canonical_gram_text(instance)); }

}  // namespace laecert::instances

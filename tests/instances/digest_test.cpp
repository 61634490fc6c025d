#include "instances/digest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "instances/builtin.hpp"

namespace laecert::instances {
namespace {

using problem::Instance;
using problem::Matrix;
using problem::Rational;

TEST(Sha256, AgreesWithThePublishedVectors) {
  // FIPS 180-2, appendix B.
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, IsTheSameInEveryThread) {
  std::vector<std::string> digests(8);
  std::vector<std::thread> threads;
  for (std::string& digest : digests) threads.emplace_back([&digest] { digest = sha256_hex("abc"); });
  for (std::thread& thread : threads) thread.join();

  for (const std::string& digest : digests) EXPECT_EQ(digest, sha256_hex("abc"));
}

TEST(GramDigest, IsOfTheCanonicalText) {
  Matrix<Rational> S(2, 2);
  S << Rational(10), Rational(-1) / 2, Rational(-1) / 2, Rational(1) / 4;
  const Instance instance = Instance::from_gram(S, {});

  EXPECT_EQ(canonical_gram_text(instance), "10 -1/2\n-1/2 1/4");
  EXPECT_EQ(gram_digest(instance), sha256_hex("10 -1/2\n-1/2 1/4"));
}

TEST(GramDigest, DependsOnTheMatrixAlone) {
  EXPECT_EQ(gram_digest(builtin("scalar-above")), gram_digest(builtin("scalar-below")));
  EXPECT_EQ(gram_digest(builtin("iris")), gram_digest(builtin("iris", {.k = 1, .lambda = Rational(7)})));
  EXPECT_NE(gram_digest(builtin("iris")), gram_digest(builtin("iris", {.center = true})));
}

}  // namespace
}  // namespace laecert::instances

#include "instances/write_npy.hpp"

#include <gtest/gtest.h>

#include "instances/read_table.hpp"
#include "numeric/errors.hpp"
#include "numeric/random.hpp"

namespace laecert::instances {
namespace {

TEST(WriteNpy, IsReadBackExactly) {
  numeric::SplitMix64 random(3);
  for (const auto& [rows, cols] : {std::pair{1, 1}, std::pair{3, 7}, std::pair{64, 10}}) {
    Eigen::MatrixXd a(rows, cols);
    for (double& x : a.reshaped()) x = numeric::approx_gaussian(random);
    a(0, 0) = -0x1.fffffffffffffp-30;

    const Matrix<Rational> back = parse_table(npy_text(a), "w.npy").samples.to_rational();

    ASSERT_EQ(back.rows(), rows);
    ASSERT_EQ(back.cols(), cols);
    for (Index i = 0; i < rows; ++i) {
      for (Index j = 0; j < cols; ++j) EXPECT_EQ(back(i, j), Rational(a(i, j)));
    }
  }
}

// As numpy.save writes [[1.0, -2.0]]: 64 bytes of magic and header for NumPy 1 and 2, 16 of numbers.
TEST(WriteNpy, HasTheBytesOfNumPy) {
  const std::string bytes = npy_text(Eigen::MatrixXd{{1.0, -2.0}});

  EXPECT_EQ(bytes.size() % 64, 16U);
  EXPECT_EQ(bytes.substr(0, 8), std::string("\x93NUMPY\x01\x00", 8));
  EXPECT_EQ(bytes.substr(10, 59), "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 2), }");
  EXPECT_EQ(bytes.substr(bytes.size() - 16), std::string("\0\0\0\0\0\0\xf0\x3f\0\0\0\0\0\0\0\xc0", 16));
}

TEST(NpyVector, IsAColumnWhereThatIsAllowed) {
  const Eigen::VectorXd a{{0.1, -3.0, 5e-324}};

  const std::string bytes = npy_vector_text(a);

  EXPECT_NE(bytes.find("'shape': (3,), "), std::string::npos);
  EXPECT_EQ(bytes.size(), 128U + 24U);
  const Matrix<Rational> back = parse_table(bytes, "v.npy", {.allow_vector = true}).samples.to_rational();
  ASSERT_EQ(back.rows(), 3);
  ASSERT_EQ(back.cols(), 1);
  for (Eigen::Index i = 0; i < 3; ++i) EXPECT_EQ(back(i, 0), Rational(a(i)));
  EXPECT_THROW((void)parse_table(bytes, "v.npy"), DataError);
}

}  // namespace
}  // namespace laecert::instances

// The exact Gram matrix of a .npy file that is read in blocks: a file of n x m Gaussian doubles (1,000,000 x 100 unless
// told otherwise) is written, looked through, multiplied, and made an instance. Seconds of each part and the peak
// memory of the process are printed; then, on the first twentieth of the rows, the whole table's product by FLINT
// beside the streamed one, which must be equal.
//
//   cmake --preset release -DLAECERT_BENCH=ON && ninja -C build/release bench_stream laecert &&
//   build/release/bench/bench_stream [n [m [FILE]]]
//
// FILE is kept where it is named. The command on it:
//   /usr/bin/time -v build/release/src/cli/laecert enumerate --data FILE -k 2 --lambda 1 --limit 1

#include <fmt/format.h>
#include <sys/resource.h>

#include <Eigen/Core>
#include <bit>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>

#include "instances/from_table.hpp"
#include "instances/gram.hpp"
#include "instances/npy.hpp"
#include "instances/read_table.hpp"
#include "instances/table_samples.hpp"
#include "numeric/random.hpp"

namespace {

using namespace laecert;
using numeric::Index;
using Clock = std::chrono::steady_clock;

static_assert(std::endian::native == std::endian::little, "the file's numbers are written as they are in memory");

/// Writes the file, a row at a time: a small number has as many binary places as a large one.
void write_gaussian(const std::filesystem::path& file, Index n, Index m, std::uint64_t seed) {
  std::ofstream stream(file, std::ios::binary);
  const std::string dict = fmt::format("{{'descr': '<f8', 'fortran_order': False, 'shape': ({}, {}), }}\n", n, m);
  const auto length = static_cast<char>(dict.size());
  stream << "\x93NUMPY\x01" << '\0' << length << '\0' << dict;
  numeric::SplitMix64 engine(seed);
  Eigen::VectorXd row(m);
  for (Index i = 0; i < n; ++i) {
    for (double& x : row) x = numeric::approx_gaussian(engine);
    stream.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(m * Index{sizeof(double)}));
  }
}

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void print_streamed(const std::filesystem::path& file) {
  Clock::time_point start = Clock::now();
  const auto samples = instances::open_samples(file);
  fmt::print("{} x {}, widest {} bits\n  looked through  {:8.2f} s\n", samples->count(), samples->dimension(),
             samples->widest(), seconds_since(start));
  start = Clock::now();
  numeric::Matrix<numeric::Rational> gram = instances::exact_gram(*samples);
  fmt::print("  Gram matrix     {:8.2f} s\n", seconds_since(start));
  start = Clock::now();
  const auto instance = problem::Instance::from_gram(std::move(gram), {.name = "bench", .k = 1, .lambda = 1});
  fmt::print("  semidefinite    {:8.2f} s\n  peak memory     {:8.0f} MB\n", seconds_since(start), peak_megabytes());
}

/// Both routes on a file that fits in memory. Returns: whether they agree.
bool print_whole(const std::filesystem::path& file) {
  const instances::Table table = instances::read_table(file);
  const Index m = table.samples.cols();
  Clock::time_point start = Clock::now();
  instances::ScaledMatrix whole(m, m, instances::Integer(table.samples.denominator() * table.samples.denominator()));
  fmpz_mat_mul(whole.numerators(), table.samples.transposed().numerators(), table.samples.numerators());
  const double flint = seconds_since(start);
  start = Clock::now();
  const bool agrees = instances::exact_gram(instances::TableSamples(table)) == whole.to_rational();
  fmt::print("{} x {} in memory: FLINT {:.2f} s, planes {:.2f} s, {}\n", table.samples.rows(), m, flint,
             seconds_since(start), agrees ? "equal" : "NOT equal");
  return agrees;
}

}  // namespace

int main(int argc, char** argv) {
  const Index n = argc > 1 ? std::stol(argv[1]) : 1'000'000;
  const Index m = argc > 2 ? std::stol(argv[2]) : 100;
  const std::filesystem::path folder = std::filesystem::temp_directory_path();
  const std::filesystem::path file = argc > 3 ? std::filesystem::path(argv[3]) : folder / "laecert_stream.npy";
  const std::filesystem::path part = folder / "laecert_stream_part.npy";
  write_gaussian(file, n, m, 1);
  print_streamed(file);
  write_gaussian(part, std::max<Index>(1, n / 20), m, 1);
  const bool agrees = print_whole(part);
  std::filesystem::remove(part);
  if (argc <= 3) std::filesystem::remove(file);
  return agrees ? 0 : 1;
}

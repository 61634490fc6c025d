# One target per house; its public include root is src/ (or the top level for checks/).

add_library(laecert_flags INTERFACE)
target_compile_options(laecert_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Werror
                                               # Rounding bounds hold with and without FMA; reproducibility wants without.
                                               -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlaps in "literal" + std::string that are not there (GCC bug 105651).
  target_compile_options(laecert_flags INTERFACE -Wno-restrict)
endif()

# The sanitize preset sets EIGEN_MALLOC_ALREADY_ALIGNED: under the address sanitizer Eigen would keep its own
# alignment header before each block, which Debian's Ceres, built without, knows nothing of.

# Third-party headers are SYSTEM: their warnings are not ours.
add_library(laecert_numbers INTERFACE)
target_link_libraries(laecert_numbers INTERFACE Eigen3::Eigen Boost::headers FLINT::FLINT fmt::fmt)

# laecert_house(<name> SOURCES <files> USES <houses and packages>)
# No precompiled header here: the build of x.cpp, which includes x.hpp first, proves that x.hpp stands alone.
function(laecert_house name)
  cmake_parse_arguments(HOUSE "" "" "SOURCES;USES" ${ARGN})
  if(NOT HOUSE_SOURCES)
    # A house of headers only.
    set(HOUSE_SOURCES "${CMAKE_CURRENT_BINARY_DIR}/headers_only.cpp")
    file(TOUCH "${HOUSE_SOURCES}")
  endif()
  add_library(laecert_${name} STATIC ${HOUSE_SOURCES})
  target_include_directories(laecert_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}")
  target_link_libraries(laecert_${name} PUBLIC laecert_numbers ${HOUSE_USES} PRIVATE laecert_flags)
endfunction()

# The third-party headers of nearly every test, compiled once: 5 of the 7 seconds that a small test takes. Where a
# test's flags differ from these, the compiler reads the headers as text.
function(laecert_test_headers)
  file(TOUCH "${CMAKE_BINARY_DIR}/test_headers.cpp")
  add_library(laecert_test_headers OBJECT "${CMAKE_BINARY_DIR}/test_headers.cpp")
  target_link_libraries(laecert_test_headers PRIVATE laecert_numbers GTest::gmock GTest::gtest_main laecert_flags)
  # boost_precision.hpp must be read before Boost.Multiprecision.
  target_precompile_headers(
    laecert_test_headers PRIVATE "${CMAKE_SOURCE_DIR}/src/numeric/boost_precision.hpp" <boost/multiprecision/mpfr.hpp>
    <boost/multiprecision/gmp.hpp> <Eigen/Dense> <arb_mat.h> <fmt/format.h> <gmock/gmock.h> <gtest/gtest.h>)
  set_target_properties(laecert_test_headers PROPERTIES PCH_WARN_INVALID OFF)
endfunction()

# laecert_test(<name> SOURCES <files> USES <houses and packages>)
function(laecert_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;USES" ${ARGN})
  if(NOT TARGET laecert_test_headers)
    laecert_test_headers()
  endif()
  add_executable(${name}_test ${TEST_SOURCES})
  target_include_directories(${name}_test PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  target_link_libraries(${name}_test PRIVATE ${TEST_USES} laecert_numbers GTest::gmock GTest::gtest_main laecert_flags)
  target_precompile_headers(${name}_test REUSE_FROM laecert_test_headers)
  set_target_properties(${name}_test PROPERTIES PCH_WARN_INVALID OFF)
  gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST)
endfunction()

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

option(LAECERT_PRECOMPILE "Compile the third-party headers of the houses once" ON)

# What only carries numbers from one place to another need not be fast, and is compiled faster.
set(laecert_little_optimization $<$<CONFIG:Release>:-O1>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 at -O1 sees a vector of one element, built from a list, overrun.
  list(APPEND laecert_little_optimization -Wno-array-bounds -Wno-stringop-overflow)
endif()

# laecert_headers(<target> USES <packages> HEADERS <more headers> OPTIONS <compile options>)
# The third-party headers of nearly every source, compiled once: 2.3 of the 2.6 seconds that a small source takes. They
# hold for one level of optimization: with another the compiler takes them, and takes longer. Where other flags of a
# source differ, it reads the headers as text.
function(laecert_headers target)
  cmake_parse_arguments(PRECOMPILED "" "" "USES;HEADERS;OPTIONS" ${ARGN})
  file(TOUCH "${CMAKE_BINARY_DIR}/${target}.cpp")
  add_library(${target} OBJECT "${CMAKE_BINARY_DIR}/${target}.cpp")
  target_link_libraries(${target} PRIVATE laecert_numbers ${PRECOMPILED_USES} laecert_flags)
  target_compile_options(${target} PRIVATE ${PRECOMPILED_OPTIONS})
  # boost_precision.hpp must be read before Boost.Multiprecision.
  target_precompile_headers(
    ${target} PRIVATE "${CMAKE_SOURCE_DIR}/src/numeric/boost_precision.hpp" <boost/multiprecision/mpfr.hpp>
    <boost/multiprecision/gmp.hpp> <Eigen/Dense> <arb_mat.h> <fmt/format.h> <fmt/ranges.h> ${PRECOMPILED_HEADERS})
  set_target_properties(${target} PROPERTIES PCH_WARN_INVALID OFF)
endfunction()

# laecert_use_headers(<target> <target of laecert_headers>)
function(laecert_use_headers target headers)
  target_precompile_headers(${target} REUSE_FROM ${headers})
  set_target_properties(${target} PROPERTIES PCH_WARN_INVALID OFF)
endfunction()

# laecert_house(<name> SOURCES <files> USES <houses and packages> [LITTLE_OPTIMIZATION])
# Without precompiled headers, as in the preset `sanitize`, the build of x.cpp, which includes x.hpp first, proves that
# x.hpp stands alone.
function(laecert_house name)
  cmake_parse_arguments(HOUSE "LITTLE_OPTIMIZATION" "" "SOURCES;USES" ${ARGN})
  if(NOT HOUSE_SOURCES)
    # A house of headers only.
    set(HOUSE_SOURCES "${CMAKE_CURRENT_BINARY_DIR}/headers_only.cpp")
    file(TOUCH "${HOUSE_SOURCES}")
  endif()
  set(headers laecert_house_headers)
  set(options "")
  if(HOUSE_LITTLE_OPTIMIZATION)
    set(headers laecert_little_house_headers)
    set(options ${laecert_little_optimization})
  endif()
  add_library(laecert_${name} STATIC ${HOUSE_SOURCES})
  target_include_directories(laecert_${name} PUBLIC "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}")
  target_link_libraries(laecert_${name} PUBLIC laecert_numbers ${HOUSE_USES} PRIVATE laecert_flags)
  target_compile_options(laecert_${name} PRIVATE ${options})
  if(NOT LAECERT_PRECOMPILE)
    return()
  endif()
  if(NOT TARGET ${headers})
    laecert_headers(${headers} OPTIONS ${options})
  endif()
  laecert_use_headers(laecert_${name} ${headers})
endfunction()

# laecert_test(<name> SOURCES <files> USES <houses and packages> [OPTIMIZED])
# What is tested is compiled as it is shipped; the tests themselves with little optimization, but where they are
# OPTIMIZED: what they test is code in headers.
function(laecert_test name)
  cmake_parse_arguments(TEST "OPTIMIZED" "" "SOURCES;USES" ${ARGN})
  set(headers laecert_test_headers)
  set(options ${laecert_little_optimization})
  if(TEST_OPTIMIZED)
    set(headers laecert_optimized_test_headers)
    set(options "")
  endif()
  if(NOT TARGET ${headers})
    laecert_headers(${headers} USES GTest::gmock GTest::gtest_main HEADERS <gmock/gmock.h> <gtest/gtest.h>
                    OPTIONS ${options})
  endif()
  add_executable(${name}_test ${TEST_SOURCES})
  target_include_directories(${name}_test PRIVATE "${CMAKE_SOURCE_DIR}/tests")
  target_link_libraries(${name}_test PRIVATE ${TEST_USES} laecert_numbers GTest::gmock GTest::gtest_main laecert_flags)
  target_compile_options(${name}_test PRIVATE ${options})
  laecert_use_headers(${name}_test ${headers})
  gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST)
endfunction()

# One target per house; its public include root is src/ (or the top level for checks/).

add_library(laecert_flags INTERFACE)
target_compile_options(laecert_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Werror
                                               # Rounding bounds hold with and without FMA; reproducibility wants without.
                                               -ffp-contract=off)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees overlaps in "literal" + std::string that are not there (GCC bug 105651), and at -O2 optional values read
  # that are not (GCC bug 80635).
  target_compile_options(laecert_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()

# The sanitize preset sets EIGEN_MALLOC_ALREADY_ALIGNED: under the address sanitizer Eigen would keep its own
# alignment header before each block, which Debian's Ceres, built without, knows nothing of.

# Third-party headers are SYSTEM: their warnings are not ours.
add_library(laecert_numbers INTERFACE)
target_link_libraries(laecert_numbers INTERFACE Eigen3::Eigen Boost::headers FLINT::FLINT fmt::fmt)

# Nearly all of the time that a small source takes goes to the third-party headers: 2.3 of 2.6 seconds. The sources of a
# house are therefore compiled together, a batch at a time. In the preset `apart` they are not: there each .cpp that
# includes its .hpp first proves that the header stands alone. bench/build.md has the figures.
option(LAECERT_UNITE "Compile the sources of a folder together" ON)
set(LAECERT_BATCH 24 CACHE STRING "How many sources are compiled together")
set(LAECERT_HOUSE_BATCH "${LAECERT_BATCH}" CACHE STRING "How many sources of a house, tests apart, are")

# laecert_unite(<target> <size>): batches of its sources in the order of their paths; generated ones stay alone.
function(laecert_unite target size)
  if(NOT LAECERT_UNITE)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  set(united "")
  foreach(source IN LISTS sources)
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY "${CMAKE_CURRENT_SOURCE_DIR}" NORMALIZE OUTPUT_VARIABLE path)
    cmake_path(IS_PREFIX laecert_BINARY_DIR "${path}" is_generated)
    if(is_generated)
      set_property(SOURCE "${source}" PROPERTY SKIP_UNITY_BUILD_INCLUSION ON)
    else()
      list(APPEND united "${source}")
    endif()
  endforeach()
  # As many batches as the limit asks for, of equal length.
  list(LENGTH united count)
  math(EXPR batches "(${count} + ${size} - 1) / ${size}")
  set(position 0)
  foreach(source IN LISTS united)
    math(EXPR batch "${position} * ${batches} / ${count}")
    math(EXPR position "${position} + 1")
    set_property(SOURCE "${source}" PROPERTY UNITY_GROUP "${batch}")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
endfunction()

# What only carries numbers from one place to another need not be fast, and is compiled faster.
set(laecert_little_optimization $<$<CONFIG:Release>:-Og>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 at -Og sees a vector of one element, built from a list, overrun.
  list(APPEND laecert_little_optimization -Wno-array-bounds -Wno-stringop-overflow)
endif()

# laecert_house(<name> SOURCES <files> USES <houses and packages> [LITTLE_OPTIMIZATION])
function(laecert_house name)
  cmake_parse_arguments(HOUSE "LITTLE_OPTIMIZATION" "" "SOURCES;USES" ${ARGN})
  if(NOT HOUSE_SOURCES)
    # A house of headers only.
    set(HOUSE_SOURCES "${CMAKE_CURRENT_BINARY_DIR}/headers_only.cpp")
    file(TOUCH "${HOUSE_SOURCES}")
  endif()
  set(options "")
  if(HOUSE_LITTLE_OPTIMIZATION)
    set(options ${laecert_little_optimization})
  endif()
  add_library(laecert_${name} STATIC ${HOUSE_SOURCES})
  target_include_directories(
    laecert_${name} PUBLIC "$<BUILD_INTERFACE:${laecert_SOURCE_DIR}/src;${laecert_SOURCE_DIR}>"
                           "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR};${CMAKE_INSTALL_INCLUDEDIR}/laecert>")
  target_link_libraries(laecert_${name} PUBLIC laecert_numbers ${HOUSE_USES}
                                        PRIVATE "$<BUILD_INTERFACE:laecert_flags>")
  target_compile_options(laecert_${name} PRIVATE ${options})
  laecert_unite(laecert_${name} "${LAECERT_HOUSE_BATCH}")
endfunction()

# A process a test is what a failure is read from most easily. Where starting one is dear, as it is under sanitizers
# (0.2 to 0.7 s), each test program runs as so many processes instead.
set(LAECERT_TEST_SHARDS 0 CACHE STRING "How many processes a test program runs as; 0: one for each of its tests")

# laecert_test(<name> SOURCES <files> USES <houses and packages> [OPTIMIZED])
# What is tested is compiled as it is shipped; the tests themselves with little optimization, but where they are
# OPTIMIZED: what they test is code in headers. A source whose own names are those of another has a namespace of its own.
function(laecert_test name)
  cmake_parse_arguments(TEST "OPTIMIZED" "" "SOURCES;USES" ${ARGN})
  set(options ${laecert_little_optimization})
  if(TEST_OPTIMIZED)
    set(options "")
  endif()
  add_executable(${name}_test ${TEST_SOURCES})
  target_include_directories(${name}_test PRIVATE "${laecert_SOURCE_DIR}/tests")
  target_link_libraries(${name}_test PRIVATE ${TEST_USES} laecert_numbers GTest::gmock GTest::gtest_main laecert_flags)
  target_compile_options(${name}_test PRIVATE ${options})
  laecert_unite(${name}_test "${LAECERT_BATCH}")
  if(LAECERT_TEST_SHARDS EQUAL 0)
    gtest_discover_tests(${name}_test DISCOVERY_MODE PRE_TEST)
    return()
  endif()
  math(EXPR last "${LAECERT_TEST_SHARDS} - 1")
  foreach(shard RANGE ${last})
    add_test(NAME ${name}.${shard} COMMAND ${name}_test --gtest_brief=1)
    set_tests_properties(${name}.${shard} PROPERTIES ENVIRONMENT
                         "GTEST_TOTAL_SHARDS=${LAECERT_TEST_SHARDS};GTEST_SHARD_INDEX=${shard}")
  endforeach()
endfunction()

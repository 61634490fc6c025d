# FindFLINT.cmake against an installation of the form of FLINT 3: arb.h under flint/, one library. The prefix is made of
# headers that forward to this machine's and a linker script, so that a program through it compiles, links and runs.
# Requires: MODULE_DIR, COMPILER, WORK_DIR, FLINT_INCLUDE_DIR, ARB_INCLUDE_DIR, FLINT_LIBRARY, ARB_LIBRARY (empty where
# this machine has FLINT 3).
set(prefix "${WORK_DIR}/prefix")
file(REMOVE_RECURSE "${WORK_DIR}")

foreach(name IN ITEMS arb arb_mat)
  file(WRITE "${prefix}/include/flint/${name}.h"
       "#pragma once\n#define LAECERT_FORWARDED_${name}\n#include \"${ARB_INCLUDE_DIR}/${name}.h\"\n")
endforeach()
file(WRITE "${prefix}/include/flint/flint.h"
     "#pragma once\n#include \"${FLINT_INCLUDE_DIR}/flint/flint.h\"\n#undef FLINT_VERSION\n#define FLINT_VERSION \"3.1.2\"\n")
file(WRITE "${prefix}/include/flint/fmpz_mat.h" "#pragma once\n#include \"${FLINT_INCLUDE_DIR}/flint/fmpz_mat.h\"\n")
file(WRITE "${prefix}/lib/libflint.so" "INPUT(${ARB_LIBRARY} ${FLINT_LIBRARY})\n")

file(WRITE "${WORK_DIR}/CMakeLists.txt" [=[
cmake_minimum_required(VERSION 3.25)
project(flint3 LANGUAGES CXX)
find_package(FLINT REQUIRED)
get_target_property(libraries FLINT::FLINT INTERFACE_LINK_LIBRARIES)
get_target_property(directories FLINT::FLINT INTERFACE_INCLUDE_DIRECTORIES)
message(STATUS "version: ${FLINT_VERSION}")
message(STATUS "libraries: ${libraries}")
message(STATUS "directories: ${directories}")
add_executable(program program.cpp)
target_link_libraries(program FLINT::FLINT)
]=])
file(WRITE "${WORK_DIR}/program.cpp" [=[
#include <arb.h>
#include <arb_mat.h>
#include <flint/fmpz_mat.h>
// Last: FLINT's own headers take theirs from beside them.
#include <flint/flint.h>

#include <cstring>

#if !defined(LAECERT_FORWARDED_arb) || !defined(LAECERT_FORWARDED_arb_mat)
#error "the headers beside the prefix were taken"
#endif

int main() {
  arb_t x;
  arb_init(x);
  arb_set_ui(x, 2);
  arb_sqrt(x, x, 64);
  arb_mul(x, x, x, 64);
  const bool holds_two = arb_contains_si(x, 2) != 0;
  arb_clear(x);
  return holds_two && std::strcmp(FLINT_VERSION, "3.1.2") == 0 ? 0 : 1;
}
]=])

# Runs a command, appends what it prints to ${output}, and ends the test when it fails.
function(run_step output)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE text ERROR_VARIABLE text)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN} gave ${code}:\n${text}")
  endif()
  set(${output} "${text}" PARENT_SCOPE)
endfunction()

run_step(configured "${CMAKE_COMMAND}" -S "${WORK_DIR}" -B "${WORK_DIR}/build" -G Ninja
         "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_MODULE_PATH=${MODULE_DIR}" "-DCMAKE_PREFIX_PATH=${prefix}")
foreach(expected IN ITEMS "version: 3.1.2" "libraries: ${prefix}/lib/libflint.so;"
                          "directories: ${prefix}/include;${prefix}/include/flint")
  string(FIND "${configured}" "${expected}" position)
  if(position EQUAL -1)
    message(SEND_ERROR "not found: \"${expected}\" in:\n${configured}")
  endif()
endforeach()
if(configured MATCHES "libraries:[^\n]*(flint-arb|libarb)")
  message(SEND_ERROR "Arb's own library was linked beside FLINT 3:\n${configured}")
endif()
run_step(built "${CMAKE_COMMAND}" --build "${WORK_DIR}/build")
run_step(ran "${WORK_DIR}/build/program")

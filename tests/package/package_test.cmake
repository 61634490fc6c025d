# Installs BUILD_DIR below WORK_DIR, builds the consumer against that alone, and runs it. The files of the package may name
# neither the sources nor the build tree.
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${out}${err}")
  endif()
  set(out "${out}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE "${WORK_DIR}")
set(prefix "${WORK_DIR}/prefix")
run("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${prefix}")

file(GLOB_RECURSE told "${prefix}/*.cmake" "${prefix}/*.pc")
foreach(file IN LISTS told)
  file(READ "${file}" text)
  foreach(path IN ITEMS "${SOURCE_DIR}/" "${BUILD_DIR}/src")
    string(FIND "${text}" "${path}" at)
    if(NOT at EQUAL -1)
      message(FATAL_ERROR "${file} names ${path}")
    endif()
  endforeach()
endforeach()

run("${prefix}/bin/laecert" --version)
run("${CMAKE_COMMAND}" -S "${CMAKE_CURRENT_LIST_DIR}/consumer" -B "${WORK_DIR}/build" -G "${GENERATOR}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_PREFIX_PATH=${prefix}" -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O1)
run("${CMAKE_COMMAND}" --build "${WORK_DIR}/build")
run("${WORK_DIR}/build/double_well")
if(NOT out STREQUAL "minimum: index 0, saddle: index 1\n")
  message(FATAL_ERROR "the consumer said: ${out}")
endif()

# Without CMake.
find_program(pkg_config pkg-config REQUIRED)
file(GLOB_RECURSE description "${prefix}/*/laecert.pc")
cmake_path(GET description PARENT_PATH folder)
set(ENV{PKG_CONFIG_PATH} "${folder}")
run("${pkg_config}" --cflags --libs laecert)
separate_arguments(flags UNIX_COMMAND "${out}")
run("${COMPILER}" -std=c++20 -O1 "${CMAKE_CURRENT_LIST_DIR}/consumer/double_well.cpp" -o "${WORK_DIR}/by_pkg_config" ${flags})
run("${WORK_DIR}/by_pkg_config")

# As a subdirectory: the same source finds the same headers by the same target. Linking would build the houses again.
file(WRITE "${WORK_DIR}/outer/CMakeLists.txt"
     "cmake_minimum_required(VERSION 3.25)\nproject(outer LANGUAGES CXX)\nadd_subdirectory(\"${SOURCE_DIR}\" laecert)\n"
     "add_executable(double_well \"${CMAKE_CURRENT_LIST_DIR}/consumer/double_well.cpp\")\n"
     "target_link_libraries(double_well PRIVATE laecert::core)\n")
run("${CMAKE_COMMAND}" -S "${WORK_DIR}/outer" -B "${WORK_DIR}/outer/build" -G Ninja "-DCMAKE_CXX_COMPILER=${COMPILER}"
    -DLAECERT_TESTS=OFF -DCMAKE_BUILD_TYPE=Release -DCMAKE_CXX_FLAGS_RELEASE=-O1)
execute_process(COMMAND ninja -C "${WORK_DIR}/outer/build" -t targets all OUTPUT_VARIABLE targets)
string(REGEX MATCH "CMakeFiles/double_well[.]dir/[^\n:]*double_well[.]cpp[.]o" object "${targets}")
run(ninja -C "${WORK_DIR}/outer/build" "${object}")

# A version that is not there is refused.
file(WRITE "${WORK_DIR}/later/CMakeLists.txt" "cmake_minimum_required(VERSION 3.25)\nproject(later LANGUAGES NONE)\n"
     "find_package(laecert 99 REQUIRED)\n")
execute_process(COMMAND "${CMAKE_COMMAND}" -S "${WORK_DIR}/later" -B "${WORK_DIR}/later/build" "-DCMAKE_PREFIX_PATH=${prefix}"
                RESULT_VARIABLE code OUTPUT_QUIET ERROR_QUIET)
if(code EQUAL 0)
  message(FATAL_ERROR "version 99 was found")
endif()

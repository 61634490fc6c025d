# Compiles one header with nothing before it. Requires: HEADER, from the top of the project; SETTINGS, a file that sets
# SOURCE_DIR, COMPILER and the include DIRECTORIES.
include("${SETTINGS}")
set(header "${SOURCE_DIR}/${HEADER}")

set(options "")
list(REMOVE_DUPLICATES DIRECTORIES)
foreach(directory IN LISTS DIRECTORIES)
  string(FIND "${directory}" "${SOURCE_DIR}" is_ours)
  if(is_ours EQUAL 0)
    list(APPEND options "-I${directory}")
  else()
    list(APPEND options -isystem "${directory}")
  endif()
endforeach()
# -w: only whether it compiles is asked here. A header as main file gives a warning of its own for #pragma once.
execute_process(
  COMMAND "${CMAKE_COMMAND}" -E env LC_ALL=C "${COMPILER}" -std=c++20 -w -fsyntax-only -x c++ ${options} "${header}"
  RESULT_VARIABLE result
  ERROR_VARIABLE diagnostics)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${HEADER} does not compile alone:\n${diagnostics}")
endif()

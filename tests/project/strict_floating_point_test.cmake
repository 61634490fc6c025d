# Holds StrictFloatingPoint.cmake to a table of flags, each tried in a CMake of its own. Requires: MODULE_DIR.
set(refused "-ffast-math" "-O2 -ffast-math -g" "-Ofast" "-march=native" "-O3 -march=x86-64-v3" "-mavx2" "-mfma"
            "-funsafe-math-optimizations" "-ffp-contract=fast" "-ffinite-math-only")
set(accepted "" "-O2 -g" "-ffp-contract=off" "-mtune=native" "-fno-fast-math" "-fsanitize=address,undefined")

if(DEFINED FLAGS)
  set(${VARIABLE} "${FLAGS}")
  include("${MODULE_DIR}/StrictFloatingPoint.cmake")
  laecert_require_strict_floating_point()
  return()
endif()

# Sets ${result} to the exit code of the check for these flags in this variable.
function(try_flags variable flags result)
  execute_process(
    COMMAND "${CMAKE_COMMAND}" -D MODULE_DIR=${MODULE_DIR} -D VARIABLE=${variable} "-DFLAGS=${flags}" -P
            "${CMAKE_CURRENT_LIST_FILE}"
    RESULT_VARIABLE code
    ERROR_QUIET)
  set(${result} "${code}" PARENT_SCOPE)
endfunction()

foreach(variable IN ITEMS CMAKE_CXX_FLAGS CMAKE_CXX_FLAGS_RELEASE CMAKE_EXE_LINKER_FLAGS)
  foreach(flags IN LISTS refused)
    try_flags(${variable} "${flags}" code)
    if(code EQUAL 0)
      message(SEND_ERROR "${variable}=\"${flags}\" was accepted")
    endif()
  endforeach()
  foreach(flags IN LISTS accepted)
    try_flags(${variable} "${flags}" code)
    if(NOT code EQUAL 0)
      message(SEND_ERROR "${variable}=\"${flags}\" was refused")
    endif()
  endforeach()
endforeach()

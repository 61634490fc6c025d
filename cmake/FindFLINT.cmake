# Finds FLINT with Arb's ball arithmetic: FLINT 2 beside Arb 2 (Debian 12: libflint + libflint-arb, headers <arb.h>),
# or FLINT >= 3, which holds Arb (headers <flint/arb.h>). Defines the target FLINT::FLINT and FLINT_VERSION. Through
# the target, <arb.h> and <flint/fmpz_mat.h> are found in both.
find_path(FLINT_INCLUDE_DIR flint/flint.h)
if(FLINT_INCLUDE_DIR)
  file(STRINGS "${FLINT_INCLUDE_DIR}/flint/flint.h" _flint_version_line REGEX "define +FLINT_VERSION +\"")
  string(REGEX REPLACE ".*\"([0-9.]+).*\"" "\\1" FLINT_VERSION "${_flint_version_line}")
  # The library beside the header goes before any other, so that two installations never mix.
  get_filename_component(_flint_prefix "${FLINT_INCLUDE_DIR}" DIRECTORY)
endif()
find_library(FLINT_LIBRARY flint HINTS "${_flint_prefix}/lib")

set(_flint_required FLINT_LIBRARY FLINT_INCLUDE_DIR ARB_INCLUDE_DIR)
if(FLINT_VERSION AND FLINT_VERSION VERSION_LESS 3)
  find_path(ARB_INCLUDE_DIR arb.h)
  find_library(ARB_LIBRARY NAMES flint-arb arb)
  list(APPEND _flint_required ARB_LIBRARY)
  set(_flint_libraries "${ARB_LIBRARY}" "${FLINT_LIBRARY}")
else()
  # FLINT 3 ships arb.h beside its other headers, and Arb's code in its own library.
  find_path(ARB_INCLUDE_DIR arb.h PATHS "${FLINT_INCLUDE_DIR}/flint" NO_DEFAULT_PATH)
  set(_flint_libraries "${FLINT_LIBRARY}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(FLINT REQUIRED_VARS ${_flint_required} VERSION_VAR FLINT_VERSION)

if(FLINT_FOUND AND NOT TARGET FLINT::FLINT)
  find_library(GMP_LIBRARY gmp REQUIRED)
  find_library(MPFR_LIBRARY mpfr REQUIRED)
  add_library(FLINT::FLINT INTERFACE IMPORTED)
  target_include_directories(FLINT::FLINT INTERFACE "${FLINT_INCLUDE_DIR}" "${ARB_INCLUDE_DIR}")
  target_link_libraries(FLINT::FLINT INTERFACE ${_flint_libraries} "${MPFR_LIBRARY}" "${GMP_LIBRARY}")
endif()
mark_as_advanced(FLINT_INCLUDE_DIR FLINT_LIBRARY ARB_INCLUDE_DIR ARB_LIBRARY GMP_LIBRARY MPFR_LIBRARY)

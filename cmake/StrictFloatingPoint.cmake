# Refuses compiler and linker flags under which the rounding bounds do not hold, or under which a binary does not run on
# the machine beside it. One object linked with -ffast-math makes the whole process flush subnormals to zero.
set(LAECERT_LOOSE_FLOATING_POINT
    "(^| )(-Ofast|-ffast-math|-funsafe-math-optimizations|-ffinite-math-only|-fassociative-math|-freciprocal-math\
|-fno-signed-zeros|-fno-trapping-math|-fcx-limited-range|-ffp-contract=(fast|on)|-ffp-model=fast|-mdaz-ftz|-mfpmath=387\
|-mfma4?|-mavx[^ ]*|-march=[^ ]*)( |$)")

# Fails with the first flag variable, and the flag in it, that loosens floating-point arithmetic.
function(laecert_require_strict_floating_point)
  foreach(kind IN ITEMS CXX_FLAGS EXE_LINKER_FLAGS SHARED_LINKER_FLAGS)
    foreach(suffix IN ITEMS "" _DEBUG _RELEASE _RELWITHDEBINFO _MINSIZEREL)
      if("${CMAKE_${kind}${suffix}}" MATCHES "${LAECERT_LOOSE_FLOATING_POINT}")
        message(FATAL_ERROR "CMAKE_${kind}${suffix} holds ${CMAKE_MATCH_2}: laecert's rounding bounds need strict "
                            "IEEE arithmetic on the baseline architecture")
      endif()
    endforeach()
  endforeach()
  if("${CMAKE_CXX_COMPILER_ID}" MATCHES "^Intel")
    message(FATAL_ERROR "${CMAKE_CXX_COMPILER_ID} compiles with fast floating-point arithmetic by default")
  endif()
endfunction()

# What `cmake --install` puts where, and what find_package(laecert) finds there: the programs, the archives of the houses
# that a proof of one's own needs, with their headers under laecert/.
#
#   core     certify a critical point of a function; Instance, and reading one from a table
#   search   find approximate points first (Ceres)
#
# The same targets, laecert::core and laecert::search, are there where laecert is a subdirectory.
include(CMakePackageConfigHelpers)

set(laecert_core_houses numeric problem certify instances)
set(laecert_search_houses propose)
foreach(component IN ITEMS core search)
  add_library(laecert_${component} INTERFACE)
  add_library(laecert::${component} ALIAS laecert_${component})
  list(TRANSFORM laecert_${component}_houses PREPEND laecert_ OUTPUT_VARIABLE houses)
  target_link_libraries(laecert_${component} INTERFACE ${houses})
  set_target_properties(laecert_${component} PROPERTIES EXPORT_NAME ${component})
  # The public headers are C++20.
  target_compile_features(laecert_${component} INTERFACE cxx_std_20)
endforeach()
target_link_libraries(laecert_search INTERFACE laecert_core)
# <laecert/certify/certify.hpp> is found from a directory above as it is where laecert is installed.
file(MAKE_DIRECTORY "${laecert_BINARY_DIR}/include")
file(CREATE_LINK "${laecert_SOURCE_DIR}/src" "${laecert_BINARY_DIR}/include/laecert" SYMBOLIC)
target_include_directories(laecert_core INTERFACE "$<BUILD_INTERFACE:${laecert_BINARY_DIR}/include>")

set(laecert_package "${CMAKE_INSTALL_LIBDIR}/cmake/laecert")
install(TARGETS laecert_numbers laecert_numeric laecert_problem laecert_certify laecert_instances laecert_core EXPORT laecert_core
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development)
install(TARGETS laecert_propose laecert_search EXPORT laecert_search ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        COMPONENT development)
foreach(component IN ITEMS core search)
  install(EXPORT laecert_${component} NAMESPACE laecert:: DESTINATION "${laecert_package}" COMPONENT development)
  foreach(house IN LISTS laecert_${component}_houses)
    install(DIRECTORY "${laecert_SOURCE_DIR}/src/${house}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/laecert" COMPONENT development
            FILES_MATCHING PATTERN "*.hpp")
  endforeach()
endforeach()
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/laecertConfig.cmake.in" "${laecert_BINARY_DIR}/laecertConfig.cmake"
                              INSTALL_DESTINATION "${laecert_package}")
write_basic_package_version_file("${laecert_BINARY_DIR}/laecertConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
# From where the file lies, as --prefix is known at the installation alone.
file(RELATIVE_PATH laecert_prefix_from_pc "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" /)
set(laecert_flint_flags -lflint)
if(FLINT_VERSION VERSION_LESS 3)
  set(laecert_flint_flags "-lflint-arb -lflint")
endif()
configure_file("${CMAKE_CURRENT_LIST_DIR}/laecert.pc.in" "${laecert_BINARY_DIR}/laecert.pc" @ONLY)
install(FILES "${laecert_BINARY_DIR}/laecertConfig.cmake" "${laecert_BINARY_DIR}/laecertConfigVersion.cmake"
              "${CMAKE_CURRENT_LIST_DIR}/FindFLINT.cmake" DESTINATION "${laecert_package}" COMPONENT development)
install(FILES "${laecert_BINARY_DIR}/laecert.pc" DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT development)

install(TARGETS laecert laecert-recheck RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT programs)
# Manual pages and completion come from the program itself, as its help does.
set(laecert_shell "${laecert_BINARY_DIR}/shell")
set(laecert_commands verify probe certify enumerate search pca ppca train topology inertia statements explain recheck completion man)
set(laecert_pages "${laecert_shell}/laecert.1")
add_custom_command(OUTPUT "${laecert_shell}/laecert.1" COMMAND laecert man > "${laecert_shell}/laecert.1" DEPENDS laecert VERBATIM)
foreach(command IN LISTS laecert_commands)
  set(page "${laecert_shell}/laecert-${command}.1")
  add_custom_command(OUTPUT "${page}" COMMAND laecert man ${command} > "${page}" DEPENDS laecert VERBATIM)
  list(APPEND laecert_pages "${page}")
endforeach()
foreach(shell IN ITEMS bash zsh fish)
  set(script "${laecert_shell}/completion.${shell}")
  add_custom_command(OUTPUT "${script}" COMMAND laecert completion ${shell} > "${script}" DEPENDS laecert VERBATIM)
  list(APPEND laecert_completions "${script}")
endforeach()
file(MAKE_DIRECTORY "${laecert_shell}")
add_custom_target(laecert_shell ALL DEPENDS ${laecert_pages} ${laecert_completions})
install(FILES ${laecert_pages} DESTINATION "${CMAKE_INSTALL_MANDIR}/man1" COMPONENT programs)
install(FILES "${laecert_shell}/completion.bash" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" RENAME laecert
        COMPONENT programs)
install(FILES "${laecert_shell}/completion.zsh" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" RENAME _laecert
        COMPONENT programs)
install(FILES "${laecert_shell}/completion.fish" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d"
        RENAME laecert.fish COMPONENT programs)

install(FILES "${laecert_SOURCE_DIR}/README.md" "${laecert_SOURCE_DIR}/CHANGELOG.md" "${laecert_SOURCE_DIR}/LICENSE"
        DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT programs)

# cpack -G DEB, where laecert is the project itself.
if(PROJECT_IS_TOP_LEVEL)
  set(CPACK_PACKAGE_CONTACT "the laecert developers <laecert@localhost>")
  set(CPACK_PACKAGE_VENDOR laecert)
  set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
  set(CPACK_STRIP_FILES ON)
  set(CPACK_DEBIAN_PACKAGE_SECTION math)
  set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
  set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
  set(CPACK_RESOURCE_FILE_LICENSE "${laecert_SOURCE_DIR}/LICENSE")
  include(CPack)
endif()

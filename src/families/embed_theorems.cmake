# Writes SOURCE: the theorems of PROOFS/theorems.txt that prove a statement, for families/machine_checked.hpp. None,
# unless PROOFS/checked.sha256, which ./run proofs --record writes, is of these very .v files and of this list.
file(GLOB files "${PROOFS}/*.v")
list(SORT files)
list(APPEND files "${PROOFS}/theorems.txt")
set(digests)
foreach(file IN LISTS files)
  file(SHA256 "${file}" digest)
  get_filename_component(name "${file}" NAME)
  string(APPEND digests "${digest}  ${name}\n")
endforeach()

set(recorded)
if(EXISTS "${PROOFS}/checked.sha256")
  file(READ "${PROOFS}/checked.sha256" recorded)
endif()

set(theorems)
if(digests STREQUAL recorded)
  file(STRINGS "${PROOFS}/theorems.txt" lines REGEX "^[a-z]")
  foreach(line IN LISTS lines)
    string(REGEX REPLACE "^([^ ]+) +([^ .]+)[.]([^ ]+)$"
                         "    {\"\\1\", \"proofs/\\2.v\", \"\\3\"},\n" theorem "${line}")
    string(APPEND theorems "${theorem}")
  endforeach()
else()
  message(WARNING "proofs/checked.sha256 is not of these proofs: reports will not name them (./run proofs --record)")
endif()

file(WRITE "${SOURCE}" "#include \"families/machine_checked.hpp\"

std::vector<laecert::checks::MachineChecked> laecert::checks::machine_checked_theorems() {
  return {
${theorems}  };
}
")

# Writes SOURCE: the function NAME_csv_lines() of instances/embedded.hpp over the lines of the file CSV.
file(STRINGS "${CSV}" lines)
string(REPLACE "\\" "\\\\" lines "${lines}")
string(REPLACE "\"" "\\\"" lines "${lines}")
list(JOIN lines "\",\n    \"" literals)
file(WRITE "${SOURCE}" "#include \"instances/embedded.hpp\"

namespace {

constexpr std::string_view lines[] = {
    \"${literals}\"};

}  // namespace

std::span<const std::string_view> laecert::instances::${NAME}_csv_lines() { return lines; }
")

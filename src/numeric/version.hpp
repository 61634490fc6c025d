#pragma once

namespace laecert {

/// The version of laecert; CMakeLists.txt reads it from here.
inline constexpr const char* version = "0.2.0";

}  // namespace laecert

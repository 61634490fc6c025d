#include "propose/ceres_log.hpp"

#include <glog/logging.h>

#include <mutex>

namespace laecert::propose {

void silence_ceres_log() {
  static std::once_flag is_silent;
  std::call_once(is_silent, [] { FLAGS_minloglevel = google::GLOG_FATAL; });
}

}  // namespace laecert::propose

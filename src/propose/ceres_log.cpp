#include "propose/ceres_log.hpp"

#include <glog/logging.h>

namespace laecert::propose {

void silence_ceres_log() { FLAGS_minloglevel = google::GLOG_FATAL; }

}  // namespace laecert::propose

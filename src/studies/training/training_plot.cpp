#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

#include "report/training.hpp"

namespace laecert::report {
namespace {

constexpr int width = 72, height = 16;

constexpr double lowest = -17;  // what lies below is rounding

struct Point {
  double x = 0, y = 0;  // log10 of the iterations and of the distance
};

// log10 of a positive number; nothing for any other text.
std::optional<double> log_of(const std::string& text) {
  double x = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), x);
  if (error != std::errc() || end != text.data() + text.size() || !(x > 0)) return {};
  return std::log10(x);
}

std::vector<Point> points_of(const std::vector<TraceRow>& trace) {
  std::vector<Point> points;
  for (const TraceRow& row : trace) {
    const std::optional<double> x = log_of(row.iteration), y = log_of(row.subspace_distance);
    if (x && y) points.push_back({*x, std::max(*y, lowest)});
  }
  return points;
}

// The whole decades that hold all points.
struct Frame {
  double left = 0, right = 1, bottom = -1, top = 0;
};

Frame frame_of(const std::vector<std::vector<Point>>& runs) {
  Frame frame;
  for (const std::vector<Point>& run : runs) {
    for (const Point& point : run) {
      frame.right = std::max(frame.right, std::ceil(point.x));
      frame.bottom = std::min(frame.bottom, std::floor(point.y));
      frame.top = std::max(frame.top, std::ceil(point.y));
    }
  }
  return frame;
}

int place(double x, double low, double high, int cells) {
  return std::clamp(static_cast<int>(std::lround((x - low) / (high - low) * (cells - 1))), 0, cells - 1);
}

char letter(std::size_t run) { return static_cast<char>(run < 26 ? 'a' + static_cast<int>(run) : '#'); }

}  // namespace

std::vector<std::string> plot_lines(const std::vector<TrainedAlgorithm>& algorithms) {
  std::vector<std::vector<Point>> runs;
  runs.reserve(algorithms.size());
  for (const TrainedAlgorithm& one : algorithms) runs.push_back(points_of(one.trace));
  const Frame frame = frame_of(runs);
  std::vector<std::string> canvas(height, std::string(width, ' '));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (const Point& point : runs[i]) {
      const int row = height - 1 - place(point.y, frame.bottom, frame.top, height);
      canvas[static_cast<std::size_t>(row)][static_cast<std::size_t>(place(point.x, frame.left, frame.right, width))] =
          letter(i);
    }
  }
  std::vector<std::string> lines{"distance to the SVD over iterations"};
  for (int row = 0; row < height; ++row) {
    const std::string label = row == 0            ? fmt::format("1e{:.0f}", frame.top)
                              : row == height - 1 ? fmt::format("1e{:.0f}", frame.bottom)
                                                  : std::string();
    lines.push_back(fmt::format("{:>8} |{}", label, canvas[static_cast<std::size_t>(row)]));
  }
  lines.push_back(fmt::format("{:>8} +{:-<{}}", "", "", width));
  lines.push_back(fmt::format("{:>8}  1{:>{}}", "", fmt::format("1e{:.0f}", frame.right), width - 1));
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!runs[i].empty()) lines.push_back(fmt::format("{:>8}  {}  {}", "", letter(i), algorithms[i].name));
  }
  return lines;
}

}  // namespace laecert::report

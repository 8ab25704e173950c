#include "micrograd/testing/gradient_check.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace micrograd::testing {

::testing::AssertionResult report(const std::string& what, std::vector<Row> rows, double scale,
                                  double tolerance) {
  bool match = true;
  bool can_fail = false;
  for (Row& row : rows) {
    const double allowed = tolerance * std::max({1.0, scale, std::abs(row.expected)});
    // Written so that nan is wrong too.
    row.wrong = !(std::abs(row.gradient - row.expected) <= allowed);
    match = match && !row.wrong;
    can_fail = can_fail || std::abs(row.expected) >= 100 * allowed;
  }

  std::ostringstream out;
  out << what << " should be what nudging the inputs gives:\n"
      << "  input            value   tape's gradient  finite difference  relative error\n"
      << std::setprecision(9);
  for (const Row& row : rows) {
    const double size = std::max(std::abs(row.gradient), std::abs(row.expected));
    const double error = size == 0 ? 0 : std::abs(row.gradient - row.expected) / size;
    out << (row.wrong ? "> " : "  ") << std::left << std::setw(8) << row.name << std::right
        << std::setw(14) << row.value << std::setw(18) << row.gradient << std::setw(19)
        << row.expected << std::setw(16) << std::setprecision(2) << error << std::setprecision(9)
        << '\n';
  }
  if (!can_fail) {
    out << "This check can't fail: every derivative is too small to be told from an error. Check "
           "at "
           "inputs where the function moves.";
    return ::testing::AssertionFailure() << out.str();
  }
  if (match) return ::testing::AssertionSuccess();
  return ::testing::AssertionFailure() << out.str() << likely_mistake(rows);
}

}  // namespace micrograd::testing

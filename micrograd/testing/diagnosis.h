/// \file
/// Guesses from wrong gradients which mistake caused them. Everything that the tests of this
/// repository know about typical mistakes in gradients is here.
#ifndef MICROGRAD_TESTING_DIAGNOSIS_H_
#define MICROGRAD_TESTING_DIAGNOSIS_H_

#include <string>
#include <vector>

namespace micrograd::testing {

/// One input of a checked function.
struct Row {
  std::string name;  ///< What the report calls it.
  double value;      ///< The input itself.
  double gradient;   ///< What the engine says of d(result)/d(input).
  double expected;   ///< What it should have said.
  bool wrong;        ///< Whether the two are too far apart.
};

/// A sentence or two that name the likely mistake, or "" where the numbers don't tell.
std::string likely_mistake(const std::vector<Row>& rows);

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_DIAGNOSIS_H_

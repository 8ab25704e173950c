#include "micrograd/graph.h"

#include <gmock/gmock-matchers.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "micrograd/micrograd.h"

namespace {

using micrograd::Tape;
using micrograd::Value;
using testing::HasSubstr;
using testing::Not;

TEST(Table, ShowsEveryNodeOfTheTape) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-3.0);
  const Value c = a * b;
  backward(tanh(c + 6.5));
  const Tape& as_it_is = tape;
  EXPECT_EQ(micrograd::table(as_it_is),
            "node  op            data          grad  moves with\n"
            "   0                   2      -2.35934\n"
            "   1                  -3        1.5729\n"
            "   2  *               -6      0.786448  -3 x node 0, 2 x node 1\n"
            "   3  +              0.5      0.786448  1 x node 2\n"
            "   4  tanh      0.462117             1  0.786448 x node 3\n");
}

TEST(Table, OfAnEmptyTapeIsItsHeadingAlone) {
  Tape tape(10);
  EXPECT_EQ(micrograd::table(tape), "node  op            data          grad  moves with\n");
}

TEST(Dot, DrawsWhatTheRootWasComputedFromWithPartialsOnTheArrows) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(3.0);
  const Value root = a * b;
  const Value later = root + b;
  backward(root);
  const std::string drawing = dot(root);
  EXPECT_THAT(drawing, HasSubstr("n2 [label=\"2 * | data 6 | grad 1\"]"));
  EXPECT_THAT(drawing, HasSubstr("n0 [label=\"0  | data 2 | grad 3\"]"));
  EXPECT_THAT(drawing, HasSubstr("n1 [label=\"1  | data 3 | grad 2\"]"));
  EXPECT_THAT(drawing, HasSubstr("n0 -> n2 [label=\"3\"]"));
  EXPECT_THAT(drawing, HasSubstr("n1 -> n2 [label=\"2\"]"));
  EXPECT_THAT(drawing, Not(HasSubstr("n3"))) << "the sum came later; root is not made from it";
  EXPECT_THAT(dot(later), HasSubstr("n3"));
}

TEST(Dot, LeavesOutWhatTheRootDoesNotNeed) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  tape.value(5.0);
  EXPECT_THAT(dot(a * a), Not(HasSubstr("data 5")));
}

TEST(Dot, DrawsAnOperandThatIsUsedTwiceWithTwoArrows) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const std::string drawing = dot(a + a);
  const std::string arrow = "n0 -> n1 [label=\"1\"]\n";
  EXPECT_THAT(drawing, HasSubstr(arrow + "  " + arrow));
}

TEST(Json, HasEveryNodeWithItsParentsAndPartials) {
  Tape tape(10);
  const Value a = tape.value(2.0);
  const Value b = tape.value(-3.0);
  backward(a * b + 0.5);
  const Tape& as_it_is = tape;
  EXPECT_EQ(micrograd::json(as_it_is),
            "[{\"op\": \"\", \"data\": 2, \"grad\": -3, \"parents\": []},\n"
            " {\"op\": \"\", \"data\": -3, \"grad\": 2, \"parents\": []},\n"
            " {\"op\": \"*\", \"data\": -6, \"grad\": 1, \"parents\": [[0, -3], [1, 2]]},\n"
            " {\"op\": \"+\", \"data\": -5.5, \"grad\": 1, \"parents\": [[2, 1]]}]");
  EXPECT_EQ(micrograd::json(Tape(1)), "[]");
}

TEST(Json, HasEveryDigit) {
  Tape tape(1);
  tape.value(0.1 + 0.2);
  EXPECT_THAT(micrograd::json(tape), HasSubstr("\"data\": 0.30000000000000004,"));
}

TEST(Json, PutsWhatItHasNoNumberForInQuotes) {
  Tape tape(9);
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double number : {infinity, -infinity, std::nan("")}) tape.value(number);
  const Value a = tape.value(3.0);
  a* tape.value(infinity);
  const std::string text = micrograd::json(tape);
  EXPECT_THAT(text, HasSubstr("\"data\": \"inf\","));
  EXPECT_THAT(text, HasSubstr("\"data\": \"-inf\","));
  EXPECT_THAT(text, HasSubstr("\"data\": \"nan\","));
  EXPECT_THAT(text, HasSubstr("\"parents\": [[3, \"inf\"], [4, 3]]"));
}

}  // namespace

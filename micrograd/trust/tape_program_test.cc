#include "micrograd/trust/tape_program.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <string>

#include "micrograd/micrograd.h"
#include "micrograd/trust/assertion.h"
#include "tools/text.h"

namespace {

using micrograd::trust::run;
using micrograd::trust::Verdict;

// Letters, operands that are there, and now and then anything at all that can be printed.
std::string random_program(std::mt19937_64& random) {
  const std::string letters = "vvv+++***pxx~~rrsbbbmwtabcdefghijkl0123456789";
  std::string program;
  for (std::size_t n = random() % 120; n > 0; --n) {
    program += random() % 50 == 0 ? static_cast<char>(' ' + random() % 95)
                                  : letters[random() % letters.size()];
  }
  return program;
}

TEST(TapePrograms, AgreeWithAPlainModelOrAreRefused) {
  std::mt19937_64 random(static_cast<std::uint64_t>(GTEST_FLAG_GET(random_seed)));
  Verdict sum;
  for (int i = 0; i < 20'000; ++i) {
    const std::string program = random_program(random);
    const Verdict result = run(program);
    ASSERT_EQ(result.difference, "") << "in the program " << program;
    sum.backward += result.backward;
    sum.full += result.full;
    sum.misuse += result.misuse;
  }
  EXPECT_GT(sum.backward, 10'000) << "backward passes";
  EXPECT_GT(sum.full, 1000) << "calls that a full tape refused";
  EXPECT_GT(sum.misuse, micrograd::trust::kCatchesAssertions ? 10'000 : 1000)
      << "calls that were refused";
}

TEST(TapePrograms, OfTheCorpusAgreeToo) {
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator("micrograd/trust/corpus")) {
    const std::string program = tools::contents(entry.path());
    EXPECT_EQ(run(program).difference, "") << entry.path();
    ++files;
  }
  EXPECT_GE(files, 5);
}

TEST(TapePrograms, CountWhatTheyDid) {
  const Verdict result = run("v3 v4 *ab bc");
  EXPECT_EQ(result.difference, "");
  EXPECT_EQ(result.backward, 1);
  EXPECT_EQ(run("v1 v1 v1 v1 v1 v1 v1 v1 v1 v1 v1 v1 v1 v1").full, 2) << "there is room for 12";
  EXPECT_EQ(run("v1 t v1 +ab +aa +bb").misuse, micrograd::trust::kCatchesAssertions ? 1 : 0)
      << "a and b are on two tapes";
}

TEST(Assertions, AreCaughtAfterACallThatThrewToo) {
  if (!micrograd::trust::kCatchesAssertions)
    GTEST_SKIP() << "this build has no assertions to catch";
  EXPECT_THROW(micrograd::trust::asserts([] { throw std::runtime_error("no assertion"); }),
               std::runtime_error);
  EXPECT_TRUE(micrograd::trust::asserts([] { micrograd::Value().data(); }));
  EXPECT_DEATH(micrograd::Value().data(), "this Value is on no tape") << "where nobody catches it";
}

}  // namespace

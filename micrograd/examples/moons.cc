// Two crescents of 100 points, a network of 337 parameters, a hundred steps: micrograd's demo on a
// tape. It prints how the training goes, and then the network's answers all over the plane.
//
// The training accuracy is how many of the 100 points the network puts on the right side. It was trained
// on these points: how well it does on others is not measured.
//
//     bazel run //:moons
//     bazel run //:moons -- --steps 10 --svg moons.svg
//
// --steps N     stop after N steps, 0 to 1000, instead of 100
// --svg FILE    draw the end as an SVG picture, too
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <string_view>

#include "micrograd/examples/boundary.h"
#include "tools/caller.h"
#include "tools/text.h"

#include "micrograd/examples/moons.h"
#include "training.h"

namespace {

using micrograd::Mark;
using micrograd::Mlp;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::examples::Moons;
using micrograd::examples::svg;
using micrograd::examples::text;

struct Options {
  int steps = 100;
  std::string svg;
};

// False if the arguments aren't as the comment above says.
bool parse(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; i += 2) {
    const std::string_view name = argv[i];
    const std::string_view value = i + 1 < argc ? argv[i + 1] : "";
    if (name == "--svg" && !value.empty()) {
      options.svg = value;
    } else if (name == "--steps") {
      if (!tools::read_number(value, 0, 1000, options.steps)) return false;
    } else {
      return false;
    }
  }
  return true;
}

// Whether standard output is a terminal with colours, and the user wants them: https://no-color.org
bool terminal_has_colour() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    std::cerr
        << "moons: give --steps N with a number from 0 to 1000, --svg FILE, both or neither.\n";
    return 2;
  }

  std::mt19937_64 random(42);
  const Moons<Scalar, 100> moons([&] { return micrograd::uniform(random); });
  Tape tape(70'000);
  const Mlp<2, 16, 16, 1> mlp(tape, random);
  const Mark parameters = tape.mark();

  const auto predict = [&](double x, double y) {
    const Scalar prediction = mlp({Scalar(x), Scalar(y)})[0].data();
    tape.rewind(parameters);
    return prediction;
  };
  std::string state;
  for (int step = 0;; ++step) {
    if (step % 10 == 0 || step == options.steps) {
      int right = 0;
      for (std::size_t i = 0; i < moons.targets.size(); ++i) {
        right += predict(moons.inputs[i][0], moons.inputs[i][1]) * moons.targets[i] > 0 ? 1 : 0;
      }
      char line[80];
      std::snprintf(line, sizeof line, "step %3d, loss %10.6f, training accuracy %3d %%", step,
                    squared_error(mlp, moons.inputs, moons.targets).data(), right);
      tape.rewind(parameters);
      state = line;
      std::cout << state << '\n' << std::flush;
    }
    if (step == options.steps) break;
    training_step(mlp, moons.inputs, moons.targets, Scalar(0.005));
  }

  std::cout << '\n' << text(predict, moons.inputs, moons.targets, terminal_has_colour());
  if (options.svg.empty()) return 0;
  const std::filesystem::path file = tools::from_the_caller(options.svg);
  std::ofstream out(file);
  out << svg(predict, moons.inputs, moons.targets, state);
  out.close();
  if (!out) {
    std::cerr << "moons: can't write " << file.string() << ".\n";
    return 1;
  }
}

// A GPT of 4,192 parameters that reads names, letter by letter, and then invents some: Karpathy's microgpt
// on a tape. lessons/11_gpt explains every part.
//
//     bazel run //:names
//     bazel run --config=bench //:names -- --steps 5000 --temperature 0.7
//
// --steps N          train for N steps, 0 to 1000000; 1000 if not given. Each is on one name
// --seed N           where the random numbers begin, 0 to 1000000; 1 if not given
// --temperature T    how daring the inventions are, above 0 and up to 10; 0.5 if not given
// --samples N        how many to invent, 0 to 10000; 20 if not given
// --names FILE       another list: a word in each line, with up to 64 different characters in all
// --svg FILE         draw the loss as an SVG picture, too
// --compiled         train on programs, as lessons 12 and 13 make them: the same, and faster
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "micrograd/examples/loss_curve.h"
#include "micrograd/examples/words.h"
#include "tools/caller.h"
#include "tools/text.h"

#include "gpt.h"
#if __has_include("fuse.h")
#include "micrograd/examples/compiled_gpt.h"
constexpr bool kHasPrograms = true;
#else  // On a reader's engine, in lesson 11.
constexpr bool kHasPrograms = false;
#endif

namespace {

using micrograd::Adam;
using micrograd::Gpt;
using micrograd::Mark;
using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using micrograd::examples::Words;

constexpr std::size_t kBlock = 16;

struct Options {
  int steps = 1000;
  int seed = 1;
  double temperature = 0.5;
  int samples = 20;
  std::string names = "micrograd/examples/names.txt";
  std::string svg;
  bool compiled = false;
};

// Returns what is wrong with the arguments, or "".
std::string parse(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--compiled") {  // The only one without a value.
      if (!kHasPrograms) return "--compiled needs an engine with lessons 12 and 13";
      options.compiled = true;
      continue;
    }
    const std::string_view value = ++i < argc ? argv[i] : "";
    if (name == "--steps") {
      if (!tools::read_number(value, 0, 1'000'000, options.steps))
        return "--steps needs 0 to 1000000";
    } else if (name == "--seed") {
      if (!tools::read_number(value, 0, 1'000'000, options.seed))
        return "--seed needs 0 to 1000000";
    } else if (name == "--temperature") {
      if (!tools::read_number(value, 1e-3, 10.0, options.temperature))
        return "--temperature needs 0.001 to 10";
    } else if (name == "--samples") {
      if (!tools::read_number(value, 0, 10'000, options.samples))
        return "--samples needs 0 to 10000";
    } else if (name == "--names" && !value.empty()) {
      options.names = tools::from_the_caller(std::string(value)).string();
    } else if (name == "--svg" && !value.empty()) {
      options.svg = value;
    } else {
      return "\"" + std::string(name) + "\" is no option, or has no value";
    }
  }
  if (options.steps == 0 && !options.svg.empty()) return "--svg needs at least one step to draw";
  return "";
}

// The mean of the last hundred losses, or of all if there are fewer.
double smoothed(const std::vector<double>& losses) {
  const std::size_t count = std::min<std::size_t>(losses.size(), 100);
  double sum = 0;
  for (std::size_t i = losses.size() - count; i < losses.size(); ++i) sum += losses[i];
  return sum / static_cast<double>(count);
}

// Says how the training goes: in place on a terminal, and in a line each hundred steps elsewhere.
class Progress {
 public:
  explicit Progress(int steps) : steps_(steps) {}

  void operator()(int step, const std::vector<double>& losses) {
    const bool last = step == steps_;
    const auto now = std::chrono::steady_clock::now();
    if (!last && (terminal_ ? now < next_ : step % 100 != 0)) return;
    next_ = now + std::chrono::milliseconds(50);
    const std::chrono::duration<double> time = now - start_;
    std::printf("%sstep %4d, loss %.3f, %.0f steps a second%s", terminal_ ? "\r" : "", step,
                smoothed(losses), step / time.count(), terminal_ && !last ? "  " : "\n");
    std::fflush(stdout);
  }

 private:
  const int steps_;
  const bool terminal_ = isatty(STDOUT_FILENO) != 0;
  const std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point next_ = start_;
};

// Trains a GPT with so many tokens on the words, invents some, and returns the loss of each step.
template <std::size_t Vocabulary>
std::vector<double> learn_and_invent(const Words& list, const Options& options) {
  using Model = Gpt<Vocabulary, 16, 4, kBlock>;
  std::mt19937_64 random(static_cast<std::uint64_t>(options.seed));
  const std::vector<std::string> words = list.shuffled(random);

  Tape tape(300'000);
  const Model gpt(tape, random);
  const auto parameters = gpt.parameters();
  Adam<Model::kParameters> adam(Scalar(0.01), static_cast<std::size_t>(options.steps));
  const Mark mark = tape.mark();
  // Returns the loss of a text, and leaves the gradients on the tape.
  std::function<Scalar(const std::vector<std::size_t>&)> loss_of = [&](const auto& text) {
    const Value loss = gpt.loss(text);
    backward(loss);
    return loss.data();
  };
#if __has_include("fuse.h")
  micrograd::examples::CompiledGpt compiled(gpt);
  if (options.compiled) loss_of = [&](const auto& text) { return compiled.loss(text); };
#endif
  std::vector<double> losses;
  Progress progress(options.steps);
  for (int step = 0; step < options.steps; ++step) {
    const std::string& word = words[static_cast<std::size_t>(step) % words.size()];
    losses.push_back(static_cast<double>(loss_of(list.tokens(word))));
    adam.descend(parameters);
    tape.rewind(mark);
    progress(step + 1, losses);
  }

  const std::set<std::string> known(words.begin(), words.end());
  for (int i = 0; i < options.samples; ++i) {
    std::array<std::size_t, kBlock> room{};
    std::string invented;
    for (const std::size_t token : gpt.sample(Scalar(options.temperature), random, room)) {
      // A list with few characters leaves tokens without one; they are hardly ever drawn.
      invented += token < list.characters.size() ? list.characters[token] : '?';
    }
    std::printf("%2d  %s%s\n", i + 1, invented.c_str(),
                known.contains(invented) ? "  (in the list)" : "");
  }
  return losses;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  const std::string wrong = parse(argc, argv, options);
  if (!wrong.empty()) {
    std::cerr
        << "names: " << wrong
        << ". The options are --steps N, --seed N, --temperature T, --samples N, --names FILE, "
           "--svg FILE and --compiled.\n";
    return 2;
  }
  Words list;
  try {
    std::ifstream in(options.names);
    if (!in) throw std::runtime_error("it can't be opened");
    list = Words::read(in);
  } catch (const std::runtime_error& error) {
    std::cerr << "names: " << options.names << ": " << error.what() << ".\n";
    return 2;
  }
  std::printf("%zu words of %zu characters\n", list.words.size(), list.characters.size());
  for (const std::string& word : list.words) {
    if (word.size() <= kBlock) continue;
    std::printf("of words longer than %zu characters, the rest is cut off, as of \"%s\"\n", kBlock,
                word.c_str());
    break;
  }
  const std::vector<double> losses =
      list.characters.size() <= 26 ? learn_and_invent<27>(list, options)
                                   : learn_and_invent<Words::kMostCharacters + 1>(list, options);
  if (options.svg.empty()) return 0;
  const std::filesystem::path file = tools::from_the_caller(options.svg);
  std::ofstream out(file);
  out << micrograd::examples::loss_curve(losses);
  out.close();
  if (!out) {
    std::cerr << "names: can't write " << file.string() << ".\n";
    return 1;
  }
}

// What the four heads of a GPT look at in one name, after the thousand steps of training that
// micrograd/examples/names.cc makes: as an SVG picture.
#include <array>
#include <fstream>
#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "micrograd/examples/card.h"
#include "micrograd/examples/triangle.h"
#include "micrograd/examples/words.h"
#include "micrograd/micrograd.h"

using micrograd::Scalar;
using micrograd::Tape;
using micrograd::Value;
using Model = micrograd::Gpt<27, 16, 4, 16>;

int main(int argc, char** argv) {
  std::ifstream in(argc == 2 ? argv[1] : "");
  const auto list = micrograd::examples::Words::read(in);
  std::mt19937_64 random(1);
  const std::vector<std::string> words = list.shuffled(random);
  Tape tape(200'000);
  const Model gpt(tape, random);
  const auto parameters = gpt.parameters();
  micrograd::Adam<Model::kParameters> adam(Scalar(0.01), 1000);
  const micrograd::Mark mark = tape.mark();
  for (std::size_t step = 0; step < 1000; ++step) {
    backward(gpt.loss(list.tokens(words[step])));
    adam.descend(parameters);
    tape.rewind(mark);
  }

  const std::string name = "charlotte";
  std::array<std::vector<std::vector<double>>, 4> heads;
  Model::Cache cache;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    gpt(i == 0 ? Model::kEnd : list.tokens(name)[i - 1], cache);
    for (std::size_t head = 0; head < heads.size(); ++head) {
      heads[head].emplace_back();
      for (std::size_t t = 0; t <= i; ++t) {
        heads[head].back().push_back(static_cast<double>(cache.weights[head][t].data()));
      }
    }
  }
  std::string body;
  for (std::size_t head = 0; head < heads.size(); ++head) {
    const int left = 12 + 312 * static_cast<int>(head % 2);
    const int top = 40 + 326 * static_cast<int>(head / 2);
    body += "<text x=\"" + std::to_string(left + 150) + "\" y=\"" + std::to_string(top - 10) +
            "\" text-anchor=\"middle\" fill=\"#222222\">head " + std::to_string(head) +
            "</text>\n" + micrograd::examples::triangle('^' + name, heads[head], left, top, 27);
  }
  std::cout << micrograd::examples::card(640, 680, "Where four heads look in a name", body);
}

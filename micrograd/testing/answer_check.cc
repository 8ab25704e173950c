#include "micrograd/testing/answer_check.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <iomanip>
#include <limits>
#include <sstream>

#include "micrograd/testing/plain_network.h"
#include "micrograd/testing/values.h"

namespace micrograd::testing {
namespace {

using Numbers = std::vector<double>;
using Sizes = std::vector<std::size_t>;

// A mistake, and the outputs that it leads to.
struct Suspect {
  std::string mistake;
  Numbers outputs;
};

// Equal up to rounding in double; two nans are not equal.
bool near(const Numbers& a, const Numbers& b) {
  return std::ranges::equal(a, b, [](double x, double y) {
    return std::abs(x - y) <= 1e-12 * std::max({1.0, std::abs(x), std::abs(y)});
  });
}

// One neuron, its weights and then its bias, with a mistake that has a name.
struct Wrong {
  const char* mistake;
  std::function<double(const Numbers& w, double b, const Numbers& x)> neuron;
};

double dot(const Numbers& w, const Numbers& x) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += w[i] * x[i];
  return sum;
}

double product(const Numbers& w, const Numbers& x, std::size_t i) { return w[i] * x[i]; }

const std::vector<Wrong>& wrong_neurons() {
  static const std::vector<Wrong> all{
      {"the bias is left out of the sum",
       [](auto& w, double, auto& x) { return std::tanh(dot(w, x)); }},
      {"the bias is added twice: a sum that starts from it needs no other, and a loop over the "
       "inputs adds it each time",
       [](auto& w, double b, auto& x) { return std::tanh(dot(w, x) + 2 * b); }},
      {"the bias is added once for each input: it belongs before the loop or after it",
       [](auto& w, double b, auto& x) {
         return std::tanh(dot(w, x) + b * static_cast<double>(x.size()));
       }},
      {"the bias is added once for each input, and once more",
       [](auto& w, double b, auto& x) {
         return std::tanh(dot(w, x) + b * static_cast<double>(x.size() + 1));
       }},
      {"the bias is subtracted",
       [](auto& w, double b, auto& x) { return std::tanh(dot(w, x) - b); }},
      {"the bias is added after the tanh",
       [](auto& w, double b, auto& x) { return std::tanh(dot(w, x)) + b; }},
      {"the sum is not squashed: what comes back is not the tanh",
       [](auto& w, double b, auto& x) { return dot(w, x) + b; }},
      {"tanh is applied twice",
       [](auto& w, double b, auto& x) { return std::tanh(std::tanh(dot(w, x) + b)); }},
      {"each product is squashed: squash the sum once, at the end",
       [](auto& w, double b, auto& x) {
         for (std::size_t i = 0; i < x.size(); ++i) b += std::tanh(product(w, x, i));
         return b;
       }},
      {"each product is squashed, and then the sum: squash the sum once, at the end",
       [](auto& w, double b, auto& x) {
         for (std::size_t i = 0; i < x.size(); ++i) b += std::tanh(product(w, x, i));
         return std::tanh(b);
       }},
      {"the running sum is squashed each time: squash the sum once, at the end",
       [](auto& w, double b, auto& x) {
         for (std::size_t i = 0; i < x.size(); ++i) b = std::tanh(b + product(w, x, i));
         return b;
       }},
      {"the first input is left out: the loop begins at 0",
       [](auto& w, double b, auto& x) { return std::tanh(dot(w, x) + b - product(w, x, 0)); }},
      {"the last input is left out: the loop ends before In, not before In - 1",
       [](auto& w, double b, auto& x) {
         return std::tanh(dot(w, x) + b - product(w, x, x.size() - 1));
       }},
      {"only the last product is kept: each one is added to the sum so far",
       [](auto& w, double b, auto& x) { return std::tanh(b + product(w, x, x.size() - 1)); }},
      {"the products are left out: the bias alone is squashed",
       [](auto&, double b, auto&) { return std::tanh(b); }},
      {"that is the bias, and nothing else", [](auto&, double b, auto&) { return b; }},
      {"the sign is wrong", [](auto& w, double b, auto& x) { return -std::tanh(dot(w, x) + b); }},
      {"that is the slope of the tanh, and not the tanh",
       [](auto& w, double b, auto& x) {
         return 1 - std::tanh(dot(w, x) + b) * std::tanh(dot(w, x) + b);
       }},
      {"the inputs are cut to whole numbers",
       [](auto& w, double b, Numbers x) {
         for (double& input : x) input = std::trunc(input);
         return std::tanh(dot(w, x) + b);
       }},
      {"the inputs are rounded to float",
       [](auto& w, double b, Numbers x) {
         for (double& input : x) input = static_cast<float>(input);
         return std::tanh(dot(w, x) + b);
       }},
      {"every input is weighed by the first weight",
       [](auto& w, double b, auto& x) {
         for (double input : x) b += w[0] * input;
         return std::tanh(b);
       }},
      {"the first input is weighed by every weight",
       [](auto& w, double b, auto& x) {
         for (double weight : w) b += weight * x[0];
         return std::tanh(b);
       }},
      {"the weights meet the inputs in the wrong order: weight i belongs to input i",
       [](Numbers w, double b, auto& x) {
         std::ranges::reverse(w);
         return std::tanh(dot(w, x) + b);
       }},
      {"weights and inputs are added up where each weight should multiply its input",
       [](auto& w, double b, auto& x) {
         for (std::size_t i = 0; i < x.size(); ++i) b += w[i] + x[i];
         return std::tanh(b);
       }},
      {"the products are subtracted",
       [](auto& w, double b, auto& x) { return std::tanh(b - dot(w, x)); }},
      {"the squashing is done by another function than tanh: max(0, sum)",
       [](auto& w, double b, auto& x) { return std::max(0.0, dot(w, x) + b); }},
      {"the squashing is done by another function than tanh: the logistic one",
       [](auto& w, double b, auto& x) { return 1 / (1 + std::exp(-dot(w, x) - b)); }},
      {"the squashing is done by another function than tanh: the arc tangent",
       [](auto& w, double b, auto& x) { return std::atan(dot(w, x) + b); }},
  };
  return all;
}

// The outputs of a layer of such neurons.
Numbers layer_of(const Wrong& wrong, const Numbers& parameters, const Numbers& x,
                 std::size_t neurons) {
  Numbers outputs;
  for (std::size_t i = 0; i < neurons; ++i) {
    const auto begin = parameters.begin() + static_cast<std::ptrdiff_t>(i * (x.size() + 1));
    const auto end = begin + static_cast<std::ptrdiff_t>(x.size());
    outputs.push_back(wrong.neuron(Numbers(begin, end), *end, x));
  }
  return outputs;
}

// The mistakes of one layer: what its neurons do wrong, or how they are asked.
std::vector<Suspect> suspects_of_layer(const Sizes& sizes, const Numbers& parameters,
                                       const Numbers& x) {
  std::vector<Suspect> suspects;
  const Numbers right = plain_network(sizes, parameters, x);
  if (right.size() > 1) {
    suspects.push_back({"Every output is the first neuron's: output i comes from neuron i.",
                        Numbers(right.size(), right.front())});
    suspects.push_back({"Every output is the last neuron's: output i comes from neuron i.",
                        Numbers(right.size(), right.back())});
    suspects.push_back({"The outputs come in the wrong order: output i comes from neuron i.",
                        Numbers(right.rbegin(), right.rend())});
  }
  for (const Wrong& wrong : wrong_neurons()) {
    suspects.push_back({std::string("It is as if ") + wrong.mistake + '.',
                        layer_of(wrong, parameters, x, sizes[1])});
  }
  return suspects;
}

// The mistakes in the order in which layers are asked. `walk` lists the layers, and what each is fed:
// the outputs of the one before it in the list, or the network's inputs.
class Wiring {
 public:
  Wiring(const Sizes& sizes, const Numbers& parameters, const Numbers& x)
      : sizes_(sizes), parameters_(parameters), x_(x) {}

  std::size_t layers() const { return sizes_.size() - 1; }

  // The outputs of layer `i`, counted from 0, for `x`; none when it does not take so many.
  Numbers layer(std::size_t i, const Numbers& x) const {
    if (x.size() != sizes_[i]) return {};
    std::size_t first = 0;
    for (std::size_t k = 0; k < i; ++k) first += (sizes_[k] + 1) * sizes_[k + 1];
    return plain_network(
        {sizes_[i], sizes_[i + 1]},
        Numbers(parameters_.begin() + static_cast<std::ptrdiff_t>(first), parameters_.end()), x);
  }

  Numbers walk(const std::vector<std::size_t>& order) const { return walk(order, x_); }

  Numbers walk(const std::vector<std::size_t>& order, Numbers x) const {
    for (const std::size_t i : order) x = layer(i, x);
    return x;
  }

  std::vector<std::size_t> all() const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < layers(); ++i) order.push_back(i);
    return order;
  }

 private:
  const Sizes& sizes_;
  const Numbers& parameters_;
  const Numbers& x_;
};

std::vector<Suspect> suspects_of_network(const Sizes& sizes, const Numbers& parameters,
                                         const Numbers& x) {
  const Wiring wiring(sizes, parameters, x);
  const std::vector<std::size_t> all = wiring.all();
  std::vector<Suspect> suspects;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const std::string layer = "layer " + std::to_string(i + 1);
    const auto at = static_cast<std::ptrdiff_t>(i);
    if (i > 0) {
      suspects.push_back({"It is as if " + layer +
                              " were fed the network's inputs, where the outputs of layer " +
                              std::to_string(i) + " belong: give rest_ what first_ makes of x.",
                          wiring.walk(std::vector(all.begin() + at, all.end()))});
      suspects.push_back(
          {"It is as if " + layer + " were fed zeros, where the outputs of layer " +
               std::to_string(i) + " belong.",
           wiring.walk(std::vector(all.begin() + at, all.end()), Numbers(sizes[i], 0.0))});
    }
    std::vector<std::size_t> order = all;
    order.insert(order.begin() + at, i);
    suspects.push_back({"It is as if " + layer + " were asked twice, one time after the other.",
                        wiring.walk(order)});
    order = all;
    order.erase(order.begin() + at);
    suspects.push_back({"It is as if " + layer + " were left out.", wiring.walk(order)});
    if (i + 1 < all.size()) {
      suspects.push_back(
          {"These are the outputs of " + layer + ": the layers after it are not asked.",
           wiring.walk(std::vector(all.begin(), all.begin() + at + 1))});
    }
  }
  std::vector<std::size_t> twice;
  for (const std::size_t i : all) twice.insert(twice.end(), i + 1 < all.size() ? 2 : 1, i);
  suspects.push_back({"It is as if each layer but the last were asked twice.", wiring.walk(twice)});
  suspects.push_back({"It is as if the layers were asked in the wrong order, the last one first.",
                      wiring.walk(std::vector<std::size_t>(all.rbegin(), all.rend()))});
  suspects.push_back(
      {"It is as if the first layer were asked again and again, in place of the others.",
       wiring.walk(std::vector<std::size_t>(all.size(), 0))});
  Numbers outputs = wiring.walk(all);
  suspects.push_back(
      {"The outputs come in the wrong order.", Numbers(outputs.rbegin(), outputs.rend())});
  Numbers unsquashed = outputs;
  for (double& output : unsquashed) output = std::atanh(output);
  suspects.push_back({"The last layer's sums are not squashed.", unsquashed});
  Numbers hidden = x;  // Squashed once more between two layers.
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i > 0) {
      for (double& output : hidden) output = std::tanh(output);
      for (double& output : outputs) output = std::tanh(output);
      suspects.push_back({"The last layer's outputs are squashed again.", outputs});
    }
    hidden = wiring.layer(i, hidden);
  }
  suspects.push_back({"Each layer's outputs are squashed again before the next layer.", hidden});
  return suspects;
}

// Of the wrong outputs, those that are another neuron's answer.
std::string exchanged(const Numbers& right, const Numbers& outputs) {
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (near({outputs[i]}, {right[i]})) continue;
    for (std::size_t k = 0; k < right.size(); ++k) {
      if (!near({outputs[i]}, {right[k]})) continue;
      return "Output " + std::to_string(i) + " is the answer of neuron " + std::to_string(k) + '.';
    }
  }
  return "";
}

// What to look for if the numbers don't tell.
const char* likeliest_causes(const Sizes& sizes) {
  if (sizes.size() > 2) {
    return "The two likeliest causes: a layer that is fed something else than all outputs of the "
           "layer before it, or one that is left out or asked twice.";
  }
  if (sizes[1] > 1) {
    return "The two likeliest causes: a neuron that is not shown all inputs, or one whose answer "
           "is put in another's place.";
  }
  return "The two likeliest causes: a product that is left out or counted twice, or a bias that "
         "is.";
}

// Which mistake leads to these outputs, or "" if the numbers don't tell.
std::string likely_mistake(const Sizes& sizes, const Numbers& parameters, const Numbers& x,
                           const Numbers& outputs) {
  const Numbers right = plain_network(sizes, parameters, x);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (std::isnan(outputs[i])) {
      return "Output " + std::to_string(i) +
             " is not a number, or on no tape: is it never assigned?";
    }
  }
  const bool network = sizes.size() > 2;
  std::string found;
  for (const Suspect& suspect : network ? suspects_of_network(sizes, parameters, x)
                                        : suspects_of_layer(sizes, parameters, x)) {
    if (!near(suspect.outputs, outputs)) continue;
    if (!found.empty()) return found + " Or: " + suspect.mistake;  // Two are enough.
    found = suspect.mistake;
  }
  if (!found.empty()) return found;
  return exchanged(right, outputs);
}

}  // namespace

::testing::AssertionResult report(const std::string& what, const Sizes& sizes,
                                  const Numbers& parameters, const Numbers& x,
                                  const Numbers& outputs, double tolerance,
                                  const std::string& otherwise) {
  std::size_t needed = 0;
  for (std::size_t i = 1; i < sizes.size(); ++i) needed += sizes[i] * (sizes[i - 1] + 1);
  if (parameters.size() != needed) {
    return ::testing::AssertionFailure()
           << "there are " << parameters.size() << " parameters, not " << needed;
  }
  const Numbers right = plain_network(sizes, parameters, x);
  if (outputs.size() != right.size()) {
    return ::testing::AssertionFailure()
           << "there are " << outputs.size() << " outputs, not " << right.size();
  }
  std::ostringstream said;
  said << what << ", for the inputs";
  for (const double input : x) said << ' ' << input;
  if (sizes.size() == 2 && right.size() == 1) {
    said << ", weights";
    for (std::size_t i = 0; i < x.size(); ++i) said << ' ' << parameters[i];
    said << " and bias " << parameters.back();
  }
  said << ":\n";
  bool match = true;
  for (std::size_t i = 0; i < right.size(); ++i) {
    const bool wrong = !(std::abs(outputs[i] - right[i]) <= tolerance);
    match = match && !wrong;
    said << (wrong ? "> " : "  ") << "output " << i << " is " << digits(outputs[i], right[i])
         << ", and should be " << digits(right[i], outputs[i]) << '\n';
  }
  if (match) return ::testing::AssertionSuccess();
  const std::string mistake = likely_mistake(sizes, parameters, x, outputs);
  return ::testing::AssertionFailure() << said.str()
                                       << (!mistake.empty()     ? mistake
                                           : !otherwise.empty() ? otherwise
                                                                : likeliest_causes(sizes));
}

}  // namespace micrograd::testing

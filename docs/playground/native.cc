// Makes the calls that it reads, one a line, of the playground's functions, compiled for this machine; after
// each walk_back it prints the tape. .ci/live.sh compares this with what the page computes.
#include <cstdio>
#include <iostream>
#include <sstream>
#include <string>

#include "docs/playground/playground.cc"

namespace {

void print_tape() {
  for (Place i = 0; i < size(); ++i) {
    std::printf("%s %.17g %.17g %d %.17g %d %.17g\n", *op(i) == '\0' ? "leaf" : op(i), data(i),
                grad(i), parent(i, 0), partial(i, 0), parent(i, 1), partial(i, 1));
  }
  std::puts("");
}

// A number as JavaScript writes it: Infinity and NaN, too.
double number(std::istream& in) {
  std::string text;
  in >> text;
  return std::stod(text);
}

Place place(std::istream& in) { return static_cast<Place>(number(in)); }

void make(const std::string& call, std::istream& in) {
  if (call == "start") return start();
  if (call == "leaf") return static_cast<void>(leaf(number(in)));
  if (call == "walk_back") {
    walk_back(place(in));
    return print_tape();
  }
  if (call == "negative") return static_cast<void>(negative(place(in)));
  if (call == "tanh_of") return static_cast<void>(tanh_of(place(in)));
  if (call == "exp_of") return static_cast<void>(exp_of(place(in)));
  if (call == "log_of") return static_cast<void>(log_of(place(in)));
  if (call == "relu_of") return static_cast<void>(relu_of(place(in)));
  if (call == "pow_of") {
    const Place a = place(in);
    pow_of(a, number(in));
    return;
  }
  const char op = static_cast<char>(number(in));
  if (call == "number_value") {
    const double left = number(in);
    number_value(op, left, place(in));
    return;
  }
  const Place left = place(in);
  if (call == "value_number") {
    value_number(op, left, number(in));
  } else if (call == "values") {
    values(op, left, place(in));
  } else {
    throw std::invalid_argument(call);
  }
}

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    std::istringstream in(line);
    std::string call;
    in >> call;
    make(call, in);
  }
}

// How long a training step takes, as a multiple of the hand-written one, for benchmarks.gp: in each line an engine, and
// its ratio in the workloads four_samples, moons, digits and gpt, or ? where it takes no part. What "forward" does is no
// training step.
//
//     benchmarks RESULTS    a JSON list of flat objects with at least the keys engine, workload and
//                           ratio_to_handwritten
#include <algorithm>
#include <iostream>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "tools/text.h"

int main(int argc, char** argv) {
  const std::string json = tools::contents(argc == 2 ? argv[1] : "");

  std::vector<std::string> engines;  // In their order in the file.
  std::map<std::string, std::map<std::string, std::string>> ratios;
  const std::regex object(R"(\{[^{}]*\})");
  const std::regex member(R"-("(\w+)"\s*:\s*"?([^",}\s]+))-");
  for (std::sregex_iterator row(json.begin(), json.end(), object), end; row != end; ++row) {
    const std::string text = row->str();
    std::map<std::string, std::string> members;
    for (std::sregex_iterator match(text.begin(), text.end(), member); match != end; ++match) {
      members[(*match)[1]] = (*match)[2];
    }
    const std::string engine = members["engine"];
    if (engine == "forward") continue;
    if (std::ranges::find(engines, engine) == engines.end()) engines.push_back(engine);
    ratios[engine][members["workload"]] = members["ratio_to_handwritten"];
  }

  if (engines.empty()) std::cerr << "benchmarks: give a file with results\n";
  for (const std::string& engine : engines) {
    std::cout << '"' << std::regex_replace(engine, std::regex("_"), " ") << '"';
    for (const char* workload : {"four_samples", "moons", "digits", "gpt"}) {
      const std::string& ratio = ratios[engine][workload];
      std::cout << ' ' << (ratio.empty() ? "?" : ratio);
    }
    std::cout << '\n';
  }
  return engines.empty() ? 1 : 0;
}

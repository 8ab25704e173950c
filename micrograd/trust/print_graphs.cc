// Prints random graphs as source, and a list of them, for source_test.cc: `print_graphs FROM TO`, which are seeds. One
// in sixteen is to be compiled for lanes, too, which takes three times as long.
#include <cstdint>
#include <iostream>
#include <string>

#include "micrograd/trust/random_graph.h"

using micrograd::Code;
using micrograd::Tape;
using micrograd::trust::RandomGraph;

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::uint64_t from = std::stoull(argv[1]);
  const std::uint64_t to = std::stoull(argv[2]);
  for (std::uint64_t seed = from; seed < to; ++seed) {
    const RandomGraph graph(seed);
    Tape tape(RandomGraph::kMostNodes);
    const RandomGraph::Recorded recorded = graph.record(tape, graph.numbers(0));
    print_source(std::cout, "Graph" + std::to_string(seed),
                 fuse(Code(recorded.roots, recorded.mark)));
  }
  std::cout << "\nconst std::vector<std::pair<std::uint64_t, Printed>> kPrinted{\n";
  for (std::uint64_t seed = from; seed < to; ++seed) {
    std::cout << "    {" << seed << ", Printed(micrograd::Graph" << seed << "()"
              << (seed % 16 == 0 ? ", kOnLanesToo" : "") << ")},\n";
  }
  std::cout << "};\n";
}

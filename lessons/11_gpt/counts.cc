// How well letters can be predicted by counting: the loss of a table of how often each letter follows the
// letters before it, over the very list that was counted.
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "micrograd/examples/words.h"

int main() {
  std::ifstream in("micrograd/examples/names.txt");
  const auto list = micrograd::examples::Words::read(in);
  for (const std::size_t seen : std::vector<std::size_t>{0, 1, 2}) {
    std::map<std::string, std::map<char, double>> counts;
    std::map<std::string, double> sums;
    // Calls `visit` with what was seen and the letter after it, for each place of a word.
    const auto walk = [&](const std::string& word, const auto& visit) {
      const std::string all = std::string(seen, '.') + word + '.';
      for (std::size_t i = seen; i < all.size(); ++i) visit(all.substr(i - seen, seen), all[i]);
    };
    for (const std::string& word : list.words) {
      walk(word, [&](const std::string& before, char letter) {
        ++counts[before][letter];
        ++sums[before];
      });
    }
    double loss = 0;
    for (const std::string& word : list.words) {
      double surprise = 0;
      walk(word, [&](const std::string& before, char letter) {
        surprise -= std::log(counts[before][letter] / sums[before]);
      });
      loss += surprise / static_cast<double>(word.size() + 1);
    }
    std::printf("letters seen %zu, loss %.3f\n", seen,
                loss / static_cast<double>(list.words.size()));
  }
}

/// \file
/// A list of words as texts for a GPT: each character that occurs is a token.
#ifndef MICROGRAD_EXAMPLES_WORDS_H_
#define MICROGRAD_EXAMPLES_WORDS_H_

#include <algorithm>
#include <cstddef>
#include <istream>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace micrograd::examples {

/// Words, one a line of a file.
struct Words {
  /// The most different characters that a list may have.
  static constexpr std::size_t kMostCharacters = 64;

  std::vector<std::string> words;  ///< In the order of the file; empty lines are left out.
  std::string characters;          ///< Those that occur, sorted: token i is characters[i].

  /// Reads a list. Throws std::runtime_error, which says what is wrong and in which line, if a character is
  /// not a visible one of ASCII, if there are more different ones than kMostCharacters, or if there are no
  /// words.
  static Words read(std::istream& in) {
    Words list;
    std::set<char> characters;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      if (!line.empty() && line.back() == '\r') line.pop_back();
      for (const char c : line) {
        const std::string where = "line " + std::to_string(number) + ", \"" + line + "\": ";
        if (c <= ' ' || c > '~') {
          throw std::runtime_error(where +
                                   "a word has only letters, digits and signs of ASCII, no spaces");
        }
        characters.insert(c);
        if (characters.size() > kMostCharacters) {
          throw std::runtime_error(where + "there are more than " +
                                   std::to_string(kMostCharacters) +
                                   " different characters by now");
        }
      }
      if (!line.empty()) list.words.push_back(line);
    }
    if (list.words.empty()) throw std::runtime_error("there are no words in it");
    list.characters.assign(characters.begin(), characters.end());
    return list;
  }

  /// The words in a random order.
  std::vector<std::string> shuffled(std::mt19937_64& random) const {
    std::vector<std::string> all = words;
    for (std::size_t i = all.size(); i-- > 1;) std::swap(all[i], all[random() % (i + 1)]);
    return all;
  }

  /// The tokens of a word.
  std::vector<std::size_t> tokens(const std::string& word) const {
    std::vector<std::size_t> all;
    for (const char c : word) all.push_back(characters.find(c));
    return all;
  }
};

}  // namespace micrograd::examples

#endif  // MICROGRAD_EXAMPLES_WORDS_H_

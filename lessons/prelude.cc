// What the lessons' tests include that does not change. Parsing it is most of what a test takes to
// compile, so the pitfalls, which are many, begin with it precompiled.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

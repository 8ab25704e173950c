// What all lessons' tests include. Parsing it takes most of the time of compiling a test, so for
// the pitfalls, which are many, it is precompiled.
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

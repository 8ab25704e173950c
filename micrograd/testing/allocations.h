/// \file
/// Counts every allocation of the program that it is linked into.
#ifndef MICROGRAD_TESTING_ALLOCATIONS_H_
#define MICROGRAD_TESTING_ALLOCATIONS_H_

#include <cstddef>

namespace micrograd::testing {

/// How often operator new has been called since the program started, by any thread.
std::size_t allocations();

/// How many bytes were asked for in all of these calls together.
std::size_t allocated_bytes();

}  // namespace micrograd::testing

#endif  // MICROGRAD_TESTING_ALLOCATIONS_H_

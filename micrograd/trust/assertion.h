/// \file
/// Catches a failing assert, so that testing thousands of misuses doesn't take a process for each.
#ifndef MICROGRAD_TRUST_ASSERTION_H_
#define MICROGRAD_TRUST_ASSERTION_H_

#include <functional>

namespace micrograd::trust {

/// Whether asserts are compiled in and can be caught: not with -c opt, and only with glibc.
#if defined(__GLIBC__) && !defined(NDEBUG)
constexpr bool kCatchesAssertions = true;
#else
constexpr bool kCatchesAssertions = false;
#endif

/// Whether an assert fails in `call`, which then ends at once. Exceptions pass through.
/// REQUIRES: nothing that `call` has constructed by then needs its destructor.
bool asserts(const std::function<void()>& call);

}  // namespace micrograd::trust

#endif  // MICROGRAD_TRUST_ASSERTION_H_

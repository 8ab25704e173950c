/// \file
/// Any string as a program of calls on two tapes, which run beside a slow and obvious model of them.
///
///     run("v3 v4 *ab ba");  // a = value(2), b = value(-1), c = a * b, backward(a)
///
/// A command is a letter and what it works on: Values are called a, b, c, ... in the order in which
/// they were made, and after the last one counting starts over; a digit stands for one of ten
/// numbers, infinity and nan among them. Other characters are passed over.
///
///     vN     value(N), on the current tape        sAN   A.set_data(N)
///     +AB    A + B                                bA    backward(A)
///     *AB    A * B                                m     mark(), on the current tape
///     pAN    A + N                                wM    rewind(mark M: a, b, ...), on the current tape
///     xAN    A * N                                t     from now on the other tape is the current one
///     ~A     tanh(A)
///     rNAN   record("r", N, {A, N}): one operand, with a partial out of the air
#ifndef MICROGRAD_TRUST_TAPE_PROGRAM_H_
#define MICROGRAD_TRUST_TAPE_PROGRAM_H_

#include <string>
#include <string_view>

namespace micrograd::trust {

/// What a program did, and whether the tapes did it correctly.
struct Verdict {
  std::string
      difference;    ///< Where a tape first differs from its model, and how; "" if it never does.
  int backward = 0;  ///< How many backward passes were run,
  int full = 0;      ///< how many calls a full tape refused,
  int misuse = 0;    ///< and how many a check; calls that only an assertion would refuse are
                     ///< not made where there are none.
};

/// Runs a program. After every call, everything that can be read from either tape is compared with
/// the model.
Verdict run(std::string_view program);

}  // namespace micrograd::trust

#endif  // MICROGRAD_TRUST_TAPE_PROGRAM_H_

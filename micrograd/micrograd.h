/// \file
/// The whole library: the tape, the network and its training, the GPT, programs, and pictures of a tape.
#ifndef MICROGRAD_MICROGRAD_H_
#define MICROGRAD_MICROGRAD_H_

#if defined(__cplusplus) && __cplusplus <= 201703L
#error "micrograd is written in C++20. Compile with -std=c++20; in Bazel, --cxxopt=-std=c++20"
#else

#include "gpt.h"
#include "graph.h"
#include "source.h"

#endif
#endif  // MICROGRAD_MICROGRAD_H_

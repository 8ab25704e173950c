/// \file
/// The whole library: the tape, the network and its training, the GPT, programs, and pictures of a tape.
#ifndef MICROGRAD_MICROGRAD_H_
#define MICROGRAD_MICROGRAD_H_

#include "gpt.h"
#include "graph.h"
#include "source.h"

#endif  // MICROGRAD_MICROGRAD_H_

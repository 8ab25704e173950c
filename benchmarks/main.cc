#include "benchmarks/run.h"

int main(int argc, char** argv) { return benchmarks::run(argc, argv); }

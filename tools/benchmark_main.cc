#include "tools/run_benchmarks.h"

int main(int argc, char** argv) { return tools::run_benchmarks(argc, argv); }

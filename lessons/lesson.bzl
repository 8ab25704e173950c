"""The one macro behind every lesson package."""

load("@rules_cc//cc:defs.bzl", "cc_test")

def lesson(topic):
    """Declares the targets of one lesson.

    solution_test: TOPIC_test.cc against the reference, micrograd/TOPIC.h.

    Args:
      topic: the header's name without ".h"; the package is named NN_TOPIC.
    """
    cc_test(
        name = "solution_test",
        size = "small",
        srcs = [topic + "_test.cc"],
        # The test includes "TOPIC.h"; where that is found says whose it checks.
        copts = ["-iquote", "micrograd", "-Werror"],
        deps = [
            "//micrograd:" + topic,
            "//micrograd/testing",
            "//micrograd/testing:allocations",
            "@googletest//:gtest_main",
        ],
    )

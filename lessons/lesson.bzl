"""The macro behind every lesson package."""

load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_library", "cc_test")
load("//lessons:solutions.bzl", "SOLUTIONS")

# In reading order; each extends the one before ...
PARTS_ONE_AND_TWO = [
    "01_value",
    "02_add_mul",
    "03_tanh",
    "04_backward",
    "05_neuron",
    "06_layer",
    "07_mlp",
    "08_training",
    "09_ops",
    "10_attention",
    "11_gpt",
]

# ... and these extend lesson 9, one after the other.
PART_THREE = [
    "12_program",
    "13_fuse",
    "14_lanes",
    "15_source",
]

LESSONS = PARTS_ONE_AND_TWO + PART_THREE

def lessons_before(name):
    """The lessons that lesson `name` builds on, directly or not; the last of them is the one that it extends.

    Args:
      name: one of LESSONS.
    Returns:
      their names, in order.
    """
    if name in PART_THREE:
        return PARTS_ONE_AND_TWO[:9] + PART_THREE[:PART_THREE.index(name)]
    return PARTS_ONE_AND_TWO[:PARTS_ONE_AND_TWO.index(name)]

# Tests check every index into the standard library's containers; libstdc++, libc++.
CHECKED = [
    "-D_GLIBCXX_ASSERTIONS",
    "-D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_EXTENSIVE",
]

# Of the compiler's warnings about the reader's code, those that are always a mistake.
MISTAKES = [
    "-Werror=return-type",
    "-Werror=return-local-addr",
    "-Werror=type-limits",
    "-Werror=unused-value",
]

def lesson(name, test_tool, examples = [], programs = [], benchmark = False):
    """Declares the targets of one lesson, whose header is TOPIC.h when `name` is NN_TOPIC.

    name, test, look                the reader's TOPIC.h; TOPIC_test.cc and look.cc with it.
                                    SKIPPED until that file is there. So is each of `programs`.
    benchmark                       TOPIC_benchmark.cc with the reader's TOPIC.h
    readers_header                  the reader's TOPIC.h, a file, if it is there, and otherwise nothing
    if_started                      the reader's TOPIC.h if it is there, and otherwise nothing: what takes
                                    it in is never SKIPPED
    test_tools                      what TOPIC_test.cc is built with, whoever wrote TOPIC.h

    And where the library is:

    solution_test, solution_look    the same with micrograd/TOPIC.h
    solution_benchmark              likewise; and solution_benchmark_test, which runs it once over
    stub_test                       whether stub/TOPIC.h fails the tests that its TODOs name
    chapter                         README.md, and the files and programs that it quotes

    Args:
      name: one of LESSONS, and the name of the package.
      test_tool: the library of //micrograd/testing that TOPIC_test.cc uses. Exact, for a reader waits
        while it compiles.
      examples: libraries of //micrograd/examples that TOPIC_test.cc or a program uses.
      programs: more programs like look.cc.
      benchmark: whether there is a TOPIC_benchmark.cc.
    """
    topic = name[3:]
    before = lessons_before(name)
    written = native.glob([topic + ".h"], allow_empty = True)

    cc_library(
        name = name,
        hdrs = written,
        target_compatible_with = [] if written else ["//lessons:not_started_yet"],
        visibility = ["//visibility:public"],
        deps = ["//lessons/" + before[-1]] if before else [],
    )
    native.filegroup(
        name = "readers_header",
        srcs = written,
        visibility = ["//docs:__subpackages__"],
    )
    cc_library(
        name = "if_started",
        visibility = ["//visibility:public"],
        deps = [":" + name] if written else [],
    )
    used = ["//micrograd/examples:" + example for example in examples]
    cc_library(
        name = "test_tools",
        testonly = True,
        visibility = ["//lessons:__subpackages__"],
        deps = used + [
            "//micrograd/testing:lesson_main",
            "//micrograd/testing:" + test_tool,
        ],
    )
    _test("", name, ":" + name, with_readers_headers(name), "lessons/" + name, ["reader"])

    for program in ["look"] + programs:
        _program("", program, ":" + name, with_readers_headers(name), used)
    if benchmark:
        _benchmark("", name, ":" + name, with_readers_headers(name), ["manual"])
    if SOLUTIONS:
        _with_the_library(name, before, used, ["look"] + programs, benchmark)

# What a lesson is to us, who have its solution.
def _with_the_library(name, before, used, programs, benchmark):
    topic = name[3:]
    solution = "//micrograd:" + topic
    solution_copts = ["-iquotemicrograd", "-Werror"]
    _test("solution_", name, solution, solution_copts, "micrograd", [])
    for program in programs:
        _program("solution_", program, solution, solution_copts, used)

    if benchmark:
        _benchmark("solution_", name, solution, solution_copts, [])
        cc_test(
            name = "solution_benchmark_test",
            size = "small",
            args = [
                # The shortest of a family; or what is no family.
                "--benchmark_filter=/1000(/|$$)|^[^/]*$$",
                "--benchmark_min_time=1e-9",
            ],
            tags = ["manual"],
            deps = [":solution_benchmark_run"],
        )

    cc_library(
        name = "stub",
        hdrs = ["stub/{}.h".format(topic)],
        deps = ["//micrograd:" + before[-1][3:]] if before else [],
    )
    cc_binary(
        name = "stub_gtest",
        testonly = True,
        srcs = [topic + "_test.cc"],
        copts = ["-iquotelessons/{}/stub".format(name), "-iquotemicrograd", "-Werror"] + CHECKED,
        deps = [":stub", ":test_tools"],
    )
    cc_test(
        name = "stub_test",
        size = "small",
        args = [
            "$(rootpath :stub_gtest)",
            "lessons/{}/stub/{}.h".format(name, topic),
            "micrograd/{}.h".format(topic),
        ],
        data = [
            ":stub_gtest",
            "stub/{}.h".format(topic),
            "//micrograd:headers",
        ],
        tags = ["manual"],
        deps = ["//lessons:stub_test"],
    )

    # For the pitfalls and the site.
    native.exports_files(["README.md", topic + "_test.cc"])

    native.filegroup(
        name = "chapter",
        testonly = True,
        srcs = [
            "README.md",
            "stub/{}.h".format(topic),
            topic + "_test.cc",
        ] + [program + ".cc" for program in programs],
        data = [":stub_gtest"] + [":solution_" + program for program in programs],
        visibility = ["//docs:__pkg__"],
    )

# The lesson's test, which includes TOPIC.h by its bare name: `copts` say where it is, and so whose it is.
def _test(prefix, name, library, copts, folder, tags):
    topic = name[3:]
    cc_test(
        name = prefix + "test",
        size = "small",
        srcs = [topic + "_test.cc"],
        args = ["{}/{}.h".format(folder, topic), "//lessons/{}:{}test".format(name, prefix)],
        copts = copts + CHECKED,
        tags = tags,
        visibility = ["//docs:__pkg__"],  # prose_test runs the solution's.
        deps = [library, ":test_tools"],
    )

# A program that includes it likewise.
def _program(prefix, program, library, copts, used):
    cc_binary(
        name = prefix + program,
        srcs = [program + ".cc"],
        copts = copts,
        visibility = ["//docs:__subpackages__"],
        deps = [library, "//micrograd:graph", "//player:look", "//tools"] + used,
    )

# TOPIC_benchmark.cc, which includes TOPIC.h by its bare name too. The reader's is "manual": a slip
# in a lesson is for the lesson's test to report.
def _benchmark(prefix, name, library, copts, tags):
    cc_library(
        name = prefix + "benchmark_run",
        srcs = [name[3:] + "_benchmark.cc"],
        copts = copts,
        tags = tags,
        deps = [library, "//tools:benchmark_main"],
        alwayslink = True,
    )
    cc_binary(
        name = prefix + "benchmark",
        tags = tags,
        deps = [":{}benchmark_run".format(prefix)],
    )

def with_readers_headers(name):
    """Compiler options for a program that includes the reader's headers, up to lesson `name`'s.

    Args:
      name: one of LESSONS.
    """
    return MISTAKES + ["-iquotelessons/" + lesson for lesson in lessons_before(name) + [name]]

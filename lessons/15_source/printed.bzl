"""A program that is compiled from what another one prints."""

load("@rules_cc//cc:defs.bzl", "cc_binary")
load("//lessons:lesson.bzl", "with_readers_headers")

def printed(name, solution = False):
    """Builds train.cc with printed.h, which print.cc prints while Bazel builds. Given that file, it shows it.

    Args:
      name: of the program.
      solution: whether with our source.h, or with the reader's: SKIPPED until that is there.
    """
    prefix = "solution_" if solution else ""
    written = native.glob(["source.h"], allow_empty = True)
    native.genrule(
        name = name + "_printed",
        outs = [name + "_printed/printed.h"],
        cmd = "$(execpath :{}print) > $@".format(prefix),
        target_compatible_with = [] if solution or written else ["//lessons:not_started_yet"],
        tools = [":{}print".format(prefix)],
    )
    cc_binary(
        name = name,
        srcs = [
            "train.cc",
            ":{}_printed".format(name),
        ],
        args = ["$(rootpath :{}_printed)".format(name)],
        copts = (["-iquotemicrograd", "-Werror"] if solution else with_readers_headers("15_source")) +
                ["-iquote$(BINDIR)/lessons/15_source/{}_printed".format(name)],
        data = [":{}_printed".format(name)],
        visibility = ["//docs:__pkg__"],
        deps = [
            "//micrograd:source" if solution else ":15_source",
            "//micrograd/examples:four_samples",
            "//tools",
        ],
    )

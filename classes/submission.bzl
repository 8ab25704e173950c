"""The macro behind each submission that //:grade grades, in a copy of the repository that it makes."""

load("@installed//:installed.bzl", "GCC")
load("@rules_cc//cc:defs.bzl", "cc_library", "cc_test")
load("//lessons:lesson.bzl", "CHECKED", "LESSONS", "MISTAKES", "lessons_before")

def submission(name, graded):
    """Declares a lesson's test, named as the lesson, on the headers in this folder.

    Args:
      name: of a test_suite of them all.
      graded: the lessons, of LESSONS. Their headers, and those that they build on, are in this folder.
    """
    prelude = ["//lessons:prelude"] if GCC else []
    for lesson in LESSONS:
        topic = lesson[3:]
        if not native.glob([topic + ".h"], allow_empty = True):
            continue
        cc_library(
            name = topic,
            hdrs = [topic + ".h"],
            deps = [":" + before[3:] for before in lessons_before(lesson)[-1:]],
        )
        if lesson not in graded:
            continue
        cc_test(
            name = lesson,
            size = "small",
            srcs = ["//lessons/{}:{}_test.cc".format(lesson, topic)],
            # As the student knows them.
            args = ["lessons/{}/{}.h".format(lesson, topic), "//lessons/{}:test".format(lesson), "--all"],
            copts = MISTAKES + CHECKED + ["-iquote" + native.package_name()] +
                    (["-include$(BINDIR)/lessons/precompiled/prelude.cc"] if GCC else []),
            deps = [":" + topic, "//lessons/{}:test_tools".format(lesson)] + prelude,
        )
    native.test_suite(
        name = name,
        tests = [":" + lesson for lesson in graded],
    )

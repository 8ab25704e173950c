"""Wrong solutions that a lesson's test must catch, and other right ones that it must accept."""

load("@installed//:installed.bzl", "GCC")
load("@rules_cc//cc:defs.bzl", "cc_binary", "cc_test")
load("//lessons:hunt.bzl", "build_with_solutions", "hunts")
load("//lessons:lesson.bzl", "CHECKED", "PARTS_ONE_AND_TWO", "PART_THREE", "lessons_before")

# For the tests of these solutions: no warnings, since nobody reads them; and, with g++,
# lessons/prelude.cc precompiled.
_COPTS = CHECKED + ["-w"] + (["-include$(BINDIR)/lessons/precompiled/prelude.cc"] if GCC else [])

_PRELUDE = ["//lessons:prelude"] if GCC else []

def wrong(name, mistake, change, test, says, seen = "", crashes = False):
    """A mistake that readers make.

    Args:
      name: lower case, for its target: pitfall_NAME_test.
      mistake: the mistake in a few words, for the table in lessons/pitfalls.md.
      change: what the reader wrote: each key stands in the solution just once, and its value in
        its place.
      test: the test case that must fail.
      says: words that its message must contain.
      seen: where it was seen in the open, for the table.
      crashes: whether that test can't but crash or not end; `says` is then in the report of that.
    Returns:
      what pitfalls() takes.
    """
    return struct(change = change, crashes = crashes, mistake = mistake, name = name, says = says, seen = seen, test = test)

def right(name, change = {}, headers = [], everywhere = False):
    """A solution that differs from ours and is as right: this lesson's test and the last one's accept it.

    Args:
      name: lower case, for its targets: variant_NAME_LESSON_test.
      change: as with wrong(); or
      headers: files of its own, each in place of the solution of that name.
      everywhere: whether the tests of the lessons in between must accept it too.
    Returns:
      what pitfalls() takes.
    """
    return struct(change = change, everywhere = everywhere, headers = headers, name = name)

def pitfalls(name, wrong, right = [], todos = 1, examples = []):
    """Tests a lesson's test against wrong and right solutions.

    Args:
      name: of a filegroup that says what was changed in each.
      wrong: a list of wrong(...).
      right: a list of right(...).
      todos: how many TODOs the stub has, where each can be done without the next.
      examples: tests that docs/hunt.md hunts with: the names of their files, without ".cc".
    """
    lesson = native.package_name()[len("lessons/"):]
    topic = lesson[3:]
    before = ["//micrograd:" + earlier[3:] for earlier in lessons_before(lesson)[-1:]]
    if todos > 1:
        _steps(topic, todos, before)
    for mistake in wrong:
        header = "pitfalls/{}/{}.h".format(mistake.name, topic)
        gtest = "pitfall_{}_gtest".format(mistake.name)
        spec = "pitfalls/{}.txt".format(mistake.name)
        _changed(
            name = "pitfall_" + mistake.name,
            change = mistake.change,
            header = header,
            lines = [mistake.test, mistake.says, "crashes" if mistake.crashes else "fails", "| {} | {} | `{}` | {} |".format(lesson, mistake.mistake, mistake.test, mistake.seen)],
            solution = "//micrograd:{}.h".format(topic),
            spec = spec,
            visibility = ["//benchmarks:__pkg__"],
        )
        cc_binary(
            name = gtest,
            testonly = True,
            srcs = [topic + "_test.cc", header],
            copts = _COPTS + [
                "-iquote$(BINDIR)/lessons/{}/pitfalls/{}".format(lesson, mistake.name),
                "-iquotemicrograd",
            ],
            deps = before + [":test_tools"] + _PRELUDE,
        )
        cc_test(
            name = "pitfall_{}_test".format(mistake.name),
            size = "small",
            args = ["$(rootpath :{})".format(gtest), "$(rootpath :{})".format(spec), "micrograd/{}.h".format(topic)],
            data = [gtest, spec, "//lessons:mistakes.txt", "//micrograd:headers"],
            tags = [
                "manual",
                "wrong",
            ],
            deps = ["//lessons:pitfall_test"],
        )
    for solution in right:
        headers = solution.headers
        if not headers:
            headers = ["variants/{}/{}.h".format(solution.name, topic)]
            _changed(
                name = "variant_" + solution.name,
                change = solution.change,
                header = headers[0],
                lines = [],
                solution = "//micrograd:{}.h".format(topic),
                spec = headers[0] + ".txt",
            )
        part = PART_THREE if lesson in PART_THREE else PARTS_ONE_AND_TWO
        for later in part[part.index(lesson):] if solution.everywhere else depset([lesson, part[-1]]).to_list():
            _variant_test("variant_{}_{}_test".format(solution.name, later), later, headers)

    if before:
        hunts("hunt", lesson, wrong, right)
    for example in examples:
        build_with_solutions(example, lesson, example + ".cc", wrong, right)
    native.filegroup(
        name = name,
        testonly = True,
        srcs = ["pitfalls/{}.txt".format(mistake.name) for mistake in wrong] +
               ["variants/{}/{}.h.txt".format(solution.name, topic) for solution in right if not solution.headers],
        visibility = ["//docs:__pkg__"],
    )

# The stub with its TODOs done one after the other, and the lesson's test on each.
def _steps(topic, todos, before):
    stub, solution = "stub/{}.h".format(topic), "//micrograd:{}.h".format(topic)
    gtests = []
    for done in range(1, todos):
        header = "steps/{}/{}.h".format(done, topic)
        native.genrule(
            name = "step_{}".format(done),
            srcs = ["//lessons:step.pl", stub, solution],
            outs = [header],
            cmd = "perl $(SRCS) {} >$@".format(done),
        )
        gtests.append("step_{}_gtest".format(done))
        cc_binary(
            name = gtests[-1],
            testonly = True,
            srcs = [topic + "_test.cc", header],
            copts = _COPTS + ["-iquote$(BINDIR)/{}/steps/{}".format(native.package_name(), done), "-iquotemicrograd"],
            deps = before + [":test_tools"] + _PRELUDE,
        )
    cc_test(
        name = "steps_test",
        size = "small",
        args = ["$(rootpath {})".format(file) for file in [stub, "README.md"] + [":" + gtest for gtest in gtests]],
        data = [stub, "README.md"] + gtests,
        tags = ["manual"],
        deps = ["//lessons:steps_test"],
    )

# The solution with a change, and a file that says what was changed and what must happen.
def _changed_impl(ctx):
    ctx.actions.expand_template(
        template = ctx.file.solution,
        output = ctx.outputs.header,
        substitutions = ctx.attr.change,
    )
    ctx.actions.write(ctx.outputs.spec, "\n%%\n".join(ctx.attr.lines + ctx.attr.change.keys()))

_changed = rule(
    implementation = _changed_impl,
    attrs = {
        "change": attr.string_dict(mandatory = True),
        "header": attr.output(mandatory = True),
        "lines": attr.string_list(),
        "solution": attr.label(allow_single_file = True, mandatory = True),
        "spec": attr.output(mandatory = True),
    },
)

# The test of a lesson, with `headers` included before anything else. Their guards keep the solutions
# of the same names out.
def _variant_test(name, lesson, headers):
    topic = lesson[3:]
    cc_test(
        name = name,
        size = "small",
        srcs = ["//lessons/{}:{}_test.cc".format(lesson, topic)] + headers,
        args = ["HEADER", "LABEL", "--all"],
        copts = _COPTS + ["-iquotemicrograd"] + ["-include$(location {})".format(header) for header in headers],
        tags = ["manual"],
        deps = ["//micrograd", "//lessons/{}:test_tools".format(lesson)] + _PRELUDE,
    )

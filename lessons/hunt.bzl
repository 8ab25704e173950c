"""The hunt: tests that a reader writes, run against wrong and right solutions of a lesson."""

load("@installed//:installed.bzl", "GCC")
load("@rules_cc//cc:defs.bzl", "cc_test")
load("@rules_cc//cc:find_cc_toolchain.bzl", "CC_TOOLCHAIN_ATTRS", "use_cc_toolchain")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")
load("//lessons:compiler.bzl", "compile_command", "compiler_of", "link_command", "quoted")
load("//lessons:lesson.bzl", "CHECKED", "lessons_before")

# The results are large, are made anew after each change, and are of no use to others.
_NOT_TO_BE_SHARED = {"no-cache": ""}

def hunts(name, lesson, wrong, right):
    """Declares a lesson's hunts.

    NAME            NAME.cc, which the reader writes, against the solutions; SKIPPED until it is there
    NAME_starter    what //:hunt puts there: every right solution must pass it

    Args:
      name: "hunt".
      lesson: the name of its package: NN_TOPIC.
      wrong: a list of wrong(...).
      right: a list of right(...).
    """
    hunt(name + "_starter", lesson, "stub/{}.cc".format(name), [], right)
    written = native.glob([name + ".cc"], allow_empty = True)
    if written:
        hunt(name, lesson, written[0], wrong, right)
    else:
        cc_test(
            name = name,
            tags = ["manual"],
            target_compatible_with = ["//lessons:no_hunt_yet_so_bazel_run_hunt_first"],
        )

def hunt(name, lesson, tests, wrong, right):
    """Runs tests against wrong and right solutions of a lesson: they pass if they catch all wrong ones, and no right one.

    Args:
      name: of the test.
      lesson: the name of its package: NN_TOPIC.
      tests: the file with the tests.
      wrong: a list of wrong(...).
      right: a list of right(...).
    """
    built = name + "_solutions"
    build_with_solutions(built, lesson, tests, wrong, right)
    cc_test(
        name = name,
        size = "medium",
        args = ["$(rootpath {}.txt)".format(built), "lessons/{}/{}_test.cc".format(lesson, lesson[3:])],
        data = [
            built,
            built + ".txt",
            lesson[3:] + "_test.cc",
        ],
        tags = ["manual"],
        deps = ["//lessons:hunt_report"],
    )

def build_with_solutions(name, lesson, tests, wrong, right):
    """Builds what //lessons:hunt_report reports on: NAME.txt, and the programs that it lists.

    Args:
      name: of the programs.
      lesson: the name of the package: NN_TOPIC.
      tests: the file with the tests.
      wrong: a list of wrong(...).
      right: a list of right(...).
    """
    topic = lesson[3:]
    _solutions(
        name = name,
        testonly = True,
        before = "//micrograd:" + lessons_before(lesson)[-1][3:],
        copts = CHECKED + ["-w", "-Wno-psabi", "-iquotemicrograd"],
        list = name + ".txt",
        mistakes = ["\t".join([mistake.mistake, mistake.test, mistake.seen]) for mistake in wrong],
        right = ["//micrograd:{}.h".format(topic)] + ["variants/{}/{}.h".format(other.name, topic) for other in right],
        tags = ["manual"],
        tests = tests,
        tools = ":test_tools",
        wrong = ["pitfalls/{}/{}.h".format(mistake.name, topic) for mistake in wrong],
    )

# The tests, compiled with each solution, and a list of the results: lines with tabs between, which
# hunt_report.cc reads. The library's solution comes first, and the others wait for it, so that a slip in the
# tests is reported once. With another solution they may well not compile: then the result is what the compiler
# says.
def _solutions_impl(ctx):
    compiler = compiler_of(ctx, [ctx.attr.before, ctx.attr.tools])
    tests = ctx.file.tests
    right = ctx.files.right
    solutions = right + ctx.files.wrong
    prelude = _prelude(ctx, compiler)
    lines = ["tests\t" + tests.short_path]
    programs = []
    for i, header in enumerate(solutions):
        program = ctx.actions.declare_file("{}/{}".format(ctx.label.name, i))
        copts = ctx.attr.copts + ["-include", prelude[0].path, "-include", header.path]
        object = program.path + ".o"
        build = "{} && {}".format(
            compile_command(ctx, compiler, tests.path, object, copts),
            link_command(compiler, object, program.path),
        )
        ctx.actions.run_shell(
            outputs = [program],
            inputs = depset([tests, header, right[0]] + prelude + programs[:1], transitive = [compiler.inputs]),
            command = _or_what_the_compiler_says(build, program.path) if programs else build,
            env = compiler.env,
            execution_requirements = _NOT_TO_BE_SHARED,
            mnemonic = "Hunt",
            # Not which: that would give the mistakes away.
            progress_message = "Building {} with solution {} of {}".format(tests.short_path, i + 1, len(solutions)),
            use_default_shell_env = True,
        )
        fields = [program.short_path, header.short_path if header.is_source else "bazel-bin/" + header.short_path]
        lines.append("\t".join(fields + ([] if i < len(right) else [ctx.attr.mistakes[i - len(right)]])))
        programs.append(program)
    ctx.actions.write(ctx.outputs.list, "\n".join(lines) + "\n")
    return [DefaultInfo(files = depset(programs), runfiles = ctx.runfiles(programs))]

# A command that ends well where the compiler finds an error, which is then in the place of the program. Any other end,
# such as one for want of memory, stays one.
def _or_what_the_compiler_says(build, program):
    log = quoted(program + ".log")
    return " || ".join([
        "{{ {}; }} 2>{}".format(build, log),
        "{{ grep -q ': error: ' {0} && {{ echo does not compile:; cat {0}; }} >{1}; }}".format(log, quoted(program)),
        "{{ cat {} >&2; exit 1; }}".format(log),
    ])

_solutions = rule(
    implementation = _solutions_impl,
    attrs = dict(
        CC_TOOLCHAIN_ATTRS,
        before = attr.label(providers = [CcInfo]),
        copts = attr.string_list(),
        list = attr.output(mandatory = True),
        mistakes = attr.string_list(doc = "Of each of `wrong`: the mistake, our test that catches it, where it was seen."),
        right = attr.label_list(allow_files = True, doc = "The library's first."),
        tests = attr.label(allow_single_file = [".cc"]),
        tools = attr.label(providers = [CcInfo]),
        wrong = attr.label_list(allow_files = True),
        _prelude = attr.label(allow_single_file = True, default = "//lessons:prelude.cc"),
    ),
    fragments = ["cpp"],
    toolchains = use_cc_toolchain(),
)

# What all of them begin with: what tests include, and the lessons before; with g++, precompiled. A list of files, of
# which the first is to be included.
def _prelude(ctx, compiler):
    prelude = ctx.actions.declare_file(ctx.label.name + "/prelude.h")
    ctx.actions.write(prelude, "".join(["#include \"{}\"\n".format(header) for header in [
        ctx.file._prelude.path,
        ctx.attr.before.label.name + ".h",
        "micrograd/testing/gradient_check.h",
    ]]))
    files = [prelude, ctx.file._prelude]
    if not GCC:
        return files
    precompiled = ctx.actions.declare_file(ctx.label.name + "/prelude.h.gch")
    ctx.actions.run_shell(
        outputs = [precompiled],
        inputs = depset(files, transitive = [compiler.inputs]),
        command = compile_command(ctx, compiler, prelude.path, precompiled.path, ctx.attr.copts + ["-xc++-header"]),
        env = compiler.env,
        execution_requirements = _NOT_TO_BE_SHARED,
        mnemonic = "HuntPrelude",
        progress_message = "Precompiling what {} includes".format(ctx.file.tests.short_path),
        use_default_shell_env = True,
    )
    return files + [precompiled]

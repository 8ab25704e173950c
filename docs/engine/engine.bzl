"""The macro behind the engines in the pages."""

load("@installed//:installed.bzl", "CLANG_WASM")
load("//lessons:lesson.bzl", "PARTS_ONE_AND_TWO")

_OPTIONS = [
    "--target=wasm32-wasi",
    "-std=c++20",
    "-O2",
    "-fexceptions",
    "-mexec-model=reactor",
    "-s",
    "-Wl,--gc-sections",
    # A page's memory does not grow without end, and a stack that is full is an error.
    "-Wl,--max-memory=1073741824",
    "-Wl,--stack-first",
    "-Wl,-z,stack-size=1048576",
    "-iquote.",
]

_OURS = ["-DNDEBUG", "-iquotemicrograd", "-Wall", "-Wextra", "-Werror"]

# The reader's mistakes are found while it runs; and an endless loop is one, nothing to be optimised away.
_READERS = [
    "-D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_DEBUG",
    "-fno-finite-loops",
    "-ferror-limit=1",
    "-Werror=return-type",
]

def _engine_impl(ctx):
    candidates = []
    for lessons in ctx.attr.lessons:
        names = PARTS_ONE_AND_TWO[:lessons]
        if not ctx.attr.fallback:
            candidates += ["the library’s engine", " ".join(_options(ctx, lessons) + _OURS)]
            break
        if all([_header(name) in [file.path for file in ctx.files.headers] for name in names]):
            folders = ["-iquotelessons/" + name for name in names]
            candidates += [
                "your engine, lessons 1 to {}".format(lessons),
                " ".join(_options(ctx, lessons) + _READERS + folders),
            ]
    fallback = ctx.file.fallback.path if ctx.attr.fallback else ""
    ctx.actions.run_shell(
        outputs = [ctx.outputs.out],
        inputs = ctx.files.srcs + ctx.files.headers + ctx.files.fallback + [ctx.file.tool],
        command = "bash \"$@\"",
        arguments = [ctx.file.tool.path, ctx.outputs.out.path, ctx.attr.engine, CLANG_WASM, fallback] + candidates,
        use_default_shell_env = True,  # clang looks for its linker.
        mnemonic = "Engine",
        progress_message = "Compiling {} for the pages".format(ctx.outputs.out.short_path),
    )
    return [DefaultInfo(files = depset([ctx.outputs.out]), runfiles = ctx.runfiles([ctx.outputs.out]))]

def _options(ctx, lessons):
    programs = [file.path for file in ctx.files.srcs if file.extension == "cc"]
    return _OPTIONS + ["-DLESSONS={}".format(lessons)] + programs

def _header(name):
    return "lessons/{}/{}.h".format(name, name[3:])

_engine = rule(
    implementation = _engine_impl,
    attrs = {
        "engine": attr.string(mandatory = True),
        "fallback": attr.label(allow_single_file = [".js"]),
        "headers": attr.label_list(allow_files = True),
        "lessons": attr.int_list(mandatory = True),
        "out": attr.output(mandatory = True),
        "srcs": attr.label_list(allow_files = [".cc", ".h"]),
        "tool": attr.label(allow_single_file = [".sh"], default = "//docs/engine:engine.sh"),
    },
)

def engine(name, srcs, lessons):
    """Declares an engine for a page, twice; both are SKIPPED without clang for WebAssembly.

    name            engine_NAME.js, on the library's headers
    readers_NAME    readers/engine_NAME.js, on the reader's as far as they have come, or else on the library's

    Args:
      name: the engine's name in the page.
      srcs: the program, which includes lessons' headers by their bare names and exports functions to the page;
        and what it includes beyond them.
      lessons: how many lessons it needs at least; before that, with how many more it can do more. The program has
        the number as LESSONS.
    """
    common = {
        "engine": name,
        "lessons": lessons,
        "srcs": srcs + ["//docs/engine:runtime.cc"],
        "target_compatible_with": [] if CLANG_WASM else ["//third_party:clang_for_webassembly_is_not_installed"],
        "visibility": ["//docs:__subpackages__"],
    }
    _engine(
        name = name,
        headers = ["//micrograd:headers"],
        out = "engine_{}.js".format(name),
        **common
    )
    _engine(
        name = "readers_" + name,
        fallback = ":engine_{}.js".format(name),
        headers = ["//lessons/{}:readers_header".format(lesson) for lesson in PARTS_ONE_AND_TWO],
        out = "readers/engine_{}.js".format(name),
        **common
    )

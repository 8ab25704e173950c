"""What this machine has of the tools and libraries that a build can do without.

A target that needs one of them is SKIPPED where it is missing, never red:

    load("@installed//:installed.bzl", "DOXYGEN")
    target_compatible_with = [] if DOXYGEN else ["//third_party:doxygen_1.9.4_or_newer_is_not_installed"]
"""

_PROGRAMS = ["doxygen", "dot", "gnuplot"]

# Files by which a package shows that it is there.
_FILES = {
    "adolc": "/usr/include/adolc/adolc.h",
    "doxygen_awesome": "/usr/share/doxygen-awesome-css/doxygen-awesome.css",
}

def _installed_impl(repository_ctx):
    found = {name: repository_ctx.which(name) for name in _PROGRAMS}
    for name, file in _FILES.items():
        path = repository_ctx.path(file)
        found[name] = path if path.exists else None
    found["clang_wasm"] = _clang_wasm(repository_ctx)
    doxygen = _version(repository_ctx, found["doxygen"])
    if doxygen < [1, 9, 4]:
        found["doxygen"] = None
    repository_ctx.file("BUILD.bazel", "")
    repository_ctx.file("installed.bzl", '"""Where each is; "" where it is missing."""\n\n' + "".join([
        "{} = \"{}\"\n".format(name.upper(), path if path else "")
        for name, path in found.items()
    ]) + "DOXYGEN_VERSION = {}\nGCC = {}\n".format(doxygen, _is_gcc(repository_ctx)))

# The first clang that compiles C++20 to WebAssembly: Debian's, with the libraries that are packages of their own.
def _clang_wasm(repository_ctx):
    repository_ctx.file("wasm.cc", "#include <algorithm>\n#include <ranges>\nauto& copy = std::ranges::copy;\n")
    for version in ["-19", "-20", "-21", "-22", ""]:
        clang = repository_ctx.which("clang++" + version)
        if not clang:
            continue
        options = ["--target=wasm32-wasi", "-std=c++20", "-fexceptions", "-mexec-model=reactor"]
        if repository_ctx.execute([clang] + options + ["wasm.cc", "-o", "wasm"]).return_code == 0:
            return clang
    return None

# Whether the compiler is g++. On macOS the command gcc is clang.
def _is_gcc(repository_ctx):
    said = repository_ctx.execute([repository_ctx.os.environ.get("CC", "gcc"), "--version"])
    return "Free Software Foundation" in said.stdout

# The numbers that `PROGRAM --version` begins with: [1, 9, 4].
def _version(repository_ctx, program):
    if not program:
        return []
    said = repository_ctx.execute([program, "--version"]).stdout.strip().split(" ")[0]
    return [int(number) for number in said.split(".") if number.isdigit()]

installed = repository_rule(
    doc = "Looks for them, again at each start of Bazel: after installing one, run `bazel shutdown`.",
    implementation = _installed_impl,
    local = True,
    configure = True,
    environ = ["CC", "PATH"],
)

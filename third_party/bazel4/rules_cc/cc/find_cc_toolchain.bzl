"""The C++ toolchain, for rules of our own, as Bazel 4 finds it."""

load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

CC_TOOLCHAIN_ATTRS = {
    "_cc_toolchain": attr.label(default = "@bazel_tools//tools/cpp:current_cc_toolchain"),
}

find_cc_toolchain = find_cpp_toolchain

def use_cc_toolchain():
    """What a rule that calls find_cc_toolchain() has as its `toolchains`.

    Returns:
      a list of types of toolchains.
    """
    return ["@bazel_tools//tools/cpp:toolchain_type"]

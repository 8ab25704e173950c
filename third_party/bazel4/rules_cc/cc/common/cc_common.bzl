"""The name that rules_cc exports, as Bazel 4's own."""

load("//cc/common:native.bzl", "native_cc_common")

cc_common = native_cc_common

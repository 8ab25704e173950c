"""The name that rules_cc exports, as Bazel 4's own."""

load("//cc/common:native.bzl", "NativeCcInfo")

CcInfo = NativeCcInfo

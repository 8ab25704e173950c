"""What is built into Bazel 4, under other names: a file can't export a name that it reads."""

native_cc_common = cc_common  # buildifier: disable=native-cc-common

NativeCcInfo = CcInfo  # buildifier: disable=native-cc-info

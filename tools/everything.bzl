"""The macro behind //:everything."""

def everything(name):
    """Declares the package's part of //:everything: its tests that are tagged "manual".

    `bazel test //...` leaves them out, for they test the course and not its reader. To be called last
    in a BUILD file.

    Args:
      name: "everything".
    """
    tests = [
        test
        for test, rule in native.existing_rules().items()
        if rule["kind"].endswith("_test") and "manual" in rule["tags"]
    ]
    if not tests:
        fail("there is no manual test here; leave everything() out")
    native.test_suite(
        name = name,
        tags = ["manual"],
        tests = tests,
        visibility = ["//:__pkg__"],
    )

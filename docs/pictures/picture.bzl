"""Pictures that the build makes from the runs of programs."""

load("@installed//:installed.bzl", "DOT", "GNUPLOT")

def _from_run_impl(ctx):
    inputs = ctx.files.data + ctx.files.scripts
    ctx.actions.run_shell(
        outputs = [ctx.outputs.out],
        inputs = inputs,
        tools = [ctx.executable.program],
        command = "set -e -o pipefail; " + ctx.attr.command,
        arguments = [ctx.executable.program.path] + ctx.attr.arguments +
                    [file.path for file in ctx.files.data],
        env = {
            "OUT": ctx.outputs.out.path,
            "SCRIPTS": " ".join([file.path for file in ctx.files.scripts]),
        },
        mnemonic = "Picture",
        progress_message = "Drawing " + ctx.outputs.out.short_path,
    )

_from_run = rule(
    implementation = _from_run_impl,
    attrs = {
        "arguments": attr.string_list(),
        "command": attr.string(
            doc = "What bash runs: $@ is the program and its arguments, $OUT the file to make.",
            mandatory = True,
        ),
        "data": attr.label_list(
            doc = "Files whose paths are the program's last arguments.",
            allow_files = True,
        ),
        "out": attr.output(mandatory = True),
        "program": attr.label(cfg = "target", executable = True, mandatory = True),
        "scripts": attr.label_list(
            doc = "Files whose paths are in $SCRIPTS.",
            allow_files = True,
        ),
    },
)

def drawn(name, program, arguments = []):
    """NAME.svg, which a program draws when its last arguments are `--svg FILE`.

    Args:
      name: of the target, and of the file.
      program: the label of a cc_binary.
      arguments: of the program, before these two.
    """
    _from_run(
        name = name,
        out = name + ".svg",
        arguments = arguments,
        command = '"$@" --svg "$OUT" >/dev/null',
        program = program,
    )

def graph(name, program, arguments = []):
    """NAME.svg, which Graphviz draws of what a program prints in its language, DOT.

    Args:
      name: of the target, and of the file.
      program: the label of a cc_binary.
      arguments: of the program.
    """
    _from_run(
        name = name,
        out = name + ".svg",
        arguments = arguments,
        command = '"$@" | ' + DOT + ' -Tsvg -Gpad=0.2 >"$OUT"',
        program = program,
        target_compatible_with = [] if DOT else ["//third_party:dot_is_not_installed"],
    )

def plot(name, program, data = []):
    """NAME.svg, which gnuplot draws by NAME.gp of what a program prints: $data, in that script.

    Args:
      name: of the target, and of the file.
      program: the label of a cc_binary.
      data: files that the program reads; their paths are its arguments.
    """
    _from_run(
        name = name,
        out = name + ".svg",
        command = "{ echo '$data << END'; \"$@\"; echo END; cat $SCRIPTS; } | " + GNUPLOT + ' >"$OUT"',
        data = data,
        program = program,
        scripts = ["plot.gp", name + ".gp"],
        target_compatible_with = [] if GNUPLOT else ["//third_party:gnuplot_is_not_installed"],
    )

"""Compiling as Bazel does, in actions of our own: a compiler's error need not be the end of the build."""

load("@rules_cc//cc:find_cc_toolchain.bzl", "find_cc_toolchain")
load("@rules_cc//cc/common:cc_common.bzl", "cc_common")
load("@rules_cc//cc/common:cc_info.bzl", "CcInfo")

# What toolchains call these actions.
_COMPILE = "c++-compile"
_LINK = "c++-link-executable"

def compiler_of(ctx, deps):
    """What it takes to compile and link as Bazel would, for compile_command() and link_command().

    Args:
      ctx: of a rule with CC_TOOLCHAIN_ATTRS, use_cc_toolchain() and the fragment "cpp".
      deps: the libraries.
    Returns:
      a struct, of which `env` and `inputs` are for the action.
    """
    toolchain = find_cc_toolchain(ctx)
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features,
    )
    info = cc_common.merge_cc_infos(cc_infos = [dep[CcInfo] for dep in deps])
    libraries = []
    options = []
    for input in info.linking_context.linker_inputs.to_list():
        options += input.user_link_flags
        for library in input.libraries:
            libraries.append(library.pic_static_library or library.static_library or library.dynamic_library)
    return struct(
        context = info.compilation_context,
        env = cc_common.get_environment_variables(
            action_name = _COMPILE,
            feature_configuration = features,
            variables = cc_common.create_compile_variables(cc_toolchain = toolchain, feature_configuration = features),
        ),
        features = features,
        inputs = depset(libraries, transitive = [info.compilation_context.headers, toolchain.all_files]),
        link_flags = [file.path for file in libraries] + options + ctx.fragments.cpp.linkopts,
        toolchain = toolchain,
    )

def compile_command(ctx, compiler, source, output, copts):
    """The command that compiles a file.

    Args:
      ctx: of the rule.
      compiler: what compiler_of() returned.
      source: the path of the file.
      output: the path of the result.
      copts: options beyond those that Bazel was called with.
    Returns:
      a line for the shell.
    """
    context = compiler.context
    return _command(compiler, _COMPILE, cc_common.create_compile_variables(
        cc_toolchain = compiler.toolchain,
        feature_configuration = compiler.features,
        include_directories = context.includes,
        output_file = output,
        preprocessor_defines = context.defines,
        quote_include_directories = context.quote_includes,
        source_file = source,
        system_include_directories = depset(
            transitive = [context.system_includes, getattr(context, "external_includes", depset())],
        ),
        use_pic = compiler.toolchain.needs_pic_for_dynamic_libraries(feature_configuration = compiler.features),
        user_compile_flags = ctx.fragments.cpp.copts + ctx.fragments.cpp.cxxopts + copts,
    ))

def link_command(compiler, object, output):
    """The command that makes a program of an object file and the libraries.

    Args:
      compiler: what compiler_of() returned.
      object: the path of the file.
      output: the path of the program.
    Returns:
      a line for the shell.
    """
    return _command(compiler, _LINK, cc_common.create_link_variables(
        cc_toolchain = compiler.toolchain,
        feature_configuration = compiler.features,
        output_file = output,
        user_link_flags = [object] + compiler.link_flags,
    ))

# A call of the toolchain's program, for the shell.
def _command(compiler, action, variables):
    tool = cc_common.get_tool_for_action(action_name = action, feature_configuration = compiler.features)
    arguments = cc_common.get_memory_inefficient_command_line(
        action_name = action,
        feature_configuration = compiler.features,
        variables = variables,
    )
    return " ".join([quoted(argument) for argument in [tool] + arguments])

def quoted(text):
    """A text as one word for the shell.

    Args:
      text: whatever it is.
    Returns:
      the word.
    """
    return "'" + text.replace("'", "'\\''") + "'"

"""The rules behind //docs:site and //docs:print."""

load("@installed//:installed.bzl", "DOXYGEN", "DOXYGEN_AWESOME", "DOXYGEN_VERSION")

def _site_impl(ctx):
    site = ctx.actions.declare_directory(ctx.label.name)
    looks = [ctx.file.stylesheet.path]
    extra = [ctx.file.script] + ctx.files.live
    settings = []
    if DOXYGEN_VERSION >= [1, 13]:
        # There, a folder's README would become that folder's own page, and no chapter.
        settings.append("IMPLICIT_DIR_DOCS = NO")
    if DOXYGEN_AWESOME:
        looks = [DOXYGEN_AWESOME, DOXYGEN_AWESOME.replace(".css", "-sidebar-only.css"), ctx.file.awesome.path] + looks
        if DOXYGEN_VERSION >= [1, 9, 5]:
            # Where Doxygen has a dark look of its own, doxygen-awesome asks for the light one to start from.
            settings.append("HTML_COLORSTYLE = LIGHT")
    settings += [
        "INPUT = " + " ".join([file.path for file in ctx.files.srcs]),
        "FILTER_PATTERNS = *.md=\"perl {}\"".format(ctx.file.filter.path),
        "OUTPUT_DIRECTORY = " + site.dirname,
        "HTML_OUTPUT = " + site.basename,
        "HTML_EXTRA_STYLESHEET = " + " ".join(looks),
        "HTML_EXTRA_FILES = " + " ".join([file.path for file in extra]),
    ]
    ctx.actions.run_shell(
        outputs = [site],
        inputs = ctx.files.srcs + ctx.files.pictures + extra +
                 [ctx.file.awesome, ctx.file.doxyfile, ctx.file.filter, ctx.file.finish, ctx.file.stylesheet],
        command = "{ cat \"$1\"; printf '%s\\n' \"$2\"; } | " + DOXYGEN + " - && perl \"$3\" \"$4\"",
        arguments = [ctx.file.doxyfile.path, "\n".join(settings), ctx.file.finish.path, site.path],
        mnemonic = "Doxygen",
        progress_message = "Doxygen makes the site",
    )
    return [DefaultInfo(files = depset([site]), runfiles = ctx.runfiles([site]))]

site = rule(
    doc = "A folder of HTML: the pages in their order, and what the sources document. " +
          "A warning of Doxygen's is an error.",
    implementation = _site_impl,
    attrs = {
        "awesome": attr.label(
            doc = "What is changed of doxygen-awesome's colours, where it is installed.",
            allow_single_file = [".css"],
            mandatory = True,
        ),
        "doxyfile": attr.label(allow_single_file = True, mandatory = True),
        "filter": attr.label(allow_single_file = [".pl"], mandatory = True),
        "finish": attr.label(allow_single_file = [".pl"], mandatory = True),
        "live": attr.label_list(
            doc = "Scripts and stylesheets of live parts; finish.pl says which of them a page loads.",
            allow_files = [".css", ".js"],
        ),
        "pictures": attr.label_list(allow_files = [".svg"]),
        "script": attr.label(allow_single_file = [".js"], mandatory = True),
        "srcs": attr.label_list(allow_files = True, mandatory = True),
        "stylesheet": attr.label(allow_single_file = [".css"], mandatory = True),
    },
)

def _printed_site_impl(ctx):
    folder = ctx.actions.declare_directory(ctx.label.name)
    arguments = [ctx.file.script, ctx.file.site, folder, ctx.file.stylesheet] + ctx.files.srcs
    ctx.actions.run_shell(
        outputs = [folder],
        inputs = [ctx.file.script, ctx.file.site, ctx.file.stylesheet] + ctx.files.srcs,
        command = "perl \"$@\"",
        arguments = [file.path for file in arguments],
        mnemonic = "Print",
    )
    return [DefaultInfo(files = depset([folder]), runfiles = ctx.runfiles([folder]))]

printed_site = rule(
    doc = "One page of HTML, with the site's pages that are made from these, in their order.",
    implementation = _printed_site_impl,
    attrs = {
        "script": attr.label(allow_single_file = [".pl"], mandatory = True),
        "site": attr.label(allow_single_file = True, mandatory = True),
        "srcs": attr.label_list(allow_files = [".md"], mandatory = True),
        "stylesheet": attr.label(allow_single_file = [".css"], mandatory = True),
    },
)

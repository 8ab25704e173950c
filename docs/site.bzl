"""The rule behind //docs:site."""

load("@installed//:installed.bzl", "DOXYGEN", "DOXYGEN_AWESOME", "DOXYGEN_VERSION")

def _site_impl(ctx):
    site = ctx.actions.declare_directory(ctx.label.name)
    book = ctx.actions.declare_file(ctx.label.name + ".book")
    doxyfile = ctx.actions.declare_file(ctx.label.name + ".Doxyfile")
    files = ctx.files.pages + ctx.files.sources

    ctx.actions.write(book, "".join([file.path + "\n" for file in files]))

    looks = [ctx.file.stylesheet.path]
    settings = []
    if DOXYGEN_VERSION >= [1, 13]:
        # There, a folder's README would become that folder's own page, and no chapter.
        settings.append("IMPLICIT_DIR_DOCS = NO")
    if DOXYGEN_AWESOME:
        looks = [DOXYGEN_AWESOME, DOXYGEN_AWESOME.replace(".css", "-sidebar-only.css")] + looks
        if DOXYGEN_VERSION >= [1, 9, 5]:
            # Where Doxygen has a dark look of its own, doxygen-awesome asks for the light one to start from.
            settings.append("HTML_COLORSTYLE = LIGHT")
    ctx.actions.expand_template(
        template = ctx.file.doxyfile,
        output = doxyfile,
        substitutions = {
            "{FILTER}": "{} {}".format(ctx.executable._page.path, book.path),
            "{HTML_OUTPUT}": site.basename,
            "{INPUT}": " ".join([file.path for file in files]),
            "{OUTPUT_DIRECTORY}": site.dirname,
            "{PICTURES}": " ".join([file.path for file in ctx.files.pictures]),
            "{SETTINGS}": "\n".join(settings),
            "{STYLESHEETS}": " ".join(looks),
        },
    )
    ctx.actions.run(
        outputs = [site],
        inputs = files + ctx.files.pictures + [book, doxyfile, ctx.file.stylesheet],
        tools = [ctx.executable._page],
        executable = DOXYGEN,
        arguments = [doxyfile.path],
        mnemonic = "Doxygen",
        progress_message = "Doxygen makes the site",
    )
    return [DefaultInfo(files = depset([site]), runfiles = ctx.runfiles([site]))]

site = rule(
    doc = "A folder of HTML: the pages in their order, and what the sources document. " +
          "A warning of Doxygen's is an error.",
    implementation = _site_impl,
    attrs = {
        "doxyfile": attr.label(allow_single_file = True, mandatory = True),
        "pages": attr.label_list(allow_files = [".md"], mandatory = True),
        "pictures": attr.label_list(allow_files = True),
        "sources": attr.label_list(allow_files = True, mandatory = True),
        "stylesheet": attr.label(allow_single_file = [".css"], mandatory = True),
        "_page": attr.label(default = ":page", executable = True, cfg = "exec"),
    },
)

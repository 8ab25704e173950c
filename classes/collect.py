"""Takes the lessons' headers out of what a student handed in.

    collect.py SUBMISSION FOLDER NN_TOPIC...

SUBMISSION is a folder, a .zip or a .tar, compressed or not. Nothing in it is unpacked: what stands in a file
named TOPIC.h is read, and written to FOLDER/TOPIC.h. So a path or a link in an archive leads nowhere, and an
archive that would unpack to a terabyte costs no room. Prints a line for each thing that a teacher should know.
"""

import os
import stat
import sys
import tarfile
import zipfile

MOST = 1 << 18  # Bytes of a header; the longest of ours has a tenth of it.


def in_folder(top):
    """Yields the path of each file, and a function that reads it, or what is wrong with it."""
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith("bazel-")]
        for name in names:
            path = os.path.join(folder, name)
            if stat.S_ISREG(os.lstat(path).st_mode):
                yield os.path.relpath(path, top), lambda path=path: open(path, "rb")
            else:
                yield os.path.relpath(path, top), "is a link, or no file at all"


def in_zip(path):
    with zipfile.ZipFile(path) as archive:
        for member in archive.infolist():
            kind = stat.S_IFMT(member.external_attr >> 16)
            if member.is_dir():
                continue
            if member.flag_bits & 1:
                yield member.filename, "needs a password"
            elif kind not in (0, stat.S_IFREG):
                yield member.filename, "is a link, or no file at all"
            else:
                yield member.filename, lambda member=member: archive.open(member)


def in_tar(path):
    with tarfile.open(path, "r:*") as archive:
        for member in archive:
            if member.isdir():
                continue
            if member.isreg():
                yield member.name, lambda member=member: archive.extractfile(member)
            else:
                yield member.name, "is a link, or no file at all"


def files(submission):
    if os.path.isdir(submission):
        return in_folder(submission)
    if os.path.isfile(submission):
        with open(submission, "rb") as file:
            if file.read(2) == b"PK":
                return in_zip(submission)
        if tarfile.is_tarfile(submission):
            return in_tar(submission)
    sys.exit("is neither a folder nor an archive (.zip, .tar, .tar.gz)")


def text_of(opener):
    """The bytes of a header, or None and what is wrong with it."""
    if isinstance(opener, str):
        return None, opener
    with opener() as file:
        text = file.read(MOST + 1)
    if len(text) > MOST:
        return None, "has more than %d bytes" % MOST
    return text, None


def collect(submission, lessons):
    """Returns {topic: {text: path}}, what may be each lesson's header; and what a teacher should know."""
    topics = {lesson[3:]: lesson for lesson in lessons}
    found = {topic: {} for topic in topics}
    in_its_place = {topic: {} for topic in topics}
    notes = []
    whole = False
    for path, opener in files(submission):
        parts = path.replace("\\", "/").split("/")
        whole = whole or parts[-2:] == ["lessons", "lesson.bzl"]
        topic, dot_h = os.path.splitext(parts[-1].lower())
        if topic not in topics or dot_h != ".h" or "__MACOSX" in parts:
            continue
        if parts[-2:-1] == ["stub"] or any(part.startswith("bazel-") for part in parts):
            continue
        if parts[0] == "" or ".." in parts or parts[0].endswith(":"):
            text, wrong = None, "has a path that leads elsewhere"
        else:
            text, wrong = text_of(opener)
        if wrong:
            notes.append("%s %s, and was left out" % (path, wrong))
            continue
        found[topic].setdefault(text, path)
        if parts[-2:-1] == [topics[topic]]:
            in_its_place[topic].setdefault(text, path)
    # Of a whole checkout, what is elsewhere is ours.
    chosen = {topic: in_its_place[topic] if whole or in_its_place[topic] else found[topic] for topic in topics}
    return chosen, notes


def main(submission, folder, *lessons):
    try:
        found, notes = collect(submission, lessons)
    except Exception as error:  # pylint: disable=broad-except
        sys.exit("can't be read: %s" % (error or type(error).__name__))
    for topic, texts in found.items():
        if len(texts) > 1:
            paths = ", ".join(sorted(texts.values()))
            notes.append("%s.h is there more than once, and not the same: %s; none was taken" % (topic, paths))
        elif texts:
            with open(os.path.join(folder, topic + ".h"), "xb") as file:
                file.write(next(iter(texts)))
    if not any(found.values()) and not notes:
        notes.append("has none of the lessons' headers")
    sys.stdout.reconfigure(errors="replace")  # A name may be no text at all.
    print("\n".join(notes))


main(*sys.argv[1:])

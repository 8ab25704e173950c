# Prints a page of Markdown as Doxygen is to read it: `perl page.pl FILE`. Five things are not what GitHub
# makes of them, in any version from 1.9.4 on:
#   - a list in <details>: Doxygen is told to leave that tag alone;
#   - a link to another page: its text must be plain and on one line, and headings have other names there;
#   - a link to a file that is no page: it becomes plain text, which Doxygen links where it knows the name;
#   - a picture by its path: Doxygen looks for its name;
#   - the comment that marks the place of a live part, `<!-- live: KIND ARG -->` on a line of its own: it becomes an
#     empty element, which finish.pl gives its scripts, or takes out.
use strict;
use warnings;

local $/;
$_ = <>;
my $code = qr/(?:```.*?```|`[^`]*`)(*SKIP)(*FAIL)/s;
s{<details><summary>.*?</summary>|</details>|$code}{\@htmlonly[block]$&\@endhtmlonly}g;
s{(?<!!)\[([^\]]*)\]\(([^)\s]*\.md)[^)\s]*\)|$code}{"[" . $1 =~ tr/\n`/ /dr . "]($2)"}ge;
s{(?<!!)\[([^\]]*)\]\((?![a-z]+:|[^)]*\.md\))[^)]*\)|$code}{$1}g;
s{(!\[[^\]]*\]\()[^)]*/|$code}{$1}g;
s{^<!-- live: (\w+)(?: (\w+))? -->$|$code}
 {'@htmlonly[block]<div class="live" data-live="' . $1 . '" data-arg="' . ($2 // '') . '"></div>@endhtmlonly'}gem;
print;

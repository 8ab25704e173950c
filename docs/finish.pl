# Finishes the pages that Doxygen has made, where they are: `perl finish.pl FOLDER`. It gives the pages with live parts
# their scripts, and all pages what Doxygen leaves out for those who read with a keyboard or a screen reader. Where a
# version of Doxygen writes something in another way, that line here does nothing; .ci/accessible.js finds out.
use strict;
use warnings;

# What each kind of live part needs, in this order, after live.js. ARG stands for the part's argument. A part of which
# a file is missing, because nothing here can build it, is left out: the still picture below it stays.
my @player = qw(player.css drawing.js steps.js player.js);
my @training = qw(player.css training.css engine.js loss_curve.js training.js);
my %needs = (
    road       => [qw(player.css road.css progress.js road.js)],
    player     => [@player, 'run_ARG.js'],
    playground => [@player, 'playground.css', qw(expression.js nudge.js gradients.js recording.js),
        qw(engine.js engine_playground.js playground.js)],
    moons      => [@training, 'moons.css', qw(moons_plane.js moons_controls.js moons_jobs.js engine_moons.js moons.js)],
    names      => [@training, 'names.css', qw(names_words.js names_controls.js names_jobs.js names_inventions.js),
        qw(names_attention.js engine_names.js names.js)],
);

my ($folder) = @ARGV;

# The same page with the live parts that can run, and with the links to what these need.
sub with_live_parts {
    my ($page) = @_;
    my @files;
    $page =~ s{<div class="live" data-live="(\w+)" data-arg="(\w*)"></div>}{
        my ($part, $kind, $arg) = ($&, $1, $2);
        my @needed = ('live.js', @{$needs{$kind} // die "there is no live part called $kind\n"});
        s/ARG/$arg/ for @needed;
        my $complete = !grep { !-e "$folder/$_" } @needed;
        push @files, @needed if $complete;
        $complete ? $part : '';
    }ge;
    my %seen;
    my $links = join '', map {
        /\.css$/ ? "<link rel=\"stylesheet\" href=\"$_\"/>\n" : "<script defer=\"defer\" src=\"$_\"></script>\n"
    } grep { !$seen{$_}++ } @files;
    return $page =~ s{(?=</head>)}{$links}r;
}

# A page of the site.
sub finished {
    local ($_) = with_live_parts(@_);
    s{(?=</head>)}{<script defer="defer" src="site.js"></script>\n};

    # The landmarks, and a way past the tree of pages.
    s{<body[^>]*>\K}{\n<a class="skip" href="#doc-content">Skip to the page</a>};
    s{<div id="top"}{$& role="banner"};
    s{<div id="side-nav"}{$& role="navigation" aria-label="Pages"};
    s{<div id="page-nav"}{$& role="navigation" aria-label="On this page"};
    s{<div id="doc-content"}{$& role="main" tabindex="-1"};
    s{<div id="nav-path"}{$& role="contentinfo"};

    # The title is the page's one heading of the first level, and no level is left out below it.
    s{<(/?)h([1-5])\b}{"<$1h" . ($2 + 1)}ge if /<h1>/;
    s{<div class="title">(.*?)</div>}{<h1 class="title">$1</h1>}s;
    my ($title) = m{<title>(?:.*?: )?(.*?)</title>};
    s{<div class="contents">\K}{\n<h1 class="title">$title</h1>} if !/<h1/;
    s{<(/?)h3\b}{<$1h2}g if !/<h2/;

    # A picture's caption is its text, too.
    s{<object type="image/svg\+xml" data="([^"]*)"[^>]*></object>(?=\s*<div class="caption">\s*(.*?)</div>)}
     {<img src="$1" alt="$2"/>}gs;
    s{<img src="[^"]*" alt="[^"]+"/>\s*<div class="caption"\K}{ aria-hidden="true"}g;
    s{<a href="[^"]*"\K(?=><span class="icondoc"></span></a>\s*(?:<a [^>]*>|<b>)([^<]*))}{ aria-label="Source of $1"}g;

    # Doxygen's logo is for light pages.
    s{<img class="footer"[^>]*alt="doxygen"[^>]*>}{Doxygen};

    # What has no name, and a head of a column that has no text.
    s{<iframe(?=[^>]*id="MSearchResults")}{$& title="Search results"};
    s{<th([^>]*)>(?:\s|&#160;)*</th>}{<td$1></td>}g;
    return $_;
}

# What the search shows in a frame of its own, in older versions.
sub finished_results {
    local ($_) = @_;
    s{<title></title>}{<title>Search results</title>};
    s{(?=</head>)}{<link rel="stylesheet" href="../site.css"/>\n<script src="../site.js"></script>\n};
    s{<div id="SRIndex"}{$& role="main"};
    s{<div id="SRIndex"[^>]*>\K}{\n<h1 class="unseen">Search results</h1>};
    return $_;
}

for my $file (glob "$folder/*.html $folder/search/*.html") {
    local $/;
    open my $in, '<', $file or die "$file: $!\n";
    my $page = $file =~ m{/search/[^/]*$} ? finished_results(<$in>) : finished(<$in>);
    $page =~ s{<html(?![^>]* lang=)}{<html lang="en"};
    open my $out, '>', $file or die "$file: $!\n";
    print $out $page;
    close $out or die "$file: $!\n";
}

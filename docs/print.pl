# Makes one page of the whole book, to be printed: `perl print.pl SITE FOLDER STYLESHEET PAGE...`. Each PAGE is a file
# of Markdown, and a chapter, in this order. Their text is the site's, and their pictures are copied into the folder.
use strict;
use warnings;

my ($site, $folder, $stylesheet, @pages) = @ARGV;

sub contents {
    my ($file) = @_;
    local $/;
    open my $in, '<', $file or die "$file: $!\n";
    return <$in>;
}

sub create {
    my ($name, $text) = @_;
    open my $out, '>', "$folder/$name" or die "$folder/$name: $!\n";
    print $out $text;
    close $out or die "$folder/$name: $!\n";
}

# A title's letters and digits: Markdown and HTML write the others differently.
sub plain { return $_[0] =~ s/<[^>]*>|&[^;]*;|[^A-Za-z0-9]//gr }

# The site's pages by their titles, for Doxygen's versions differ in what they call a file.
my %titled;
for my $file (glob "$site/index.html $site/md_*.html") {
    my ($title) = contents($file) =~ m{<h1 class="title">\s*(.*?)\s*</h1>}s or die "$file has no title\n";
    $titled{plain($title)} = {file => $file =~ s{.*/}{}r, title => $title};
}
my @chapters = map {
    my ($title) = contents($_) =~ /^# (.*)$/m or die "$_ has no title\n";
    $titled{plain($title)} // die "the site has no page with the title of $_: $title\n";
} @pages;

# An id names one place in the book; each chapter gives its own a prefix.
my %prefix = map { $chapters[$_]{file} => "chapter$_" } 0 .. $#chapters;

# A link as it is in the book: to the network, or into a chapter. Other pages of the site are not printed.
sub link_in_book {
    my ($from, $target, $text) = @_;
    return "<a href=\"$target\">$text</a>" if $target =~ /^https?:/;
    my ($file, $id) = $target =~ /^([^#]*)#?(.*)$/;
    my $prefix = $prefix{$file || $from} // return $text;
    return "<a href=\"#$prefix" . ($id ? "-$id" : '') . "\">$text</a>";
}

my ($list, $text) = ('', '');
for my $chapter (@chapters) {
    my ($file, $title, $id) = ($chapter->{file}, $chapter->{title}, $prefix{$chapter->{file}});
    my ($body) = contents("$site/$file") =~ m{<div class="contents">(.*)</div><!-- contents -->}s
        or die "$file has no contents\n";
    $body =~ s{<div class="live"[^>]*></div>}{}g;
    $body =~ s{<details>}{<details open="open">}g;
    $body =~ s{<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>}{link_in_book($file, $1, $2)}gse;
    $body =~ s{ (id|name)="([^"]*)"}{$1 eq 'id' ? " id=\"$id-$2\"" : ''}ge;
    create($_, contents("$site/$_")) for $body =~ /<img src="([^":]*)"/g;
    $list .= "<li><a href=\"#$id\">$title</a></li>\n";
    $text .= "<section id=\"$id\">\n<h1>$title</h1>\n$body</section>\n";
}

my $title = $chapters[0]{title};
create('style.css', contents($stylesheet));
create('index.html', <<"END");
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>$title</title>
<link rel="stylesheet" href="style.css"/>
</head>
<body>
<main>
<header>
<h1>$title</h1>
<p>The whole book</p>
</header>
<nav>
<h1>Contents</h1>
<ol>
$list</ol>
</nav>
$text</main>
</body>
</html>
END

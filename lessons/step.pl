# step.pl STUB SOLUTION K: prints a lesson's stub with its TODOs 1 to K done, as the solution does them.
#
# Whatever differs between the two belongs to the last TODO that stands before it or in it.
use strict;
use warnings;

my ($stub, $solution, $done) = @ARGV;

sub lines_of {
  open(my $file, '<', $_[0]) or die "$_[0]: $!";
  return <$file>;
}
my @stub = lines_of($stub);
my @solution = lines_of($solution);

my $next = 0;  # Of the stub's lines, the first that is not printed yet.
my $todo = 0;
for (grep { /^\d/ } `diff '$stub' '$solution'`) {
  # Lines FROM to TO of the stub, changed (c) or deleted (d), stand for BEGIN to END of the solution; or
  # these are added (a) after line FROM.
  my ($from, $to, $how, $begin, $end) = /^(\d+)(?:,(\d+))?([acd])(\d+)(?:,(\d+))?$/ or die $_;
  $to //= $from;
  $end //= $begin;
  my $first = $how eq 'a' ? $from : $from - 1;
  my $after = $how eq 'a' ? $from : $to;
  for (@stub[$next .. $after - 1]) { $todo = $1 if /TODO\(you\) (\d+)/ }
  print @stub[$next .. $first - 1];
  if ($todo > $done) {
    print @stub[$first .. $after - 1];
  } elsif ($how ne 'd') {
    print @solution[$begin - 1 .. $end - 1];
  }
  $next = $after;
}
print @stub[$next .. $#stub];

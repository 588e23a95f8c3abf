# Writes numbered lines while a file exists: talk.pl LINES-AT-ONCE SECONDS-BETWEEN FILE
use strict;
use warnings;

my ($count, $pause, $file) = @ARGV;
my $number = 0;
while (1) {
    if (-e $file) {
        my $text = '';
        $text .= 'line ' . $number++ . "\n" for 1 .. $count;
        syswrite STDOUT, $text;
    }
    select undef, undef, undef, $pause;
}

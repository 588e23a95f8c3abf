# A system log for one test: prints each datagram that comes to the socket named by its argument, a line each.
use strict;
use Socket;
$| = 1;
socket(my $log, PF_UNIX, SOCK_DGRAM, 0) or die "socket: $!";
bind($log, sockaddr_un($ARGV[0])) or die "bind: $!";
while (defined recv($log, my $line, 8192, 0)) {
    $line =~ s/[\n\0]*$//;
    print "$line\n";
}

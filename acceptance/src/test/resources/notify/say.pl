# Sends each argument to $NOTIFY_SOCKET; a number is for how many seconds to wait first. Then sleeps.
use strict;
use Socket;

socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!\n";
for my $said (@ARGV) {
    if ($said =~ /^[\d.]+$/) {
        select(undef, undef, undef, $said);
    } else {
        my $address = $ENV{NOTIFY_SOCKET} =~ s/^@/\0/r;
        send($socket, $said, 0, pack_sockaddr_un($address)) or die "send: $!\n";
    }
}
sleep 1000;

# A web server on the socket it is handed, see sd_listen_fds(3). It answers every request with its pid, says that it is ready,
# and, told to end, ends after the request it is at.
use strict;
use Errno;
use Fcntl;
use Socket;

die "no socket was handed over\n" unless $ENV{LISTEN_PID} == $$ && $ENV{LISTEN_FDS} == 1;
open(my $door, '+<&=', 3) or die "descriptor 3: $!\n";
fcntl($door, F_SETFL, O_RDWR | O_NONBLOCK);

my $over = 0;
$SIG{TERM} = sub { $over = 1 };
$SIG{PIPE} = 'IGNORE';

socket(my $socket, AF_UNIX, SOCK_DGRAM, 0) or die "socket: $!\n";
send($socket, "READY=1\nSTATUS=serves as $$", 0, pack_sockaddr_un($ENV{NOTIFY_SOCKET})) or die "send: $!\n";

until ($over) {
    my $waiting = '';
    vec($waiting, fileno($door), 1) = 1;
    next unless select($waiting, undef, undef, 0.05) > 0;
    accept(my $guest, $door) or next;
    my $request = '';
    until ($request =~ /\r\n\r\n/) {
        my $count = sysread($guest, $request, 4096, length($request));
        next if !defined($count) && $!{EINTR};
        last unless $count;
    }
    my $body = "pid $$\n";
    syswrite($guest, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " . length($body) . "\r\n\r\n$body");
    close($guest);
}

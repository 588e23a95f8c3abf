#!/usr/bin/perl
# Executes a command whose standard output and error are a terminal, a pipe or a socket that nobody reads, until a file appears:
# then all of it is copied to our own standard output.
#
#   frozen.pl terminal|pipe|socket FILE USER COMMAND [ARGUMENT]...
#
# USER executes the command, but does not own what it writes to.
use strict;
use warnings;
use Fcntl;
use POSIX ();
use Socket;

use constant { TIOCGPTN => 0x80045430, TIOCSPTLCK => 0x40045431, TIOCSCTTY => 0x540E };

my ( $kind, $thawed, $user, @command ) = @ARGV;
my ( $reader, $writer );
if ( $kind eq 'terminal' ) {
    my ( $number, $unlocked ) = ( pack( 'i', 0 ), pack( 'i', 0 ) );
    sysopen $reader, '/dev/ptmx', O_RDWR | O_NOCTTY or die "cannot open a terminal: $!\n";
    ioctl $reader, TIOCSPTLCK, $unlocked or die "cannot unlock a terminal: $!\n";
    ioctl $reader, TIOCGPTN, $number or die "cannot tell a terminal's number: $!\n";
    my $path = '/dev/pts/' . unpack 'i', $number;
    sysopen $writer, $path, O_RDWR | O_NOCTTY or die "cannot open $path: $!\n";
    chmod 0600, $path;
}
elsif ( $kind eq 'pipe' ) {
    pipe $reader, $writer or die "cannot make a pipe: $!\n";
}
else {
    socketpair $reader, $writer, AF_UNIX, SOCK_STREAM, PF_UNSPEC or die "cannot make sockets: $!\n";
}

my $child = fork;
if ( $child == 0 ) {
    POSIX::setsid();
    ioctl $writer, TIOCSCTTY, 0 if $kind eq 'terminal';
    POSIX::dup2( fileno $writer, $_ ) for 1, 2;
    my ( $uid, $gid ) = ( getpwnam $user )[ 2, 3 ];
    POSIX::setgid($gid);
    POSIX::setuid($uid);
    exec { $command[0] } @command or POSIX::_exit(127);
}
close $writer;
print STDERR "$child\n";
select undef, undef, undef, 0.02 until -e $thawed;
$| = 1;
while ( sysread $reader, my $piece, 65536 ) {
    print $piece;
}
waitpid $child, 0;
exit $? >> 8;

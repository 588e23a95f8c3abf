#!/usr/bin/perl
# Executes a command in a world where some system calls are refused, as a container's seccomp filter refuses them.
#
#   refusing.pl ERRNO RULE[,RULE]... COMMAND [ARGUMENT]...
#
# A rule is the number of a call; or N+, for all calls from that number on; or, before such a rule, =N for one that is allowed.
# The filter is a program for the kernel's packet filter: struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; }, see seccomp(2).
use strict;
use warnings;

use constant { PRCTL => 157, PR_SET_SECCOMP => 22, PR_SET_NO_NEW_PRIVS => 38, SECCOMP_MODE_FILTER => 2 };
use constant { LOAD => 0x20, JUMP_IF_EQUAL => 0x15, JUMP_IF_NOT_BELOW => 0x35, RETURN => 0x06 };
use constant { ALLOW => 0x7fff0000, REFUSE => 0x00050000, X86_64 => 0xc000003e };
use constant { NUMBER => 0, ARCHITECTURE => 4 };    # in struct seccomp_data

my ( $errno, $rules, @command ) = @ARGV;
my @program = (
    [ LOAD,          0, 0, ARCHITECTURE ],
    [ JUMP_IF_EQUAL, 1, 0, X86_64 ],
    [ RETURN,        0, 0, ALLOW ],
    [ LOAD,          0, 0, NUMBER ],
);
for my $rule ( split /,/, $rules ) {
    my ($number) = $rule =~ /(\d+)/;
    my $test = $rule =~ /\+$/ ? JUMP_IF_NOT_BELOW : JUMP_IF_EQUAL;
    push @program, [ $test, 0, 1, $number ], [ RETURN, 0, 0, $rule =~ /^=/ ? ALLOW : REFUSE | $errno ];
}
push @program, [ RETURN, 0, 0, ALLOW ];

my $filter = join '', map { pack 'S C C L', @$_ } @program;
my $described = pack 'S x6 P', scalar @program, $filter;    # struct sock_fprog

syscall( PRCTL, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0 ) if $>;
syscall( PRCTL, PR_SET_SECCOMP, SECCOMP_MODE_FILTER, $described, 0, 0 ) == 0 or die "cannot set a filter: $!\n";
exec { $command[0] } @command or die "cannot execute $command[0]: $!\n";

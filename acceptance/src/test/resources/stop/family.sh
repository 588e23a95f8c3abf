#!/bin/sh
# A service with three children that do not go by themselves: one is deaf to TERM, one leads a process group of its own, one
# does both. Each says its pid.
deaf='trap "" TERM; echo $$ is deaf; exec sleep 1000'
sh -c "$deaf" &
perl -e 'setpgrp; exec @ARGV' sh -c 'echo $$ leads a group; exec sleep 1000' &
perl -e 'setpgrp; exec @ARGV' sh -c "$deaf" &
exec sleep 1000

#!/bin/sh
# A service with three children that do not go by themselves: one is deaf to TERM, one leads a process group of its own, one
# does both. Each says its pid.
sh -c 'trap "" TERM; echo $$ is deaf; while :; do sleep 0.05; done' &
bash -mc 'sh -c "echo \$\$ leads a group; exec sleep 1000" & wait' &
bash -mc 'sh -c "trap \"\" TERM; echo \$\$ is deaf and leads a group; while :; do sleep 0.05; done" & wait' &
exec sleep 1000

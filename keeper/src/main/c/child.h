/* The functions of child.c for dev.tend.posix.Script. */
#ifndef TEND_CHILD_H
#define TEND_CHILD_H

/* A child that follows the script; its pid, or a negated errno. group: a control group's descriptor, or -1. */
int tend_spawn(void *script, void *stack, long stack_size, int group);

/* Follows the script here and now. 0 at its end, or how long the report is on what went wrong. */
int tend_follow(void *script);

/* The same for a child: where something went wrong it reports that over its channel, and ends. */
void tend_live(void *script);

#endif

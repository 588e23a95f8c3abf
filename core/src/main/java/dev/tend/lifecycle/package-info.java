/**
 * The state machine of an instance: a pure function from a life and an event to the next life and its effects. It knows no clock, no
 * process and no other service. This page describes the model; {@link Transitions} is the table, {@link State} has a record for each
 * state.
 *
 * <p><b>Two states.</b> A {@link Life} has a desired state, {@link Wanted}, and an actual one, {@link State}. Requests set the desired
 * state: a start sets it to up; a stop or a kill sets it to down. Ends do not change it. Each actual state carries its {@link Reason},
 * and a deadline if time can change it. The loop therefore needs one timer for each instance.
 *
 * <p><b>Start.</b> An instance that is <i>down</i> and wanted up runs its pre-start hook and is <i>forked</i>. The child waits until its
 * pid is in the state file, then executes its program: the instance is <i>starting</i> until that is confirmed and its post-start hook has
 * ended. Then it is <i>up</i>, and it is <i>ready</i> as soon as it reports readiness or, if it has no way to do so, after a second. With
 * a launch hook, another program forks the process, and the pidfile names it. An instance whose dependencies are not ready is
 * <i>waiting</i> without a deadline; a request, or the dependency, ends that wait.
 *
 * <p><b>Stop.</b> Before its process gets a signal, the instance runs its pre-stop hook and its drain, and it can still return to ready.
 * Then it is <i>stopping</i>: the halt hook or the stop signal tells the process to end, and after the stop timeout comes KILL. A restart
 * is a stop with the desired state up. A process that fails its health check, is not ready in time, or has been up for longer than it may
 * run, is stopped in the same way, without pre-stop and drain; its end counts as a failure.
 *
 * <p><b>End.</b> When its main process has ended, for whatever reason, the instance is <i>finishing</i>: what is left of its session is
 * killed, then its finish hook runs, and after a requested stop its post-stop hook too. Only then the restart rule applies. If it is wanted
 * down, it is down. If it was told to end, it starts again at once. Otherwise, by its rule, it starts again, is <i>waiting</i> until the
 * next attempt, with pauses that grow, or stays <i>failed</i> or <i>done</i>. A scheduled task waits for its next time instead.
 *
 * <p><b>Hooks.</b> A hook runs in a process of its own and lasts no longer than its timeout; it gets TERM then, and KILL later. The hooks
 * belong to four phases, named as in systemd: start-pre (pre-start, launch), start-post (post-start), stop-pre (pre-stop, drain, halt) and
 * stop-post (finish, post-stop). Until it ends, the state says which hook runs and what there is of the service meanwhile: its process may
 * end, or be killed, before the hook does.
 *
 * <p><b>What is written down.</b> Another keeper may have to continue at any moment. Therefore a new life is in the state file before its
 * effects are carried out, if the next keeper could not find it out by looking: the pid before the child may execute its program, a stop
 * before the signal, an end before the child is reaped. The next keeper feeds {@link Event.Adopted} to each state, or {@link Event.Ended}
 * where the process is gone; the table then repeats whatever may not have been done. For this reason every effect can be repeated without
 * harm, and an event that a state does not expect changes nothing.
 */
package dev.tend.lifecycle;

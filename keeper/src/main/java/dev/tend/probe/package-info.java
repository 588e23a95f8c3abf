/**
 * One attempt at finding out whether something answers: a {@link dev.tend.service.Probe} in, an {@link dev.tend.probe.Answer} out.
 *
 * <p>An attempt waits for name servers, connections and programs. So it happens in a process of its own, which an {@link
 * dev.tend.probe.Attempt} forks and, when its time is over, kills with all it has started: nothing hangs in the keeper. The
 * classes that parse answers ({@code Response}, {@code Chunks}, {@code NoProxy}...) are pure and trust no input.
 */
package dev.tend.probe;

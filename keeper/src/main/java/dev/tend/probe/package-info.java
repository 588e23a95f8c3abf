/**
 * One attempt at finding out whether something answers: a {@link dev.tend.service.Probe} in, an {@link dev.tend.probe.Answer} out.
 *
 * <p>Asking waits, for name servers, connections and programs. So it happens in a process of its own, which an {@link
 * dev.tend.probe.Attempt} forks and, when its time is over, kills with all it has started: whatever hangs, hangs there. What takes
 * answers apart ({@code Response}, {@code Chunks}, {@code NoProxy}...) is pure and trusts nobody's input.
 */
package dev.tend.probe;

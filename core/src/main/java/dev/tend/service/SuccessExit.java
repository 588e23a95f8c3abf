package dev.tend.service;

import java.util.Set;

/**
 * The ends of a process that count as success.
 *
 * @param codes exit codes
 * @param signals numbers of signals that may have killed it
 */
public record SuccessExit(Set<Integer> codes, Set<Integer> signals) {

    public static final SuccessExit ZERO = new SuccessExit(Set.of(0), Set.of());
}

package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.kernel.Errno;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpawnFailureTest {

    private static final int PLAIN = 0100644;
    private static final int PROGRAM = 0100755;
    private static final int FOLDER = 0040755;

    private static String said(int errno, int mode, String text) {
        byte[] of = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] report = new byte[8 + of.length];
        report[0] = (byte) errno;
        report[4] = (byte) mode;
        report[5] = (byte) (mode >> 8);
        System.arraycopy(of, 0, report, 8, of.length);
        return SpawnFailure.read(report, report.length).orElseThrow().getMessage();
    }

    @Test
    void isThereOnlyWhereSomethingWasWrong() {
        assertThat(SpawnFailure.read(new byte[0], 0)).isEmpty();
        assertThat(SpawnFailure.read(new byte[8], -Errno.EAGAIN)).isEmpty();
    }

    @Test
    void saysWhatWasTriedAndWhyItFailed() {
        assertThat(said(Errno.ENOENT, 0, "cannot change to /srv"))
                .isEqualTo("cannot change to /srv: no such file or directory");
        assertThat(said(Errno.EACCES, PROGRAM, "cannot execute /a\0#!/bin/sh\n"))
                .isEqualTo("cannot execute /a: permission denied");
    }

    @Test
    void saysMoreOfAProgramThanItsErrorNumber() {
        assertThat(said(Errno.EACCES, PLAIN, "cannot execute /a\0"))
                .isEqualTo("cannot execute /a: permission denied: it is not marked as executable");
        assertThat(said(Errno.EACCES, FOLDER, "cannot execute /a")).isEqualTo("cannot execute /a: is a directory");
        assertThat(said(Errno.ENOENT, PROGRAM, "cannot execute /a\0#! /nix/sh -e\necho"))
                .isEqualTo("cannot execute /a: its interpreter /nix/sh does not exist");
        assertThat(said(Errno.ENOENT, PROGRAM, "cannot execute /a\0\177ELF"))
                .isEqualTo("cannot execute /a: the loader it needs does not exist");
    }

    @Test
    void bringsWordsOfOursAsTheyAre() {
        byte[] report = SpawnFailure.of("user \"nix\" does not exist");
        assertThat(SpawnFailure.read(report, report.length).orElseThrow()).hasMessage("user \"nix\" does not exist");
        byte[] tooLong = SpawnFailure.of("x".repeat(2 * SpawnFailure.LIMIT));
        assertThat(tooLong).hasSize(SpawnFailure.LIMIT);
    }
}

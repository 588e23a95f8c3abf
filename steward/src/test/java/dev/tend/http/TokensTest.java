package dev.tend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.http.Guard.Right;
import dev.tend.settings.SettingsException;
import io.helidon.http.HeaderNames;
import io.helidon.http.WritableHeaders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

    private static final String ONE = "0123456789abcdef";
    private static final String OTHER = "fedcba9876543210";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        var file = Files.writeString(folder.resolve("tokens"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }

    private static Right right(Tokens tokens, String authorization) {
        return tokens.caller(WritableHeaders.create().set(HeaderNames.AUTHORIZATION, authorization))
                .right();
    }

    @Test
    void knowsWhoMayDoWhat() throws IOException {
        var tokens = new Tokens(file("# ours\n\nread " + ONE + "\n  full\t" + OTHER + "\n"));
        assertThat(right(tokens, "Bearer " + ONE)).isEqualTo(Right.READ);
        assertThat(right(tokens, "bearer " + OTHER)).isEqualTo(Right.FULL);
        assertThat(right(tokens, "Bearer " + ONE + "0")).isEqualTo(Right.NONE);
        assertThat(right(tokens, "Basic " + ONE)).isEqualTo(Right.NONE);
        assertThat(tokens.caller(WritableHeaders.create()).right()).isEqualTo(Right.NONE);
    }

    @Test
    void readsTheFileAgain() throws IOException {
        var file = file("read " + ONE + "\n");
        var tokens = new Tokens(file);
        Files.writeString(file, "full " + ONE + "\n");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1000));
        assertThat(right(tokens, "Bearer " + ONE)).isEqualTo(Right.FULL);
    }

    @Test
    void letsNobodyInOnceTheFileIsBroken() throws IOException {
        var file = file("read " + ONE + "\n");
        var tokens = new Tokens(file);
        Files.delete(file);
        assertThat(right(tokens, "Bearer " + ONE)).isEqualTo(Right.NONE);
    }

    @Test
    void refusesFilesThatAreNoGood() throws IOException {
        refuses(file("admin " + ONE), ":1: write \"read TOKEN\" or \"full TOKEN\"");
        refuses(file("\nread short"), ":2: the token is shorter than 16 characters");
        var open = Files.setPosixFilePermissions(file(""), PosixFilePermissions.fromString("rw-r--r--"));
        refuses(open, "chmod o-r");
    }

    private static void refuses(Path file, String why) {
        assertThatThrownBy(() -> new Tokens(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(why);
    }
}

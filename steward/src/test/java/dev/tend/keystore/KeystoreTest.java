package dev.tend.keystore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeystoreTest {

    @TempDir
    private Path folder;

    private Path file;
    private Path staged;
    private Keystore keystore;

    @BeforeEach
    void name() {
        file = folder.resolve("my.keystore");
        staged = folder.resolve("tmp/elasticsearch.keystore");
        keystore = new Keystore(file);
    }

    @Test
    void takesTheModeOfTheOldOne() throws IOException {
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        keystore.prepare();
        Files.writeString(staged, "new");
        assertThat(file).hasContent("old");

        keystore.install();

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r-----");
        assertThat(staged).doesNotExist();
    }

    @Test
    void hasElasticsearchsModeWhereItIsTheFirst() throws IOException {
        keystore.prepare();
        Files.writeString(staged, "new");
        keystore.install();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("tmp"))))
                .isEqualTo("rwx------");
    }

    @Test
    void clearsAwayWhatABuildHasLeft() throws IOException {
        keystore.prepare();
        Files.writeString(staged, "half");

        keystore.prepare();

        assertThat(staged).doesNotExist();
    }

    @Test
    void staysWhereTheToolHasLeftNothing() throws IOException {
        Files.writeString(file, "old");
        keystore.prepare();

        assertThatThrownBy(keystore::install).isInstanceOf(KeystoreException.class);
        assertThat(file).hasContent("old");
    }
}

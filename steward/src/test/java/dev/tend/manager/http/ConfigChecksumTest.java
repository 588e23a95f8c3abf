package dev.tend.manager.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigChecksumTest {

    @TempDir
    Path folder;

    @Test
    void isThatOfTheFileAsItIsNow() throws IOException {
        var file = folder.resolve("elasticsearch.yml");
        var checksum = new ConfigChecksum(Optional.of(file));

        assertThat(checksum.text()).isEqualTo("unknown");
        Files.writeString(file, "123456789");
        assertThat(checksum.text()).isEqualTo("3421780262"); // the check value of CRC-32
        Files.writeString(file, "");
        assertThat(checksum.text()).isEqualTo("0");
    }

    @Test
    void isUnknownWhereThereIsNoFile() {
        assertThat(new ConfigChecksum(Optional.empty()).text()).isEqualTo("unknown");
        assertThat(new ConfigChecksum(Optional.of(folder)).text()).isEqualTo("unknown");
    }
}

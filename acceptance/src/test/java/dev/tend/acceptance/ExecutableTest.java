package dev.tend.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The executable is a static PIE: at an address that the kernel chooses, and without a dynamic linker. */
@Tag("figures")
class ExecutableTest {

    // <elf.h>
    private static final int E_TYPE = 16;
    private static final int E_PHOFF = 32;
    private static final int E_PHENTSIZE = 54;
    private static final int E_PHNUM = 56;
    private static final short ET_DYN = 3;
    private static final int PT_LOAD = 1;
    private static final int PT_INTERP = 3;

    @Test
    void isPositionIndependentAndStatic() throws IOException {
        assumeThat(hasMuslGcc())
                .as("musl-gcc, without which the executable is dynamic")
                .isTrue();
        var file = ByteBuffer.wrap(Files.readAllBytes(Tend.BINARY)).order(ByteOrder.LITTLE_ENDIAN);

        assertThat(file.getShort(E_TYPE)).isEqualTo(ET_DYN);
        assertThat(segments(file)).contains(PT_LOAD).doesNotContain(PT_INTERP);
    }

    private static Set<Integer> segments(ByteBuffer file) {
        var types = new HashSet<Integer>();
        for (int i = 0; i < file.getShort(E_PHNUM); i++) {
            types.add(file.getInt((int) file.getLong(E_PHOFF) + i * file.getShort(E_PHENTSIZE)));
        }
        return types;
    }

    private static boolean hasMuslGcc() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "musl-gcc")));
    }
}

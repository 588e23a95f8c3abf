package dev.tend.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;

/** The ways in which a full disk, a crash or a careless administrator damages a file. */
enum FileDamage {
    REMOVED {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            Files.delete(file);
            return "";
        }
    },
    EMPTIED {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            Files.write(file, new byte[0]);
            return "";
        }
    },
    CUT {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            int length = random.nextInt(content.length + 1);
            Files.write(file, Arrays.copyOf(content, length));
            return "to " + length + " bytes";
        }
    },
    FLIPPED {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            int at = random.nextInt(content.length);
            int bit = random.nextInt(8);
            content[at] ^= (byte) (1 << bit);
            Files.write(file, content);
            return "bit " + bit + " of byte " + at;
        }
    },
    ZEROED {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            int from = random.nextInt(content.length);
            int to = Math.min(content.length, from + 1 + random.nextInt(512));
            Arrays.fill(content, from, to, (byte) 0);
            Files.write(file, content);
            return "from byte " + from + " to " + to;
        }
    },
    EXTENDED {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            byte[] more = new byte[1 + random.nextInt(300)];
            random.nextBytes(more);
            Files.write(file, more, StandardOpenOption.APPEND);
            return "by " + more.length + " bytes";
        }
    },
    DIRECTORY {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            Files.delete(file);
            Files.createDirectory(file);
            return "in its place";
        }
    },
    MEGABYTE {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            Files.write(file, new byte[1 << 20]);
            return "of zeros";
        }
    },
    UNREADABLE {
        @Override
        String apply(Path file, byte[] content, Random random) throws IOException {
            Files.setAttribute(file, "unix:mode", 0);
            return "mode";
        }
    };

    /** Damages a file of one byte or more. Returns the details. */
    abstract String apply(Path file, byte[] content, Random random) throws IOException;

    /** Damages a file in one of these ways, if it is a file and not empty. Returns what was done. */
    static String any(Path file, Random random) throws IOException {
        FileDamage damage = values()[random.nextInt(values().length)];
        if (!Files.isRegularFile(file)) {
            return "no file";
        }
        byte[] content = Files.readAllBytes(file);
        return content.length == 0 ? "empty" : damage + " " + damage.apply(file, content, random);
    }
}

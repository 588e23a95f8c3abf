package dev.tend.proc;

import dev.tend.posix.Descriptors;
import dev.tend.posix.Paths;
import dev.tend.posix.Text;

/** Changes the control groups of this machine. */
final class PosixGroupTree implements GroupTree {

    private static final int MODE = 0755;

    @Override
    public int mkdir(String group) {
        return Paths.mkdir(group, MODE);
    }

    @Override
    public int rmdir(String group) {
        return Paths.rmdir(group);
    }

    @Override
    public boolean write(String file, String text) {
        int fd = Paths.open(file, Paths.O_WRONLY, 0);
        byte[] bytes = Text.encode(text);
        int result = fd < 0 ? fd : Descriptors.write(fd, bytes, 0, bytes.length);
        Descriptors.close(fd);
        return result >= 0;
    }

    @Override
    public boolean isWritable(String group) {
        return Paths.writable(group) == 0;
    }
}

package dev.tend.posix;

import static dev.tend.posix.Memory.checked;

import java.util.List;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * The arguments and the environment of a program to execute, as arrays of C strings outside the heap. They are never freed: who
 * makes one executes it or ends.
 */
public final class Execution {

    private final Address argv;
    private final Address envp;

    /** @param environment strings of the form {@code NAME=value} */
    public Execution(List<String> arguments, List<String> environment) {
        this.argv = vector(arguments);
        this.envp = vector(environment);
    }

    @Import(name = "malloc")
    @Include("stdlib.h")
    private static native Address malloc0(long size);

    @Import(name = "execve")
    @Include("unistd.h")
    private static native int execve0(Address path, Address argv, Address envp);

    /** Becomes the program at {@code path}; returns only where that failed. */
    public int execve(String path) {
        byte[] name = Text.terminated(path);
        return checked(execve0(Address.ofData(name), argv, envp));
    }

    private static Address vector(List<String> strings) {
        Address vector = malloc0(8L * (strings.size() + 1));
        for (int i = 0; i < strings.size(); i++) {
            vector.add(8 * i).putAddress(string(strings.get(i)));
        }
        vector.add(8 * strings.size()).putAddress(Memory.none());
        return vector;
    }

    private static Address string(String text) {
        byte[] bytes = Text.terminated(text);
        Address copy = malloc0(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            copy.add(i).putByte(bytes[i]);
        }
        return copy;
    }
}

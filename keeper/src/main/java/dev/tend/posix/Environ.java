package dev.tend.posix;

import java.util.ArrayList;
import java.util.List;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;
import org.teavm.interop.c.Variable;

/** Our own environment. */
public final class Environ {

    private Environ() {}

    @Import(name = "environ")
    @Variable
    @Include("unistd.h")
    private static native Address environ0();

    /** All of it, as {@code NAME=value}. */
    public static List<String> all() {
        List<String> all = new ArrayList<>();
        Address at = environ0();
        while (at.toLong() != 0 && at.getAddress().toLong() != 0) {
            all.add(Memory.string(at.getAddress()));
            at = at.add(8);
        }
        return all;
    }
}

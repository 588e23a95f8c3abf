package dev.tend.runit;

import dev.tend.output.Archive;
import dev.tend.text.Tai64n;
import java.util.OptionalLong;

/** svlogd's names for rotated files: {@code @TAI64N.s}, or {@code .u} where they are still to be processed. */
record RotatedName(String suffix) implements Archive.Naming {

    static final String DONE = ".s";
    static final String UNPROCESSED = ".u";

    /** The end of the name of a file that a processor is writing, or has left behind. */
    static final String PARTIAL = ".t";

    @Override
    public String name(long micros) {
        return Tai64n.label(micros) + suffix;
    }

    @Override
    public OptionalLong time(String name) {
        return name.endsWith(DONE) || name.endsWith(UNPROCESSED) ? Tai64n.parse(stem(name)) : OptionalLong.empty();
    }

    static boolean isPartial(String name) {
        return name.endsWith(PARTIAL) && Tai64n.parse(stem(name)).isPresent();
    }

    /** Without the suffix. */
    static String stem(String name) {
        return name.substring(0, name.length() - DONE.length());
    }
}

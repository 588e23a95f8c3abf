package dev.tend.posix;

import java.util.ArrayList;
import java.util.List;
import org.teavm.interop.Address;
import org.teavm.interop.Import;
import org.teavm.interop.c.Include;

/**
 * Steps as {@code child.c} follows them: laid out outside the heap, so that a child can do so in our own memory while we go on.
 *
 * <pre>{@code
 * struct tend_script {       // followed by the steps
 *     int64_t channel;       //  0
 *     struct report *report; //  8
 * }
 * struct step {              // 64 bytes
 *     int64_t call;          //  0
 *     int64_t arguments[5];  //  8
 *     int64_t flags;         // 48
 *     const char *failing;   // 56
 * }
 * struct execution {         // 48 bytes
 *     char **candidates;     //  0
 *     char **argv;           //  8
 *     char **envp;           // 16
 *     int64_t searched;      // 24
 *     const char *refused;   // 32
 *     const char *missing;   // 40
 * }
 * struct report {            // 4096 bytes
 *     int32_t error;         //  0
 *     int32_t mode;          //  4
 *     char text[];           //  8
 * }
 * }</pre>
 */
public final class Script {

    /** The greatest length of a report, in bytes. */
    public static final int REPORT = 4096;

    private static final int HEAD = 16;
    private static final int STEP = 64;
    private static final int EXECUTION = 48;
    private static final int MEMORY = 64; // more than any argument takes that is not text
    private static final int STACK = 8192;
    private static final int ENOMEM = 12; // <asm-generic/errno-base.h>

    private final Block block;
    private final Address script;
    private final Address report;
    private final Address stack;

    /**
     * The addresses for the pid of the process that follows the script, see {@link Execution#OWN_PID}: numbers, for the
     * collector would follow addresses in a list.
     */
    private final List<Long> ownPids = new ArrayList<>();

    /** @param channel says go, and takes the report; -1 where it is followed by ourselves */
    public Script(List<Step> steps, int channel) {
        this.block = Block.of(room(steps));
        if (!block.isThere()) {
            this.script = Memory.none();
            this.report = Memory.none();
            this.stack = Memory.none();
            return;
        }
        this.script = block.room(HEAD + (long) STEP * (steps.size() + 1));
        Address at = script.add(HEAD);
        for (Step step : steps) {
            lay(step, at);
            at = at.add(STEP);
        }
        at.putLong(Step.END);
        this.report = block.room(REPORT);
        this.stack = block.room(STACK);
        script.putLong(channel);
        script.add(8).putAddress(report);
    }

    @Import(name = "tend_spawn")
    @Include(value = "child.h", isSystem = false)
    private static native int spawn0(Address script, Address stack, long stackSize, int group);

    @Import(name = "tend_follow")
    @Include(value = "child.h", isSystem = false)
    private static native int follow0(Address script);

    @Import(name = "tend_live")
    @Include(value = "child.h", isSystem = false)
    private static native void live0(Address script);

    private static long room(List<Step> steps) {
        long room = HEAD + STEP + REPORT + STACK;
        for (Step step : steps) {
            room += STEP + Block.room(step.failing());
            for (Object argument : step.arguments()) {
                room += switch (argument) {
                    case String text -> Block.room(text);
                    case byte[] bytes -> bytes.length + MEMORY;
                    case Execution program -> room(program);
                    default -> 0;
                };
            }
        }
        return room;
    }

    private static long room(Execution program) {
        return EXECUTION
                + Block.room(program.candidates())
                + Block.room(program.argv())
                + Block.room(program.environment())
                + Block.room(program.refused())
                + Block.room(program.missing());
    }

    private void lay(Step step, Address at) {
        at.putLong(step.call());
        Object[] arguments = step.arguments();
        for (int i = 0; i < arguments.length; i++) {
            at.add(8 + 8 * i).putLong(word(arguments[i]));
        }
        at.add(48).putLong(step.flags());
        if (!step.failing().isEmpty()) {
            at.add(56).putAddress(block.string(step.failing()));
        }
    }

    private long word(Object argument) {
        return switch (argument) {
            case String text -> block.string(text).toLong();
            case byte[] bytes -> block.bytes(bytes).toLong();
            case Execution program -> lay(program).toLong();
            default -> (Long) argument;
        };
    }

    private Address lay(Execution program) {
        Address at = block.room(EXECUTION);
        at.putAddress(block.vector(program.candidates()));
        at.add(8).putAddress(block.vector(program.argv()));
        at.add(16).putAddress(environment(program.environment()));
        at.add(24).putLong(program.searched() ? 1 : 0);
        at.add(32).putAddress(block.string(program.refused()));
        at.add(40).putAddress(block.string(program.missing()));
        return at;
    }

    private Address environment(List<String> strings) {
        Address vector = block.vector(strings);
        for (int i = 0; i < strings.size(); i++) {
            String text = strings.get(i);
            if (text.endsWith(Execution.OWN_PID)) {
                int length = Text.terminated(text).length - 1;
                ownPids.add(vector.add(8 * i).getAddress().toLong() + length - Execution.OWN_PID.length());
            }
        }
        return vector;
    }

    /** Tells the process that will follow it which one it is; it must not have come to its program yet. */
    private void name(int pid) {
        byte[] digits = Text.terminated(String.valueOf(pid));
        for (long place : ownPids) {
            for (int i = 0; i < digits.length; i++) {
                Address.fromLong(place + i).putByte(digits[i]);
            }
        }
    }

    /**
     * Starts a child that follows it, in our memory, while we go on. The script is the child's until it has executed its program
     * or ended. Where there is none, this may be tried again.
     *
     * @param group the descriptor of the control group it is born in; -1: ours
     * @return its pid, or a negated errno
     */
    public int spawn(int group) {
        int pid = block.isThere() ? spawn0(script, stack, STACK, group) : -ENOMEM;
        if (pid > 0) {
            name(pid);
        }
        return pid;
    }

    /** Follows it here and now. @return a report, empty where there is nothing to report: it was followed to its end */
    public byte[] follow() {
        if (!block.isThere()) {
            return new Struct(8).int32(0, ENOMEM).bytes();
        }
        byte[] text = new byte[follow0(script)];
        for (int i = 0; i < text.length; i++) {
            text[i] = report.add(i).getByte();
        }
        return text;
    }

    /**
     * Follows it in a child of its own: returns at its end, or never, where something went wrong and was reported.
     *
     * @param own the pid of the program that is executed, as it knows it itself
     */
    public void live(int own) {
        if (block.isThere()) {
            name(own);
            live0(script);
        }
    }

    /** Nobody follows it any more. */
    public void free() {
        if (block.isThere()) {
            block.free();
        }
    }
}

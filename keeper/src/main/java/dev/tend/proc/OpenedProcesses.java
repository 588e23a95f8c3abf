package dev.tend.proc;

import static dev.tend.path.Calls.must;

import dev.tend.kernel.Poller.PollEvent;
import dev.tend.posix.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Processes that are not our children, with descriptors that show their ends. Where the system refuses pidfds, a timer
 * takes the place of each: this alone wakes an idle keeper up, once a second, and only on such a system.
 */
public final class OpenedProcesses {

    private static final long LOOK_EVERY_MICROS = 1_000_000;

    private final Map<Integer, ProcessDescriptor> opened = new HashMap<>();

    /** Tells whether some of the descriptors are timers. */
    private boolean ticking;

    /** Returns the descriptor that becomes readable with the end of a process. */
    public int add(ProcessDescriptor process) {
        int descriptor = process.descriptor();
        if (!process.isExact()) {
            descriptor = must(Timer.every(LOOK_EVERY_MICROS), "cannot wait for the end of a process");
            ticking = true;
        }
        opened.put(descriptor, process);
        return descriptor;
    }

    public ProcessDescriptor of(int descriptor) {
        return opened.get(descriptor);
    }

    /** A descriptor is closed, perhaps one of these. */
    public void closed(int descriptor) {
        opened.remove(descriptor);
    }

    /** Removes the events of timers whose processes run. */
    public void filter(List<PollEvent> pollEvents) {
        if (ticking) {
            pollEvents.removeIf(event -> event instanceof PollEvent.Readable(var descriptor) && isTick(descriptor));
        }
    }

    private boolean isTick(int descriptor) {
        ProcessDescriptor process = opened.get(descriptor);
        return process != null && !process.isExact() && Timer.read(descriptor) >= 0 && !process.hasEnded();
    }
}

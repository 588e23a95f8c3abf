package dev.tend.pidfile;

import dev.tend.path.PosixFiles;
import dev.tend.posix.Stat;
import dev.tend.posix.Tasks;
import dev.tend.proc.ProcStat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The processes that run a program, for use where no pidfile names one: those whose executable it is, and those of an
 * interpreter that was given it as its script. Never ourselves and our callers, such as an init script by the program's
 * name.
 */
final class Programs {

    private static final int COMMAND_LIMIT = 4 << 20;

    private final String program;
    private final Optional<Stat> file;

    Programs(String program) {
        Stat stat = new Stat();
        this.program = program;
        this.file = program.indexOf('/') >= 0 && stat.stat(program) >= 0 ? Optional.of(stat) : Optional.empty();
    }

    /** Returns the processes, each held; the caller closes them. */
    List<HeldProcess> running() {
        Set<Integer> callers = callers();
        List<HeldProcess> found = new ArrayList<>();
        for (String name : new PosixFiles().names("/proc")) {
            int pid = Content.of(name).pid();
            if (pid > 1 && !callers.contains(pid)) {
                HeldProcess.of(pid).ifPresent(held -> keep(held, found));
            }
        }
        return found;
    }

    private void keep(HeldProcess held, List<HeldProcess> found) {
        if (runs(held)) {
            found.add(held);
        } else {
            held.close();
        }
    }

    private boolean runs(HeldProcess held) {
        Stat executable = new Stat();
        boolean known = executable.stat("/proc/" + held.pid() + "/exe") >= 0;
        if (known && file.isPresent()) {
            return executable.inode() == file.get().inode()
                            && executable.device() == file.get().device()
                    || program.equals(word(held, 1));
        }
        return known && (program.equals(name(word(held, 0))) || program.equals(name(word(held, 1))));
    }

    private static String word(HeldProcess held, int index) {
        String line = held.text("cmdline", COMMAND_LIMIT);
        int from = 0;
        for (int i = 0; i < index; i++) {
            from = line.indexOf('\0', from) + 1;
        }
        int end = line.indexOf('\0', from);
        return index > 0 && from == 0 || end < 0 ? "" : line.substring(from, end);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static Set<Integer> callers() {
        Set<Integer> callers = new HashSet<>();
        int pid = Tasks.getpid();
        while (pid > 0 && callers.add(pid)) {
            pid = ProcStat.of(pid).map(ProcStat::parent).orElse(0);
        }
        return callers;
    }
}

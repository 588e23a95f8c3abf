package dev.tend.status;

import dev.tend.kernel.Files;
import dev.tend.text.Escapes;

/** A process and those below it, as {@code /proc} shows them now, for people. */
final class ProcessTree {

    private static final int MOST = 50;
    private static final int DEEPEST = 10;
    private static final int LARGEST = 1 << 16;
    private static final int LONGEST_COMMAND = 160;

    private final Files files;
    private final StringBuilder text = new StringBuilder();
    private int count;

    private ProcessTree(Files files) {
        this.files = files;
    }

    /** Returns a line for each process, its pid and its command, or "" where the first is gone. */
    static String of(int pid, Files files) {
        var tree = new ProcessTree(files);
        tree.add(String.valueOf(pid), 0);
        return tree.text.toString();
    }

    private void add(String pid, int depth) {
        String command = command(pid);
        if (command.isEmpty() || depth > DEEPEST) {
            return;
        }
        count++;
        if (count > MOST) {
            text.append(count == MOST + 1 ? "...\n" : "");
            return;
        }
        text.append("  ".repeat(depth)).append(pid).append(' ').append(command).append('\n');
        for (var thread : files.namesIfPossible("/proc/" + pid + "/task")) {
            children(files.readIfPossible("/proc/" + pid + "/task/" + thread + "/children", LARGEST), depth + 1);
        }
    }

    private void children(String pids, int depth) {
        int from = 0;
        for (int blank = pids.indexOf(' '); blank > 0; blank = pids.indexOf(' ', from)) {
            add(pids.substring(from, blank), depth);
            from = blank + 1;
        }
    }

    /** A process without words, such as one that has ended, is shown by its name. */
    private String command(String pid) {
        String words = files.readIfPossible("/proc/" + pid + "/cmdline", LARGEST)
                .replace('\0', ' ')
                .trim();
        String name = words.isEmpty()
                ? files.readIfPossible("/proc/" + pid + "/comm", LARGEST).trim()
                : "";
        String command = Escapes.line(words.isEmpty() && !name.isEmpty() ? "[" + name + "]" : words);
        return command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "..." : command;
    }
}

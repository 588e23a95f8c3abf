package dev.tend.spawn;

import dev.tend.posix.Execution;
import dev.tend.posix.Stat;
import java.util.ArrayList;
import java.util.List;

/** The places where a program may be, as {@code execvp(3)} finds it. */
public final class ProgramFile {

    private final String word;
    private final String path;

    /**
     * @param word the name of the program, or its path where it has a slash
     * @param path folders to look in, with colons between them
     */
    public ProgramFile(String word, String path) {
        this.word = word;
        this.path = path;
    }

    /** @param environment strings of the form {@code NAME=value} */
    public Execution execution(List<String> argv, List<String> environment) {
        String what = "cannot execute " + word;
        return new Execution(
                candidates(), argv, environment, word.indexOf('/') < 0, what, what + ": not found in " + path);
    }

    /** Tells whether there is such a file at all; executing it may fail nevertheless. */
    public boolean exists() {
        for (String candidate : candidates()) {
            if (new Stat().stat(candidate) == 0) {
                return true;
            }
        }
        return false;
    }

    List<String> candidates() {
        if (word.indexOf('/') >= 0 || word.isEmpty()) {
            return List.of(word);
        }
        List<String> candidates = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i == path.length() || path.charAt(i) == ':') {
                candidates.add(i == start ? "./" + word : path.substring(start, i) + "/" + word);
                start = i + 1;
            }
        }
        return candidates;
    }
}

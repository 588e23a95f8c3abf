package dev.tend.cli;

import dev.tend.tool.Program;
import dev.tend.runit.Refusal;
import java.util.List;

/** One of runit's commands. It speaks for itself, in runit's words. */
record RunitFace(String name, Command command) implements Face {

    /** What the command does, and what it exits with. */
    interface Command {

        /** @throws Refusal with the last words */
        int run(String name, List<String> words, Host host);
    }

    @Override
    public int run(List<String> words, Host host) {
        try {
            return command.run(name, words, host);
        } catch (Refusal refusal) {
            Program.complain(refusal.getMessage() + "\n");
            return refusal.code();
        }
    }
}

package dev.tend.face;

import dev.tend.command.Face;
import dev.tend.command.Host;
import dev.tend.runit.Refusal;
import dev.tend.tool.Program;
import java.util.List;

/** One of runit's commands, with runit's own messages. */
public record RunitFace(String name, Command command) implements Face {

    /** The action of a command, and its exit code. */
    public interface Command {

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

package dev.tend.cli;

/** {@code run}: one command in the foreground, as the main program of a container. Knows no services and no run directory. */
final class RunVerb implements Verb {

    private static final Option NAME = Option.valued("name", "", "NAME", "what it is called in messages");

    @Override
    public Usage usage() {
        return Usage.of("run", "-- COMMAND [ARGUMENT]...", "run one command in the foreground", NAME)
                .handingOn()
                .explained("""
                        Keeps the session and the terminal, hands every signal on, reaps orphans, and exits with the
                        command's code, or with 128 and the number of the signal that killed it.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var command = arguments.operands();
        if (command.isEmpty()) {
            throw Failure.usage("run what? Such as: tend run -- COMMAND");
        }
        return host.foreground(command, arguments.value("name"));
    }
}

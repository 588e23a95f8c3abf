package dev.tend.cli;

/** {@code help}: what there is, or how one verb is called. */
final class HelpVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of("help", "[VERB]", "show this, or how a verb is called");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var operands = arguments.operands();
        host.terminal()
                .print(
                        operands.isEmpty()
                                ? overview()
                                : Verbs.named(operands.getFirst()).usage().help());
        return ExitCode.DONE;
    }

    static String overview() {
        var text = new StringBuilder("""
                usage: tend VERB [OPTION]... [NAME]...

                Keeps the services of a folder going.

                """);
        for (var verb : Verbs.ALL) {
            String name = verb.usage().verb();
            text.append("  ")
                    .append(name)
                    .append(" ".repeat(10 - name.length()))
                    .append(verb.usage().summary())
                    .append('\n');
        }
        return text.append("""

                "tend help VERB" says more, and so does tend(1).
                """).toString();
    }
}

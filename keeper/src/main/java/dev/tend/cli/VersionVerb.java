package dev.tend.cli;

/** {@code version}: which Tend this is. */
final class VersionVerb implements Verb {

    @Override
    public Usage usage() {
        return Usage.of("version", "", "show which version this is");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        host.terminal().print("tend " + Version.TEXT + "\n");
        return ExitCode.DONE;
    }
}

package dev.tend.selection;

import dev.tend.command.Arguments;
import dev.tend.command.ExitCode;
import dev.tend.command.Failure;
import dev.tend.command.Host;
import dev.tend.format.FormatArguments;
import dev.tend.format.SourceFiles;
import dev.tend.source.TrustedFiles;
import java.util.List;

/** The arguments of a verb, for the options of formats. */
public record GivenArguments(Arguments arguments, Host host) implements FormatArguments {

    @Override
    public boolean has(String option) {
        return arguments.has(option);
    }

    @Override
    public List<String> all(String option) {
        return arguments.all(option);
    }

    @Override
    public String absolute(String path) {
        return host.absolute(path);
    }

    @Override
    public String variable(String name) {
        return host.variable(name);
    }

    @Override
    public SourceFiles files() {
        return new TrustedFiles(host.files());
    }

    @Override
    public RuntimeException misused(String problem) {
        return Failure.usage(problem);
    }

    @Override
    public RuntimeException missing(String problem) {
        return new Failure(ExitCode.NO_FOLDER, problem);
    }

    @Override
    public RuntimeException invalid(String problem) {
        return new Failure(ExitCode.BAD_CONFIGURATION, problem);
    }
}

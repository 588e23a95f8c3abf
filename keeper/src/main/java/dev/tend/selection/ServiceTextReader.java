package dev.tend.selection;

import dev.tend.command.Host;
import dev.tend.format.FileException;
import dev.tend.format.Problem;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceCommand;
import dev.tend.format.SourceFiles;
import dev.tend.format.SourceFiles.Kind;
import dev.tend.format.SourceReader;
import dev.tend.source.TrustedFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The services that a keeper run by the same user would make of sources in other formats than its own. */
public final class ServiceTextReader implements SourceReader {

    private final Host host;
    private final SourceFiles files;
    private final List<ServiceText> services = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();

    public ServiceTextReader(Host host, Sources sources) {
        this.host = host;
        this.files = new TrustedFiles(host.files());
        for (ServiceSource source : sources.others()) {
            source.read(this);
        }
    }

    public List<ServiceText> services() {
        return services;
    }

    /** Returns the problems that keep services from being known. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns what could not be translated, which does not keep services from being started. */
    public List<Problem> remarks() {
        return remarks;
    }

    @Override
    public SourceFiles files() {
        return files;
    }

    @Override
    public boolean isWorthReading(String file, long changed) {
        return true;
    }

    @Override
    public boolean readsAll() {
        return true;
    }

    @Override
    public boolean isInForce(String name, String file) {
        return false;
    }

    @Override
    public Optional<SourceCommand.Result> result(SourceCommand command) {
        try {
            return Optional.of(host.execute(command));
        } catch (FileException impossible) {
            return Optional.of(SourceCommand.Result.failed(impossible.getMessage()));
        }
    }

    @Override
    public void file(String name, String file, boolean anew, UnaryOperator<String> completed) {
        try {
            var distrust = files.distrust(file);
            if (distrust.isPresent()) {
                problems.add(new Problem(file, 0, distrust.get()));
            } else if (!files.is(Kind.FOLDER, file)) {
                services.add(new ServiceText(name, file, completed.apply(files.read(file)), Integer.MAX_VALUE));
            }
        } catch (FileException unreadable) {
            problems.add(new Problem(file, 0, unreadable.getMessage()));
        }
    }

    @Override
    public void service(String name, String file, String text, int written) {
        services.add(new ServiceText(name, file, text, written));
    }

    @Override
    public boolean leave(String name, Predicate<String> theirs) {
        return false;
    }

    @Override
    public void leaveAll(Predicate<String> theirs) {}

    @Override
    public void refuse(String name, List<Problem> found) {
        problems.addAll(found);
    }

    @Override
    public void mark(String name, Problem problem) {
        problems.add(problem);
    }

    @Override
    public void unreadable(String path, String why, Predicate<String> theirs) {
        problems.add(new Problem(path, 0, why));
    }

    @Override
    public void refuseAll(List<Problem> found, Predicate<String> theirs) {
        problems.addAll(found);
    }

    @Override
    public void report(List<Problem> found) {
        problems.addAll(found);
    }

    @Override
    public void remark(List<Problem> found) {
        remarks.addAll(found);
    }
}

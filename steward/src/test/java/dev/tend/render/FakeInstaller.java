package dev.tend.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Notes what is to be installed; a test says how it ends. */
final class FakeInstaller implements Installer {

    private final Path spool;
    final List<String> installed = new ArrayList<>();
    final TreeMap<String, List<Need>> needs = new TreeMap<>();
    Consumer<Result> ended = result -> {};

    FakeInstaller(Path spool) {
        this.spool = spool;
    }

    @Override
    public void install(String service, String change, List<Staged> files, Consumer<Result> end) {
        var texts = new TreeMap<Integer, String>();
        for (var file : files) {
            try {
                texts.put(
                        file.template(),
                        Files.readString(spool.resolve(file.name())).strip());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        installed.add(service + texts);
        ended = end;
    }

    @Override
    public void blocked(String service, List<Need> list) {
        needs.put(service, list);
    }
}

package dev.tend.keeper;

import dev.tend.control.Clients;
import dev.tend.loop.Loop.LoopListener;
import dev.tend.output.Console;

/** Passes on the events of the loop that belong to no single source. */
final class LoopEvents implements LoopListener {

    private final SignalActions signals;
    private final DirectoryEvents directories;
    private final Console console;
    private final EventPublisher events;
    private final Clients clients;

    LoopEvents(
            SignalActions signals,
            DirectoryEvents directories,
            Console console,
            EventPublisher events,
            Clients clients) {
        this.signals = signals;
        this.directories = directories;
        this.console = console;
        this.events = events;
        this.clients = clients;
    }

    @Override
    public void between() {
        clients.settle();
    }

    @Override
    public void signalled(int signal) {
        signals.signalled(signal);
    }

    @Override
    public void writable(int descriptor) {
        if (console.owns(descriptor)) {
            console.flush();
        } else {
            events.writable(descriptor);
        }
    }

    @Override
    public void fileChanged(int watch, String name) {
        directories.fileChanged(watch, name);
    }

    @Override
    public void folderGone(int watch) {
        directories.folderGone(watch);
    }

    @Override
    public void foldersUncertain() {
        directories.uncertain();
    }
}

package dev.tend.manager.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder for files that are needed for a moment, in the first place of several where one can be made: in containers
 * the usual one is often
 * read-only.
 */
final class Scratch implements AutoCloseable {

    private static final String USUAL = "java.io.tmpdir";

    private final Path folder;

    private Scratch(Path folder) {
        this.folder = folder;
    }

    /** @throws IOException where there is no such place; the message names all of them */
    static Scratch open() throws IOException {
        return open(places());
    }

    static Scratch open(List<Path> places) throws IOException {
        var refusals = new ArrayList<String>();
        for (Path place : places) {
            try {
                return new Scratch(Files.createTempDirectory(place, "tend-steward"));
            } catch (IOException refused) {
                refusals.add(String.valueOf(refused.getMessage()));
            }
        }
        throw new IOException("there is no folder to write to: " + String.join(", ", refusals));
    }

    private static List<Path> places() {
        var places = new ArrayList<>(List.of(Path.of(System.getProperty(USUAL))));
        Optional.ofNullable(System.getenv("TMPDIR")).map(Path::of).ifPresent(places::add);
        places.add(Path.of("/dev/shm"));
        places.add(Path.of("/var/tmp"));
        Optional.ofNullable(System.getenv("TEND_RUN_DIR")).map(Path::of).ifPresent(places::add);
        return places;
    }

    Path folder() {
        return folder;
    }

    /** The flight recorder has files of its own, in the usual place, which it looks up when it first records. */
    void useForRecordings() {
        System.setProperty(USUAL, folder.getParent().toString());
    }

    @Override
    public void close() {
        try (var files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException stays) {
            System.getLogger(Scratch.class.getName())
                    .log(System.Logger.Level.WARNING, "cannot remove " + folder + ": " + stays.getMessage());
        }
    }
}

package dev.tend.format.bosh;

import dev.tend.format.FileException;
import dev.tend.format.Parsed;
import dev.tend.format.Problem;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceReader;
import dev.tend.format.tend.ServiceFile;
import java.util.List;
import java.util.Optional;

/** A job of BOSH. It is not watched: a deployment, or a reload, puts in force what has changed of it. */
public final class BoshSource implements ServiceSource {

    private final String path;
    private Optional<BoshJob> job = Optional.empty();

    BoshSource(String path) {
        this.path = path;
    }

    @Override
    public String key() {
        return BoshFormat.KEY;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public boolean owns(String file) {
        return file.startsWith(path + "/");
    }

    /** Returns the job as it was last read. */
    public Optional<BoshJob> job() {
        return job;
    }

    @Override
    public Parsed parse(String file, String name, String text) {
        return ServiceFile.parse(file, name, text);
    }

    @Override
    public void read(SourceReader reader) {
        if (reader.readsAll()) {
            try {
                var folder = new JobFolder(reader.files(), path);
                take(folder.read(), folder.ownLines(), reader);
            } catch (FileException gone) {
                reader.refuse(name(), List.of(new Problem(path, 0, gone.getMessage())));
                reader.leaveAll(this::owns);
            }
        } else {
            reader.leaveAll(this::owns);
        }
        job.ifPresent(read -> reader.remark(read.remarks()));
    }

    private void take(BoshJob read, int written, SourceReader reader) {
        job = Optional.of(read);
        if (!read.problems().isEmpty()) {
            reader.refuse(name(), read.problems());
            reader.leaveAll(this::owns);
        }
        String file = read.file();
        read.services().forEach((name, text) -> reader.service(name, file, text, written));
    }

    private String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

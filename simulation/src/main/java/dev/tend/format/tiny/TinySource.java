package dev.tend.format.tiny;

import dev.tend.format.FileException;
import dev.tend.format.Parsed;
import dev.tend.format.Problem;
import dev.tend.format.ServiceSource;
import dev.tend.format.SourceCommand;
import dev.tend.format.SourceInterest;
import dev.tend.format.SourceReader;
import dev.tend.format.tend.ServiceFile;
import java.util.ArrayList;
import java.util.List;

/** A directory of tiny files. */
final class TinySource implements ServiceSource {

    private final String path;

    TinySource(String path) {
        this.path = path;
    }

    @Override
    public String key() {
        return TinyFormat.NAME;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public boolean owns(String file) {
        return file.startsWith(path + "/");
    }

    @Override
    public List<String> watched() {
        return List.of(path);
    }

    @Override
    public boolean isOfInterest(String folder, String name) {
        return folder.equals(path) && (name.endsWith(TinyFormat.END) || name.endsWith(TinyFormat.SCRIPT_END));
    }

    @Override
    public Parsed parse(String file, String name, String text) {
        return ServiceFile.parse(file, name, text);
    }

    @Override
    public void read(SourceReader reader) {
        try {
            for (String name : reader.files().names(path)) {
                if (name.endsWith(TinyFormat.SCRIPT_END)) {
                    script(path + "/" + name, reader);
                } else if (name.endsWith(TinyFormat.END)) {
                    reader.file(name(name), path + "/" + name, false, TinySource::translated);
                }
            }
        } catch (FileException gone) {
            reader.unreadable(path, gone.getMessage(), this::owns);
        }
    }

    @Override
    public List<SourceCommand> commands(SourceInterest interest) {
        var commands = new ArrayList<SourceCommand>();
        for (String name : interest.files().names(path)) {
            String file = path + "/" + name;
            if (name.endsWith(TinyFormat.SCRIPT_END) && interest.isWorthReading(file, 0)) {
                commands.add(command(file));
            }
        }
        return commands;
    }

    private static SourceCommand command(String script) {
        return new SourceCommand(script, List.of(script));
    }

    private static void script(String file, SourceReader reader) {
        var result = reader.result(command(file));
        if (result.isEmpty()) {
            reader.leave(name(file), file::equals);
        } else if (result.get().problem().isPresent()) {
            reader.refuse(
                    name(file),
                    List.of(new Problem(file, 0, result.get().problem().get())));
        } else {
            reader.service(name(file), file, translated(result.get().output()), 0);
        }
    }

    static String name(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.lastIndexOf('.'));
    }

    /** {@code run COMMAND} becomes {@code cmd=COMMAND}. */
    static String translated(String text) {
        return text.replace("run ", "cmd=");
    }
}

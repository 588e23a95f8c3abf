package dev.tend.format.tiny;

import dev.tend.format.Exported;
import dev.tend.format.Format;
import dev.tend.format.FormatArguments;
import dev.tend.format.FormatOption;
import dev.tend.format.OutFile;
import dev.tend.format.ServiceSource;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A format that is one package, and one line where a test lists it: a directory of files such as {@code web.tiny}. */
public final class TinyFormat implements Format {

    static final String NAME = "tiny";
    static final String END = ".tiny";

    /** A script that prints such a file. */
    static final String SCRIPT_END = ".script";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<FormatOption> options() {
        return List.of(FormatOption.valued(NAME, "DIR", "a directory of tiny files"));
    }

    @Override
    public List<ServiceSource> sources(FormatArguments arguments) {
        var sources = new ArrayList<ServiceSource>();
        arguments.all(NAME).forEach(folder -> sources.add(new TinySource(arguments.absolute(folder))));
        return sources;
    }

    @Override
    public ServiceSource described(String words, String manner) {
        return new TinySource(words);
    }

    @Override
    public Optional<Importer> importer() {
        return Optional.of(new Importer() {
            @Override
            public String operand() {
                return "FILE";
            }

            @Override
            public void read(String path, FormatArguments arguments, Output output) {
                output.add(
                        TinySource.name(path),
                        TinySource.translated(arguments.files().read(path)));
            }
        });
    }

    @Override
    public Optional<Exporter> exporter() {
        return Optional.of((spec, _, _) -> new Exported(
                List.of(new OutFile(
                        spec.name() + END,
                        "run " + ShellWords.join(spec.command().argv()) + "\n",
                        false)),
                List.of()));
    }
}

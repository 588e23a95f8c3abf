package dev.tend.format.procfile;

import dev.tend.exchange.Origin;
import dev.tend.exchange.Subject;
import dev.tend.format.tend.ServiceFile;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Function;

/** The process types of a Procfile as service files: those they were exported from, or what foreman would do. */
public final class ProcfileImport {

    private ProcfileImport() {}

    /** As {@link ProcfileBundle#read}. */
    public static Contents of(ProcfileBundle foreman, String text, Function<String, Optional<String>> others) {
        var contents = foreman.read(text, others);
        var services = new LinkedHashMap<>(contents.services());
        for (var entry : Procfile.parse(foreman.path(), text).entries()) {
            services.computeIfPresent(entry.name(), (name, plain) -> origin(foreman.folder(), entry, text)
                    .orElse(plain));
        }
        return new Contents(services, contents.problems());
    }

    private static Optional<String> origin(String folder, Procfile.Entry entry, String text) {
        String origin = Origin.read(ProcfileExport.mark(entry.name()), text);
        return ServiceFile.parse(entry.name(), entry.name(), origin)
                .spec()
                .filter(spec -> ProcfileExport.command(new Subject(spec, origin), folder)
                        .equals(entry.command()))
                .map(_ -> origin);
    }
}

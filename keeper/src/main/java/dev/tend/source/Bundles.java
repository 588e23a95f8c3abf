package dev.tend.source;

import dev.tend.format.Bundle;
import dev.tend.format.Bundle.Contents;
import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.source.Catalogue.Interest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads files that describe several services each, and remembers their content until they change. */
final class Bundles {

    private final Kernel kernel;
    private final Map<String, Contents> last = new TreeMap<>();

    Bundles(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Returns the content of a bundle.
     *
     * @param interest tells whether to read it again
     * @throws KernelException where it does not exist, cannot be read or must not be trusted
     */
    Contents read(Bundle bundle, Interest interest) {
        String path = bundle.path();
        var facts = kernel.files().facts(path).orElseThrow(() -> new KernelException("there is no such file"));
        new Trust(kernel.files()).problem(path).ifPresent(problem -> {
            throw new KernelException(problem);
        });
        if (interest.isWorthReading(path, facts.changed())) {
            last.put(path, bundle.read(kernel.files().read(path, Catalogue.FILE_LIMIT), this::beside));
        }
        return last.getOrDefault(path, new Contents(Map.of(), List.of()));
    }

    private Optional<String> beside(String path) {
        return kernel.files().facts(path).map(_ -> {
            new Trust(kernel.files()).problem(path).ifPresent(problem -> {
                throw new KernelException(path + ": " + problem); // it says what variables root's processes have
            });
            return kernel.files().read(path, Catalogue.FILE_LIMIT);
        });
    }
}

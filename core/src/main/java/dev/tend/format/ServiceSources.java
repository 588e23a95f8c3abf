package dev.tend.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sources of a keeper, in the order in which they are read.
 *
 * @param keys the names of all lists that sources are mentioned in
 */
public record ServiceSources(List<ServiceSource> all, List<String> keys) {

    public ServiceSources {
        all = List.copyOf(all);
    }

    /** Returns the directories in which a change may concern a source. */
    public List<String> watched() {
        var folders = new ArrayList<String>();
        all.forEach(source -> folders.addAll(source.watched()));
        return folders;
    }

    /** Tells whether a file of that name in a watched directory describes services. */
    public boolean isOfInterest(String folder, String name) {
        for (ServiceSource source : all) {
            if (source.isOfInterest(folder, name)) {
                return true;
            }
        }
        return false;
    }

    /** Parses a text that a source has passed on, now or in an earlier keeper; of an unknown source, the first one parses it. */
    public Parsed parse(String file, String name, String text) {
        for (ServiceSource source : all) {
            if (source.owns(file)) {
                return source.parse(file, name, text);
            }
        }
        return all.getFirst().parse(file, name, text);
    }

    /** Tells whether a path is that of a source. */
    public boolean isOne(String path) {
        for (ServiceSource source : all) {
            if (source.path().equals(path)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether a keeper ends at its start if nothing of them can be used. */
    public boolean areRequired() {
        for (ServiceSource source : all) {
            if (!source.isRequired()) {
                return false;
            }
        }
        return true;
    }

    /** Returns all lists by name, with the words of their sources. */
    public Map<String, List<String>> words() {
        var words = new LinkedHashMap<String, List<String>>();
        keys.forEach(key -> words.put(key, new ArrayList<>()));
        all.forEach(source ->
                words.computeIfAbsent(source.key(), _ -> new ArrayList<>()).add(source.words()));
        return words;
    }
}

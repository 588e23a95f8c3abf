package dev.tend.output;

import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.kernel.Streams;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The journal: events as JSON, one line each, in a directory with a {@link History} for each service, so that a service
 * that fails all the time does not displace the past of another. It outlives the keeper. Where it cannot be written,
 * events are left out and counted: the services matter more than their history.
 */
public final class Journal {

    /** The name of the keeper's own history. No service has a name that begins so. */
    public static final String KEEPER = ".keeper";

    private static final int MODE = 0750;

    /** For so many services, those that something happened to last, it is known what was written. */
    private static final int MOST_KNOWN = 256;

    private final Files files;
    private final Streams streams;
    private final String folder;
    private final Function<HistoryEvent, String> encoder;
    private final Map<String, History> known = new LinkedHashMap<>();
    private boolean made;
    private String trouble = "";

    /**
     * @param folder made when it is needed
     * @param encoder makes a line of an event, without its end
     */
    public Journal(Files files, Streams streams, String folder, Function<HistoryEvent, String> encoder) {
        this.files = files;
        this.streams = streams;
        this.folder = folder;
        this.encoder = encoder;
    }

    /** The path of the newer half of a service's history. @param service "" for the keeper itself */
    public static String path(String folder, String service) {
        return folder + "/" + (service.isEmpty() ? KEEPER : service);
    }

    /** The path of the older half. */
    public static String older(String path) {
        return path + History.OLDER;
    }

    /** Writes events, or counts them among the missing. Returns whether all were written. */
    public boolean append(List<HistoryEvent> events) {
        var byService = new LinkedHashMap<String, List<HistoryEvent>>();
        events.forEach(entry -> byService
                .computeIfAbsent(entry.service(), _ -> new ArrayList<>())
                .add(entry));
        boolean written = true;
        for (var each : byService.entrySet()) {
            var history = history(each.getKey());
            if (!history.append(each.getValue())) {
                written = false;
                trouble = history.trouble();
            }
        }
        made &= written; // else it may have been removed
        return written;
    }

    /** Returns why events could not be written when that was last so. */
    public String trouble() {
        return trouble;
    }

    private History history(String service) {
        if (!made) {
            makeFolder();
        }
        var history = known.remove(service);
        if (history == null) {
            history = new History(files, streams, folder, service, encoder);
        }
        known.put(service, history);
        if (known.size() > MOST_KNOWN) {
            known.remove(known.keySet().iterator().next());
        }
        return history;
    }

    private void makeFolder() {
        try {
            files.makeFolder(folder, MODE);
            made = true;
        } catch (KernelException e) {
            made = false; // each history says what is wrong
        }
    }
}

package dev.tend.state;

import dev.tend.format.ServiceSources;
import dev.tend.instance.Definition;
import dev.tend.instance.Limits;
import dev.tend.kernel.Memory;
import dev.tend.service.ServiceSpec;
import java.util.HashMap;
import java.util.Map;

/**
 * The definitions that state files hold, each once for all instances that were started from it. A keeper that starts
 * always gets as far as supervising what runs: where its memory is smaller than that of the earlier keeper, services
 * that it has no room for are known by their names alone, until their files are read.
 */
public final class StoredDefinitions {

    /** Enough to stop a service. */
    private static final String UNKNOWN = "cmd=/bin/false";

    private final ServiceSources sources;
    private final Limits room;

    /** By service; its instances come one after the other. */
    private final Map<String, Definition> latest = new HashMap<>();

    public StoredDefinitions(ServiceSources sources, Memory memory) {
        this.sources = sources;
        this.room = new Limits(memory);
    }

    /**
     * Returns the definition of a state. A service whose definition this version does not understand can be stopped,
     * and its file be read again.
     */
    public Definition of(StateText state) {
        Definition known = latest.get(state.service());
        if (known != null && known.path().equals(state.path()) && known.text().equals(state.file())) {
            return known;
        }
        var definition = new Definition(state.path(), state.file(), spec(state));
        if (!room.holds(definition)) {
            definition = new Definition(state.path(), UNKNOWN, unknown(state));
        }
        latest.put(state.service(), definition);
        return definition;
    }

    private ServiceSpec spec(StateText state) {
        return sources.parse(state.path(), state.service(), state.file()).spec().orElseGet(() -> unknown(state));
    }

    private ServiceSpec unknown(StateText state) {
        return sources.parse(state.path(), state.service(), UNKNOWN).spec().orElseThrow();
    }
}

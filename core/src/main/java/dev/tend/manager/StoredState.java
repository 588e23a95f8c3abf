package dev.tend.manager;

import dev.tend.text.Json;
import dev.tend.text.JsonException;
import java.util.Optional;

/**
 * A state and since when it is so, as it stands in a process manager's file. What the file says beyond that is not looked at, so
 * that one of a newer version does as long as it still says this.
 */
public final class StoredState {

    private static final int VERSION = 1;
    private static final Json NOTHING = new Json.Null();

    private final ManagedState state;
    private final long since;

    /** @param since the wall clock, in microseconds since 1970 */
    public StoredState(ManagedState state, long since) {
        this.state = state;
        this.since = since;
    }

    public ManagedState state() {
        return state;
    }

    public long since() {
        return since;
    }

    /** As a file: one line. */
    public String text() {
        return Json.object()
                        .with("version", VERSION)
                        .with("state", state.word())
                        .with("since", Json.seconds(since))
                        .build()
                        .text()
                + "\n";
    }

    /** What a file says; empty where that is garbage, or a state that nobody knew when this was written. */
    public static Optional<StoredState> parse(String text) {
        try {
            if (Json.parse(text) instanceof Json.Fields fields
                    && fields.field("since").orElse(NOTHING) instanceof Json.Number since
                    && since.micros().isPresent()) {
                Json word = fields.field("state").orElse(NOTHING);
                for (ManagedState state : ManagedState.values()) {
                    if (word.equals(Json.of(state.word()))) {
                        return Optional.of(new StoredState(state, since.micros().getAsLong()));
                    }
                }
            }
        } catch (JsonException garbage) {
            return Optional.empty();
        }
        return Optional.empty();
    }
}

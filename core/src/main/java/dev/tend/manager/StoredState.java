package dev.tend.manager;

import dev.tend.text.Json;
import dev.tend.text.JsonException;
import java.util.Optional;

/**
 * A state and the time since which it holds, as a process manager's file records them. All else in the file is ignored,
 * so that the file of a newer version is valid as long as it has both.
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

    /** Returns the content of a file; empty if it is garbage, or a state that this version does not know. */
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

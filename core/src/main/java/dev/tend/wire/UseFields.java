package dev.tend.wire;

import dev.tend.lifecycle.ResourceUse;
import dev.tend.text.Json;
import java.util.Optional;

/** The field {@code used} of replies: what a run used that has ended. It is left out where that is not known. */
final class UseFields {

    private static final String NAME = "used";

    private UseFields() {}

    static Json.Fields of(ResourceUse use) {
        return Json.object()
                .with("user", Json.seconds(use.user()))
                .with("system", Json.seconds(use.system()))
                .with("peak-memory", use.peak())
                .with("minor-faults", use.minorFaults())
                .with("major-faults", use.majorFaults())
                .with("read", use.read())
                .with("written", use.written())
                .build();
    }

    /** Returns the object with the field, if it has one. */
    static Json.Fields with(Json.ObjectBuilder object, Optional<ResourceUse> used) {
        used.ifPresent(use -> object.with(NAME, of(use)));
        return object.build();
    }

    static Optional<ResourceUse> read(FieldReader reply) {
        if (!reply.has(NAME)) {
            return Optional.empty();
        }
        var use = reply.object(NAME);
        return Optional.of(new ResourceUse(
                use.micros("user"),
                use.micros("system"),
                use.whole("peak-memory"),
                use.whole("minor-faults"),
                use.whole("major-faults"),
                use.whole("read"),
                use.whole("written")));
    }
}

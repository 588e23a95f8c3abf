package dev.tend.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All faces. */
final class Faces {

    private static final List<Face> ALL = List.of(new GoingFace(), new SipidFace(), new KillprocFace());

    private Faces() {}

    static List<String> names() {
        var names = new ArrayList<String>();
        for (var face : ALL) {
            names.add(face.name());
        }
        return names;
    }

    /** The face of a program that was called by that name. */
    static Optional<Face> called(String name) {
        for (var face : ALL) {
            if (face.name().equals(name)) {
                return Optional.of(face);
            }
        }
        return Optional.empty();
    }

    /** @throws Failure where there is no such face */
    static Face named(String name) {
        return called(name)
                .orElseThrow(() -> Failure.usage("unknown face \"" + name + "\"" + Names.meant(name, names(), "")
                        + " There are: " + String.join(" ", names())));
    }
}

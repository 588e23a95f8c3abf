package dev.tend.cli;

import dev.tend.keeper.KeeperOptions.Manner;
import dev.tend.runit.Chpst;
import dev.tend.runit.Svlogd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All faces. */
final class Faces {

    private static final List<Face> ALL = all();

    private Faces() {}

    private static List<Face> all() {
        List<Face> all = new ArrayList<>();
        all.add(new GoingFace());
        all.add(new SipidFace());
        all.add(new KillprocFace());
        for (String name : Chpst.NAMES) {
            all.add(new RunitFace(name, (called, words, _) -> Chpst.run(called, words)));
        }
        all.add(new RunitFace("svlogd", (called, words, _) -> Svlogd.run(called, words)));
        all.add(new RunitFace("runsvdir", new RunsvFace("runsvdir", Manner.RUNSVDIR)));
        all.add(new RunitFace("runsv", new RunsvFace("runsv", Manner.RUNSV)));
        return all;
    }

    /** The run directory of a face that is a keeper: its own, so that several can run beside each other. */
    static String runFolder(String face, String folder, Host host) {
        String said = host.variable("TEND_RUN_DIR");
        if (!said.isEmpty()) {
            return host.absolute(said);
        }
        String usual = host.places().run();
        return usual.substring(0, usual.lastIndexOf('/') + 1) + face + folder.replace('/', '-');
    }

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

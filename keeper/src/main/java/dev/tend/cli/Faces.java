package dev.tend.cli;

import dev.tend.command.Face;
import dev.tend.command.Failure;
import dev.tend.command.Names;
import dev.tend.face.GoingFace;
import dev.tend.face.KillprocFace;
import dev.tend.face.ProcessManagerFace;
import dev.tend.face.RunitFace;
import dev.tend.face.RunsvFace;
import dev.tend.face.SipidFace;
import dev.tend.instance.KeeperOptions.Manner;
import dev.tend.kernel.Files;
import dev.tend.runit.Chpst;
import dev.tend.runit.Sv;
import dev.tend.runit.Svlogd;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All faces. */
public final class Faces {

    private static final String SV = "sv";
    private static final int MOST_LINKS = 40; // as many as the kernel follows

    private static final List<Face> ALL = all();

    private Faces() {}

    private static List<Face> all() {
        List<Face> all = new ArrayList<>();
        all.add(new GoingFace());
        all.add(new SipidFace());
        all.add(new KillprocFace());
        all.add(new ProcessManagerFace());
        for (String name : Chpst.NAMES) {
            all.add(new RunitFace(name, (called, words, _) -> Chpst.run(called, words)));
        }
        all.add(new RunitFace("svlogd", (called, words, _) -> Svlogd.run(called, words)));
        all.add(new RunitFace("runsvdir", new RunsvFace("runsvdir", Manner.RUNSVDIR)));
        all.add(new RunitFace("runsv", new RunsvFace("runsv", Manner.RUNSV)));
        all.add(sv(SV));
        return all;
    }

    /** @param name its own, or that of a service */
    private static Face sv(String name) {
        return new RunitFace(name, (called, words, _) -> Sv.run(called, words));
    }

    public static List<String> names() {
        var names = new ArrayList<String>();
        for (var face : ALL) {
            names.add(face.name());
        }
        return names;
    }

    /** Returns the face of a program that was called by that path. A link to sv by any other name is an init script. */
    static Optional<Face> calledBy(String path, Files files) {
        String name = name(path);
        return !name.equals(SV) && leadsToSv(path, files) ? Optional.of(sv(name)) : called(name);
    }

    private static boolean leadsToSv(String path, Files files) {
        String at = path;
        for (int i = 0; i < MOST_LINKS && at.indexOf('/') >= 0; i++) {
            String target = files.link(at).orElse("");
            at = target.startsWith("/") ? target : at.substring(0, at.lastIndexOf('/') + 1) + target;
            if (target.isEmpty() || name(at).equals(SV)) {
                return !target.isEmpty();
            }
        }
        return false;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The face of a program of that name. */
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

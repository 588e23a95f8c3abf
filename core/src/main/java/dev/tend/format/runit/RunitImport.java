package dev.tend.format.runit;

import dev.tend.exchange.Imported;
import dev.tend.exchange.Origin;
import dev.tend.format.OutFile;
import dev.tend.format.tend.ServiceFile;
import dev.tend.service.ServiceSpec;
import dev.tend.text.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A service folder of runit as a service file. Its scripts are left where they are, and run. */
public final class RunitImport {

    /** Files that runit writes itself or that the run script reads. */
    private static final Set<String> OF_NO_CONCERN = Set.of("run", "supervise", "env", "conf");

    /** Files that runit creates in an exported folder. */
    private static final Set<String> OWN = Set.of("supervise", "log/supervise", "log/main");

    private RunitImport() {}

    /**
     * The service file.
     *
     * @param folder absolute, without a slash at its end
     * @param files the files in it and in its folders log and control, by their paths below it
     * @param read gives the text of one of them
     * @return empty where the folder has no run script
     */
    public static Optional<Imported> of(String folder, List<String> files, Function<String, String> read) {
        if (!files.contains("run")) {
            return Optional.empty();
        }
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        String origin = Origin.read(RunitExport.MARK, read.apply("run"));
        return Optional.of(
                isWhole(name, origin, files, read)
                        ? new Imported(name, origin, List.of())
                        : plain(name, folder, files));
    }

    /** Tells whether the folder is exactly what an export of its origin would write. */
    private static boolean isWhole(String name, String origin, List<String> files, Function<String, String> read) {
        var spec = origin.isEmpty()
                ? Optional.<ServiceSpec>empty()
                : ServiceFile.parse(name, name, origin).spec();
        if (spec.isEmpty()) {
            return false;
        }
        var exported = RunitExport.of(spec.get(), origin).files();
        var expected = new ArrayList<String>();
        for (OutFile file : exported) {
            String path = file.path().substring(name.length() + 1);
            expected.add(path);
            if (path.equals("log/main/config")) { // not among the files, but log/run goes with it
                continue;
            }
            if (!files.contains(path) || !read.apply(path).equals(file.text())) {
                return false;
            }
        }
        for (String file : files) {
            if (!expected.contains(file) && !OWN.contains(file)) {
                return false;
            }
        }
        return true;
    }

    private static Imported plain(String name, String folder, List<String> files) {
        var text = new StringBuilder("# Imported from runit's ").append(folder).append("\n");
        var untold = new ArrayList<String>();
        text.append("cmd=").append(ShellWords.join(List.of(folder + "/run"))).append('\n');
        text.append("cwd=").append(folder).append('\n');
        text.append("env-inherit=yes\nbackoff=1s\nstable=1s\n");
        for (String file : files) {
            switch (file) {
                case "finish" ->
                    text.append("finish=").append(finish(folder + "/finish")).append('\n');
                case "down" -> text.append("enabled=no\n");
                case "log/run" -> {
                    text.append("# log/run is not used: Tend keeps the output itself, see log-size and log-keep.\n");
                    untold.add(name + ": log/run is not used: Tend keeps the output itself");
                }
                case "check" ->
                    untold.add(name + ": check is not used: add ready=exec:" + folder
                            + "/check if it says when the service is ready");
                default -> {
                    if (!OF_NO_CONCERN.contains(file) && !file.startsWith("log/")) {
                        untold.add(name + ": " + file + " is not used: Tend has no such thing");
                    }
                }
            }
        }
        return new Imported(name, text.toString(), untold);
    }

    /** A path with blanks would be taken for a line. */
    private static String finish(String path) {
        String word = ShellWords.join(List.of(path));
        return word.equals(path) ? path : "exec " + word + " \"$@\"";
    }
}

package dev.tend.face;

import dev.tend.command.Host;
import dev.tend.command.Remarks;
import dev.tend.format.runit.RunitFolder;
import dev.tend.format.runit.RunitSource;
import dev.tend.formats.Formats;
import dev.tend.instance.KeeperOptions;
import dev.tend.instance.KeeperOptions.Manner;
import dev.tend.keeper.EventListener;
import dev.tend.keeper.Keeper;
import dev.tend.lifecycle.Reason;
import dev.tend.runit.Runsv;
import dev.tend.wire.Reply.HistoryEvent;
import java.util.List;
import java.util.Optional;

/** runsvdir(8), or runsv(8): a keeper of runit's service folders, or of one alone, which says only what is wrong. */
public record RunsvFace(String name, Manner manner) implements RunitFace.Command {

    @Override
    public int run(String called, List<String> words, Host host) {
        boolean alone = manner == Manner.RUNSV;
        String folder = host.absolute(alone ? Runsv.folder(name, words) : Runsv.folderOfFolders(name, words));
        String run = FaceFolder.of(name + folder.replace('/', '-'), host);
        var options = new KeeperOptions(
                Formats.alone(new RunitSource(new RunitFolder(folder, alone, true))),
                run,
                run + "/log",
                true,
                KeeperOptions.OwnOutput.QUIET,
                Optional.empty(),
                manner);
        var kernel = host.kernel(run);
        return new Keeper(kernel, options, List.of(complaining(new Remarks(kernel)))).run();
    }

    private static EventListener complaining(EventListener listener) {
        return new EventListener() {
            @Override
            public void tell(HistoryEvent entry) {
                if (isComplaint(entry)) {
                    listener.tell(entry);
                }
            }

            @Override
            public void pause() {
                listener.pause();
            }

            @Override
            public void writable(int descriptor) {
                listener.writable(descriptor);
            }
        };
    }

    /** Tells whether an event is reported as a problem; waiting for the next attempt is normal. */
    private static boolean isComplaint(HistoryEvent entry) {
        return switch (entry.event()) {
            case "start-failed", "problem", "trouble", "hook-failed" -> true;
            case "waiting" -> !(Reason.of(entry.why()) instanceof Reason.NextAttempt);
            default -> false;
        };
    }
}

package dev.tend.selection;

import dev.tend.command.Arguments;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Session;
import dev.tend.format.procfile.ProcfileBundle;
import dev.tend.format.runit.RunitFolder;
import dev.tend.wire.Reply.Keeper;
import java.util.ArrayList;
import java.util.List;

/**
 * The places where services are described.
 *
 * @param folders those of service files, or such files, as the user named them
 * @param runit those of runit's service folders
 * @param jobs those of BOSH's jobs, absolute
 * @param procfiles Procfiles, and how they are run
 */
public record Sources(
        List<String> folders, List<RunitFolder> runit, List<String> jobs, List<ProcfileBundle> procfiles) {

    /** The manner of a keeper that behaves as Tend itself. */
    private static final String TEND = "tend";

    /** The options that name sources. */
    static final List<Option> OPTIONS = List.of(
            UpVerb.FOLDER,
            UpVerb.RUNIT,
            UpVerb.BOSH_JOB,
            ProcfileOptions.PROCFILE,
            ProcfileOptions.ENV,
            ProcfileOptions.PORT,
            ProcfileOptions.FORMATION);

    /** Returns the options of a verb, with those that name sources in place of {@link UpVerb#FOLDER}. */
    public static Option[] options(Option... others) {
        var options = new ArrayList<Option>();
        for (var option : others) {
            options.addAll(option.equals(UpVerb.FOLDER) ? OPTIONS : List.of(option));
        }
        return options.toArray(new Option[0]);
    }

    /** Returns the places that the options name; where they name none, the keeper's; and where none runs, the usual folder. */
    public static Sources of(Arguments arguments, List<String> operands, Host host) {
        var folders = new ArrayList<>(arguments.all("dir"));
        folders.addAll(operands);
        var runit = runit(arguments, host);
        var jobs = jobs(arguments, host);
        var procfiles = ProcfileOptions.all(false, arguments, host);
        if (!folders.isEmpty() || !runit.isEmpty() || !jobs.isEmpty() || !procfiles.isEmpty()) {
            return new Sources(folders, runit, jobs, procfiles);
        }
        var keeper = Session.keeper(arguments, host);
        return keeper.isPresent()
                ? of(keeper.get())
                : new Sources(List.of(host.places().services()), runit, jobs, procfiles);
    }

    private static Sources of(Keeper keeper) {
        var runit = new ArrayList<RunitFolder>();
        for (var folder : keeper.runit()) {
            runit.add(new RunitFolder(
                    folder, keeper.manner().equals("runsv"), !keeper.manner().equals(TEND)));
        }
        var procfiles = new ArrayList<ProcfileBundle>();
        for (var words : keeper.procfiles()) {
            procfiles.add(ProcfileBundle.parse(words));
        }
        return new Sources(keeper.folders(), runit, keeper.jobs(), procfiles);
    }

    static List<RunitFolder> runit(Arguments arguments, Host host) {
        var sources = new ArrayList<RunitFolder>();
        for (var folder : arguments.all("runit")) {
            sources.add(new RunitFolder(host.absolute(folder), false, false));
        }
        return sources;
    }

    static List<String> jobs(Arguments arguments, Host host) {
        var jobs = new ArrayList<String>();
        for (var folder : arguments.all("bosh-job")) {
            jobs.add(host.absolute(folder));
        }
        return jobs;
    }
}

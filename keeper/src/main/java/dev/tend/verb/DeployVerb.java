package dev.tend.verb;

import dev.tend.command.Arguments;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Outcomes;
import dev.tend.command.Patience;
import dev.tend.command.Usage;
import dev.tend.command.Verb;
import dev.tend.wire.Request;
import java.util.ArrayList;

/** {@code deploy}: has the keeper bring jobs of BOSH up to what their folders say, in BOSH's order. */
public final class DeployVerb implements Verb {

    private static final Option DRY_RUN = Option.flag("dry-run", "", "print what would be done, and do nothing");
    private static final Option UPDATED = Option.valued(
            "updated", "", "PACKAGE", "restart the jobs for a new PACKAGE, which their drains see; may be repeated");

    @Override
    public Usage usage() {
        return Usage.of(
                        "deploy",
                        "[DIR]...",
                        "deploy BOSH jobs: stop changed jobs, run their scripts, start them",
                        DRY_RUN,
                        UPDATED,
                        Patience.WAIT,
                        Patience.NO_WAIT,
                        Patience.TIMEOUT,
                        Option.JSON,
                        Option.RUN_DIR)
                .explained("""
                        DIR is the folder of a job that the keeper was given with --bosh-job, or the name of the job; without
                        DIR, all jobs are deployed. Running jobs that have changed are stopped: pre-stop, drain, stop,
                        post-stop. Then the pre-start scripts of all jobs run in parallel, all jobs are started, and the
                        post-start and post-deploy scripts run. Exits 1 if a step fails.""");
    }

    @Override
    public int run(Arguments arguments, Host host) {
        var names = new ArrayList<String>();
        for (var folder : arguments.operands()) {
            names.add(name(folder, host));
        }
        var request =
                new Request.Deploy(names, arguments.all("updated"), arguments.has("dry-run"), Patience.of(arguments));
        return Outcomes.of(request, arguments, host);
    }

    private static String name(String folder, Host host) {
        String path = folder.indexOf('/') < 0 && !folder.equals(".") ? "/" + folder : host.absolute(folder);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

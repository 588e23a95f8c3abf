package dev.tend.bosh;

import dev.tend.kernel.Files;
import dev.tend.kernel.Launch;
import dev.tend.output.Outputs;

/** The files that scripts of jobs write to, beside the log of their job. */
public final class ScriptLogs {

    private static final int FOLDER_MODE = 0750;

    private final Files files;
    private final Outputs outputs;

    public ScriptLogs(Files files, Outputs outputs) {
        this.files = files;
        this.outputs = outputs;
    }

    /** Returns the output of a script, and makes the directory for it. */
    Launch.Output open(String job, String script) {
        String folder = outputs.logFolder(job);
        files.makeFolder(folder, FOLDER_MODE);
        String path = folder + "/" + script;
        return new Launch.Output.Files(path + ".stdout.log", path + ".stderr.log");
    }
}

package dev.tend.selection;

import dev.tend.command.Host;
import dev.tend.format.Problem;
import dev.tend.format.bosh.BoshJob;
import dev.tend.format.procfile.ProcfileBundle;
import dev.tend.format.runit.RunitFolder;
import dev.tend.kernel.Files;
import dev.tend.kernel.KernelException;
import dev.tend.source.JobFolder;
import dev.tend.source.ServiceFolders;
import java.util.ArrayList;
import java.util.List;

/** The services that a keeper run by the same user would make of runit's service folders, of BOSH's jobs, and of Procfiles. */
public final class ServiceTextReader {

    private final Files files;
    private final List<ServiceText> services = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> remarks = new ArrayList<>();

    public ServiceTextReader(Files files, Sources sources) {
        this.files = files;
        for (var source : sources.runit()) {
            runit(source);
        }
        for (var folder : sources.jobs()) {
            job(folder);
        }
        for (var procfile : sources.procfiles()) {
            procfile(procfile);
        }
    }

    public List<ServiceText> services() {
        return services;
    }

    /** Returns the problems that keep services from being known. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns what could not be translated of monit's files, which does not keep the jobs from being started. */
    public List<Problem> remarks() {
        return remarks;
    }

    private void runit(RunitFolder source) {
        var folders = new ServiceFolders(files);
        try {
            for (var folder : folders.list(source)) {
                serviceFolder(folders, source, folder);
            }
        } catch (KernelException unreadable) {
            problems.add(new Problem(source.path(), 0, unreadable.getMessage()));
        }
    }

    private void serviceFolder(ServiceFolders folders, RunitFolder source, String folder) {
        try {
            for (var service : folders.read(source, folder).entrySet()) {
                String path = service.getKey();
                services.add(new ServiceText(RunitFolder.name(path), path, service.getValue(), 0));
            }
        } catch (KernelException unreadable) {
            problems.add(new Problem(folder, 0, unreadable.getMessage()));
        }
    }

    /** A Procfile with a problem is refused whole. */
    private void procfile(ProcfileBundle procfile) {
        try {
            var contents = procfile.read(files.read(procfile.path(), Host.LARGEST_FILE), other -> files.facts(other)
                    .map(_ -> files.read(other, Host.LARGEST_FILE)));
            problems.addAll(contents.problems());
            contents.services().forEach((name, text) -> services.add(new ServiceText(name, procfile.path(), text, 0)));
        } catch (KernelException unreadable) {
            problems.add(new Problem(procfile.path(), 0, unreadable.getMessage()));
        }
    }

    private void job(String folder) {
        try {
            var job = new JobFolder(files, folder).read();
            problems.addAll(job.problems());
            remarks.addAll(job.remarks());
            int written = written(job);
            for (var service : job.services().entrySet()) {
                services.add(new ServiceText(service.getKey(), job.file(), service.getValue(), written));
            }
        } catch (KernelException unreadable) {
            problems.add(new Problem(folder, 0, unreadable.getMessage()));
        }
    }

    /** Returns how many lines of the text are in the job's own file; a monit file is translated. */
    private int written(BoshJob job) {
        int lines = 0;
        if (job.file().equals(BoshJob.ownFile(job.folder()))) {
            String own = files.read(job.file(), Host.LARGEST_FILE);
            for (int i = 0; i < own.length(); i++) {
                lines += own.charAt(i) == '\n' || i == own.length() - 1 ? 1 : 0;
            }
        }
        return lines;
    }
}

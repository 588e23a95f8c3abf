package dev.tend.control;

import dev.tend.bosh.Jobs;
import dev.tend.format.bosh.BoshJob;
import dev.tend.instance.Refusal;
import dev.tend.text.Suggest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds the jobs that the names of a request mean. */
final class JobSelector {

    private final Jobs jobs;

    JobSelector(Jobs jobs) {
        this.jobs = jobs;
    }

    /**
     * Returns the jobs of some names, or all where none is named.
     *
     * @throws Refusal where there is no such job, or none at all
     */
    List<BoshJob> choose(List<String> names) {
        var chosen = new ArrayList<BoshJob>();
        for (String name : names.isEmpty() ? List.copyOf(known()) : names) {
            chosen.add(job(name));
        }
        if (chosen.isEmpty()) {
            throw new Refusal(1, "this keeper has no jobs: start it with \"tend up --bosh-job DIR\"");
        }
        return chosen;
    }

    /** @throws Refusal where there is no such job */
    BoshJob job(String name) {
        return jobs.named(name).orElseThrow(() -> new Refusal(1, unknown(name)));
    }

    private Set<String> known() {
        var known = new TreeSet<String>();
        jobs.all().forEach(job -> known.add(job.name()));
        return known;
    }

    private String unknown(String name) {
        String meant = Suggest.didYouMean(name, known());
        return "no job is called " + name + (meant.isEmpty() ? ": start the keeper with its --bosh-job" : meant);
    }
}

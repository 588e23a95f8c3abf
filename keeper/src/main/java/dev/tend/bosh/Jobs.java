package dev.tend.bosh;

import dev.tend.format.ServiceSource;
import dev.tend.format.ServiceSources;
import dev.tend.format.bosh.BoshJob;
import dev.tend.format.bosh.BoshSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The jobs of BOSH among the sources of services, as they were last read. */
public final class Jobs {

    private final ServiceSources sources;

    Jobs(ServiceSources sources) {
        this.sources = sources;
    }

    public Collection<BoshJob> all() {
        return byName().values();
    }

    public Optional<BoshJob> named(String name) {
        return Optional.ofNullable(byName().get(name));
    }

    private Map<String, BoshJob> byName() {
        var jobs = new TreeMap<String, BoshJob>();
        for (ServiceSource source : sources.all()) {
            if (source instanceof BoshSource bosh) {
                bosh.job().ifPresent(job -> jobs.put(job.name(), job));
            }
        }
        return jobs;
    }
}

package dev.tend.formats;

import dev.tend.format.Format;
import dev.tend.format.ServiceSource;
import dev.tend.format.ServiceSources;
import dev.tend.format.bosh.BoshFormat;
import dev.tend.format.procfile.ProcfileFormat;
import dev.tend.format.runit.RunitFormat;
import dev.tend.format.systemd.SystemdFormat;
import dev.tend.format.tend.DirectorySource;
import java.util.ArrayList;
import java.util.List;

/** The formats of other programs, in the order in which the help names them: a new one is one more line. */
public final class Formats {

    public static final List<Format> ALL = List.of( //
            new RunitFormat(), //
            new BoshFormat(), //
            new SystemdFormat(), //
            new ProcfileFormat());

    private Formats() {}

    /** Returns the sources of a keeper that has only one. */
    public static ServiceSources alone(ServiceSource source) {
        return new ServiceSources(List.of(source), keys(ALL));
    }

    /** Returns the names of all lists of sources that a keeper with these formats mentions. */
    public static List<String> keys(List<Format> formats) {
        var keys = new ArrayList<>(List.of(DirectorySource.KEY));
        formats.forEach(format -> keys.add(format.key()));
        return keys;
    }
}

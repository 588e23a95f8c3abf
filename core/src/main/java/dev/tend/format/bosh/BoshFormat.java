package dev.tend.format.bosh;

import dev.tend.format.Format;
import dev.tend.format.FormatArguments;
import dev.tend.format.FormatOption;
import dev.tend.format.ServiceSource;
import java.util.ArrayList;
import java.util.List;

/** The format of BOSH: folders of jobs. */
public final class BoshFormat implements Format {

    static final String KEY = "bosh-jobs";

    private static final String OPTION = "bosh-job";

    /** The one in the list of formats. */
    public BoshFormat() {}

    @Override
    public String name() {
        return "bosh";
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public List<FormatOption> options() {
        return List.of(FormatOption.valued(OPTION, "DIR", "the folder of a BOSH job; may be repeated"));
    }

    @Override
    public List<ServiceSource> sources(FormatArguments arguments) {
        var sources = new ArrayList<ServiceSource>();
        for (String folder : arguments.all(OPTION)) {
            sources.add(new BoshSource(arguments.absolute(folder)));
        }
        return sources;
    }

    @Override
    public ServiceSource described(String words, String manner) {
        return new BoshSource(words);
    }
}

package dev.tend.selection;

import dev.tend.command.Arguments;
import dev.tend.command.Host;
import dev.tend.command.Option;
import dev.tend.command.Session;
import dev.tend.format.Format;
import dev.tend.format.FormatOption;
import dev.tend.format.ServiceSource;
import dev.tend.format.tend.DirectorySource;
import dev.tend.wire.Reply.Keeper;
import java.util.ArrayList;
import java.util.List;

/**
 * The places where services are described.
 *
 * @param folders those of service files, or such files, as the user named them
 * @param others those of other formats
 */
public record Sources(List<String> folders, List<ServiceSource> others) {

    /** Returns the options of a verb, with those that name sources in place of {@link UpVerb#FOLDER}. */
    public static Option[] options(List<Format> formats, Option... others) {
        var options = new ArrayList<Option>();
        for (var option : others) {
            options.add(option);
            if (option.equals(UpVerb.FOLDER)) {
                formats.forEach(format -> options.addAll(options(format.options(), false)));
            }
        }
        return options.toArray(new Option[0]);
    }

    /** @param forKeeper whether a keeper is started, and takes options for that as well */
    public static List<Option> options(List<FormatOption> known, boolean forKeeper) {
        var options = new ArrayList<Option>();
        for (var option : known) {
            if (forKeeper || !option.forKeeper()) {
                options.add(new Option(option.name(), "", option.value(), option.meaning()));
            }
        }
        return options;
    }

    /** Returns the places that the options name; where they name none, the keeper's; and where none runs, the usual folder. */
    public static Sources of(List<Format> formats, Arguments arguments, List<String> operands, Host host) {
        var folders = new ArrayList<>(arguments.all("dir"));
        folders.addAll(operands);
        var others = named(formats, arguments, host);
        if (!folders.isEmpty() || !others.isEmpty()) {
            return new Sources(folders, others);
        }
        var keeper = Session.keeper(arguments, host);
        return keeper.isPresent()
                ? of(keeper.get(), formats)
                : new Sources(List.of(host.places().services()), others);
    }

    /** Returns the sources in other formats that the options name. */
    static List<ServiceSource> named(List<Format> formats, Arguments arguments, Host host) {
        var given = new GivenArguments(arguments, host);
        var sources = new ArrayList<ServiceSource>();
        formats.forEach(format -> sources.addAll(format.sources(given)));
        return sources;
    }

    private static Sources of(Keeper keeper, List<Format> formats) {
        var others = new ArrayList<ServiceSource>();
        for (var format : formats) {
            for (var words : keeper.sources(format.key())) {
                others.add(format.described(words, keeper.manner()));
            }
        }
        return new Sources(keeper.sources(DirectorySource.KEY), others);
    }
}

package dev.tend.format;

import dev.tend.service.ServiceSpec;
import java.util.List;
import java.util.Optional;

/** A kind of files that describe services for another program than Tend, and what the command line can do with it. */
public interface Format {

    /** Returns its name on the command line. */
    String name();

    /** Returns the name of the list that a keeper mentions sources of this format in. */
    default String key() {
        return name();
    }

    /** Returns the options that name sources of this format, and say how they are read. */
    default List<FormatOption> options() {
        return List.of();
    }

    /** Returns the sources that the arguments name. */
    default List<ServiceSource> sources(FormatArguments arguments) {
        return List.of();
    }

    /**
     * Returns a source that a keeper mentions.
     *
     * @param words as in {@link ServiceSource#words}
     * @param manner of the keeper, see {@link dev.tend.wire.Reply.Keeper}
     */
    default ServiceSource described(String words, String manner) {
        throw new BadValue(BadValue.quoted(words) + " is no source of " + name());
    }

    default Optional<Importer> importer() {
        return Optional.empty();
    }

    default Optional<Exporter> exporter() {
        return Optional.empty();
    }

    /** Makes service files of files in the format. */
    interface Importer {

        /** Returns what the path names, such as {@code FILE}. */
        String operand();

        /** Returns the options for the import alone. */
        default List<FormatOption> options() {
            return List.of();
        }

        void read(String path, FormatArguments arguments, Output output);

        /** Receives service files. */
        interface Output {

            void add(String name, String text);

            /** Reports something that a service file cannot express. */
            void remark(String line);

            /** Reports a problem, because of which nothing is written. */
            void refuse(String line);
        }
    }

    /** Makes files in the format of a service. */
    interface Exporter {

        /**
         * @param text of the service file
         * @param folder the absolute path of the directory that the files will be in
         */
        Exported export(ServiceSpec spec, String text, String folder);
    }
}

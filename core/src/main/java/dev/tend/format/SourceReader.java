package dev.tend.format;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Receives the content of a {@link ServiceSource}. */
public interface SourceReader extends SourceInterest {

    /** Tells whether a service is defined by a file up to now. */
    boolean isInForce(String name, String file);

    /** Returns the result of a command of {@link ServiceSource#commands}; empty if it was not executed. */
    Optional<SourceCommand.Result> result(SourceCommand command);

    /**
     * Passes on a service that has a file of its own, which the reader reads. A directory is passed over.
     *
     * @param anew whether the file is read even if it is not worth reading
     * @param completed makes the text of the service of the text of the file
     */
    void file(String name, String file, boolean anew, UnaryOperator<String> completed);

    /**
     * Passes on a service that was read.
     *
     * @param text of a service file of Tend, unless the source has a {@link ServiceSource#parse} of its own
     * @param written the number of lines of the text that are the first lines of the file
     */
    void service(String name, String file, String text, int written);

    /**
     * Leaves a service as it was, if its definition comes from one of these files.
     *
     * @return whether it does
     */
    boolean leave(String name, Predicate<String> files);

    /** Leaves all services whose definitions come from these files as they were. */
    void leaveAll(Predicate<String> files);

    /** Passes on a problem of a service; it stays as it was. */
    void refuse(String name, List<Problem> problems);

    /** Passes on a problem of a service that is used nevertheless. */
    void mark(String name, Problem problem);

    /** Passes on the reason why some files cannot be read; services whose definitions come from them stay as they were. */
    void unreadable(String path, String why, Predicate<String> files);

    /** Passes on problems that keep services from being read; those whose definitions come from these files stay as they were. */
    void refuseAll(List<Problem> problems, Predicate<String> files);

    /** Passes on problems that do not keep services from being used. */
    void report(List<Problem> problems);

    /** Passes on what could not be translated. */
    void remark(List<Problem> remarks);
}

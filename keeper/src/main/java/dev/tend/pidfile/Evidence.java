package dev.tend.pidfile;

import dev.tend.pidfile.Verdict.Doubtful;
import dev.tend.pidfile.Verdict.Owned;
import dev.tend.pidfile.Verdict.Stale;
import dev.tend.text.Durations;
import java.util.Optional;

/**
 * All that tells whether the process with a file's number is the one that the number was written for. Times are in microseconds
 * since 1970.
 *
 * @param life of the process
 * @param started the same as a date
 * @param user of the process, -1 where that cannot be seen
 * @param owner of the file
 * @param shared whether everybody may write the file
 * @param changed the last modification of the file
 * @param touched the last change of the file, which nobody can set
 */
record Evidence(
        Content content,
        ProcessIdentity.Life life,
        long started,
        int user,
        int owner,
        boolean shared,
        long changed,
        long touched,
        Optional<ProcessIdentity> imprint,
        Machine machine) {

    /** By so much two clocks that are read one after the other may differ, and by no more. */
    private static final long CLEARLY = 2 * Durations.SECOND;

    Verdict verdict() {
        Optional<ProcessIdentity> valid =
                imprint.filter(mark -> mark.pid() == content.pid() && mark.changed() == changed);
        if (valid.isPresent() && !valid.get().bootId().equals(machine.bootId())) {
            return new Stale("process " + content.pid() + " was claimed before the machine was booted");
        }
        if (valid.isPresent() && machine.isAnother(valid.get().namespace())) {
            return new Stale("process " + content.pid() + " was claimed in another pid namespace");
        }
        if (valid.isPresent() && !valid.get().life().matches(life)) {
            return new Stale("process " + content.pid() + " is another one by now");
        }
        Optional<String> distrust = distrust();
        if (distrust.isPresent()) {
            return new Doubtful(distrust.get());
        }
        return valid.isPresent() ? new Owned() : byTime();
    }

    /** Returns why the file is not trusted: a user who may write it must not gain power over processes by it. */
    private Optional<String> distrust() {
        if (!content.exact()) {
            return Optional.of("it holds more than a pid");
        }
        if (shared) {
            return Optional.of("everybody may write it");
        }
        return owner == 0 || owner == machine.user() || owner == user
                ? Optional.empty()
                : Optional.of("it belongs to user " + Integer.toUnsignedString(owner) + ", the process "
                        + (user == -1 ? "to an unknown user" : "to user " + Integer.toUnsignedString(user)));
    }

    /** For a file that another program wrote. */
    private Verdict byTime() {
        if (changed > machine.now() + CLEARLY) {
            return new Doubtful("it was written in the future, so the clock was set back");
        }
        if (started <= changed + CLEARLY) {
            return started > changed && changed < machine.began()
                    ? new Stale("it was written before this pid namespace, such as that of a container, began")
                    : new Owned();
        }
        String late = "process " + content.pid() + " started " + Durations.words(started - changed)
                + " after the file was written";
        if (touched > changed + CLEARLY) {
            return new Doubtful(late + ", but the date of the file was set by hand");
        }
        return machine.mayBeOfAnotherClock(changed)
                ? new Doubtful(late + ", but the clock was set meanwhile")
                : new Stale(late + ", so it is another one by now");
    }
}

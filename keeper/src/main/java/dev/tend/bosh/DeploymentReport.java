package dev.tend.bosh;

import dev.tend.bosh.JobScripts.Tally;
import java.util.Optional;

/** Reports the steps of a deployment: to the journal, and to the client that has asked for it, while it listens. */
public final class DeploymentReport {

    private final Journal journal;
    private Optional<Client> client = Optional.empty();

    /** The journal of the keeper. */
    public interface Journal {

        /** @param name an instance, or "" */
        void deployment(String name, String text);

        void trouble(String problem);
    }

    /** A client that has asked for a deployment, and follows it. */
    public interface Client {

        void tell(String name, boolean good, String text);

        void over(boolean good);
    }

    public DeploymentReport(Journal journal) {
        this.journal = journal;
    }

    void follow(Optional<Client> follower) {
        client = follower;
    }

    /** Removes a client that does not listen any more. */
    public void clientGone(Client gone) {
        client = client.filter(other -> other != gone);
    }

    /** Adds a line to the journal alone. */
    void note(String name, String text) {
        journal.deployment(name, text);
    }

    void trouble(String problem) {
        journal.trouble(problem);
    }

    void tell(Tally tally) {
        tally.failed().forEach((name, why) -> tell(name, false, tally.script() + ": " + why));
        tell("deploy", tally.good(), tally.sentence());
    }

    void tell(String name, boolean good, String text) {
        journal.deployment("", name + ": " + text);
        client.ifPresent(follower -> follower.tell(name, good, text));
    }

    /** Tells the client that the deployment is over, and forgets it. */
    void over(boolean good) {
        var follower = client;
        client = Optional.empty();
        follower.ifPresent(waiting -> waiting.over(good));
    }
}

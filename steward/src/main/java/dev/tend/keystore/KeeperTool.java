package dev.tend.keystore;

import dev.tend.client.Answer;
import dev.tend.client.BusyException;
import dev.tend.client.KeeperClient;
import dev.tend.client.KeeperException;
import dev.tend.wire.Reply.Outcome;
import dev.tend.wire.Request.Verb;
import java.time.Duration;

/**
 * The keystore tool as a task of the keeper: what it executes is in the keeper's own files, and all that can be asked over the
 * control socket is to start it. The steward executes nothing.
 */
final class KeeperTool implements Tool {

    /** The name of the task; see {@code ProcessManagerFace}. */
    private static final String TASK = "keystore";

    /** A Java program is started for each secret, on a machine that may be starting an Elasticsearch just now. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration TO_END = Duration.ofSeconds(30);

    private final KeeperClient keeper;

    KeeperTool(KeeperClient keeper) {
        this.keeper = keeper;
    }

    @Override
    public void build() {
        var answer = ask(Verb.START, PATIENCE);
        if (!answer.isGood()) {
            stop();
            throw new KeystoreException("the keystore tool has built nothing: " + why(answer));
        }
    }

    @Override
    public void stop() {
        ask(Verb.KILL, TO_END);
    }

    private Answer ask(Verb verb, Duration patience) {
        try {
            return keeper.change(verb, TASK, patience);
        } catch (KeeperException | BusyException away) {
            throw new KeystoreException("cannot run the keystore tool: " + away.getMessage(), away);
        }
    }

    private static String why(Answer answer) {
        var outcomes = answer.all(Outcome.class);
        return outcomes.isEmpty() ? answer.end().error() : outcomes.getFirst().text();
    }
}

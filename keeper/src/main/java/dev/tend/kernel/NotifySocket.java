package dev.tend.kernel;

import java.util.Optional;

/** Where the processes of an instance can leave messages for the keeper: what {@code $NOTIFY_SOCKET} is for them. */
public interface NotifySocket {

    /** Can be read as soon as {@link #next} has something. */
    int descriptor();

    /** The next message that was left; empty where there is none now. Never waits. */
    Optional<Letter> next();

    /** No more messages; its path goes too. To be called after the descriptor is watched no more. */
    void close();

    /**
     * A message. Who has sent it is what the system says, not the message.
     *
     * @param session the sender belongs to, 0 being one of outside the pid namespace; {@link #GONE} where it has ended already
     * @param trusted whether the sender's user is the mailbox's owner, or root
     * @param text no longer than {@link #LONGEST} bytes; of one that was longer, nothing
     */
    record Letter(int pid, int session, boolean trusted, String text) {

        /** In place of the session of a sender that has ended. */
        public static final int GONE = -1;
    }

    /** Of a message, in bytes. */
    int LONGEST = 4096;
}

package dev.tend.kernel;

import java.util.Optional;

/** A socket to which the processes of an instance send messages for the keeper: its address is {@code $NOTIFY_SOCKET}. */
public interface NotifySocket {

    /** Can be read as soon as {@link #next} has something. */
    int descriptor();

    /** The next message that was left; empty where there is none now. Never waits. */
    Optional<Letter> next();

    /** Closes the socket and removes its path; to be called after the descriptor is watched no more. */
    void close();

    /**
     * A message. The system names the sender, not the message.
     *
     * @param session the session of the sender; 0 for a process outside the pid namespace; {@link #GONE} where it has ended
     * already
     * @param trusted whether the sender's user is the socket's owner, or root
     * @param text the message, at most {@link #LONGEST} bytes long; "" where it was longer
     */
    record Letter(int pid, int session, boolean trusted, String text) {

        /** The session of a sender that has ended. */
        public static final int GONE = -1;
    }

    /** The longest message in bytes. */
    int LONGEST = 4096;
}

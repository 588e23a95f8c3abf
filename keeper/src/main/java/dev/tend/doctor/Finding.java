package dev.tend.doctor;

/**
 * A result of {@code tend doctor}.
 *
 * @param topic in a word
 * @param text what was found, and where it is to be mended, how
 */
record Finding(Grade grade, String topic, String text) {

    /** The importance of a finding. */
    enum Grade {
        /** As it should be. */
        OK,
        /** Tend works, but the user should know. */
        NOTE,
        /** It keeps services from being kept going. */
        MEND
    }

    static Finding ok(String topic, String text) {
        return new Finding(Grade.OK, topic, text);
    }

    static Finding note(String topic, String text) {
        return new Finding(Grade.NOTE, topic, text);
    }

    static Finding mend(String topic, String text) {
        return new Finding(Grade.MEND, topic, text);
    }
}

package dev.tend.simulation;

/** All that happened, as one number: equal numbers mean equal histories. FNV-1a over what it is told. */
public final class Trace {

    private static final long PRIME = 0x100000001b3L;

    private long digest = 0xcbf29ce484222325L;

    void add(String word) {
        for (int i = 0; i < word.length(); i++) {
            add(word.charAt(i));
        }
        add(-1);
    }

    void add(long number) {
        digest = (digest ^ number) * PRIME;
    }

    public long digest() {
        return digest;
    }
}

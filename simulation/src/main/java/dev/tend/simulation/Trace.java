package dev.tend.simulation;

/** The history, as one number: equal numbers mean equal histories. FNV-1a over the words that are added. */
public final class Trace {

    private static final long PRIME = 0x100000001b3L;

    private final boolean told;
    private long digest = 0xcbf29ce484222325L;

    /** @param told whether to print all words as well, to see what led to a broken invariant */
    public Trace(boolean told) {
        this.told = told;
    }

    void add(String word) {
        if (told) {
            System.out.println(word);
        }
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

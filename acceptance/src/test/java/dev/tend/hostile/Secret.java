package dev.tend.hostile;

import static org.assertj.core.api.Assertions.assertThat;

/** The content of a file that only root may read. */
final class Secret {

    /** The line of the file; as a line of variables it can be shown by a service that is started with it. */
    static final String LINE = "SECRET=the-secret-that-nobody-may-see";

    static final String TEXT = "the-secret-that-nobody-may-see";

    private Secret() {}

    /** @param source the origin of the text */
    static void assertHidden(String source, String text) {
        assertThat(text).as(source).doesNotContain(TEXT);
    }
}

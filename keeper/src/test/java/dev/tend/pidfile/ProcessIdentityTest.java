package dev.tend.pidfile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

    @Test
    void readsWhatItWrote() {
        var imprint = new ProcessIdentity(
                4194303,
                new ProcessIdentity.Life(Long.MAX_VALUE, Long.MAX_VALUE),
                Long.MAX_VALUE,
                "7f3c2f2e-1d3a-4c4b-9d8e-0123456789ab",
                "4026531836." + Long.MAX_VALUE);

        assertThat(ProcessIdentity.parse(imprint.text())).contains(imprint);
        assertThat(imprint.text().length()).isLessThanOrEqualTo(ProcessIdentity.LIMIT);
    }

    @Test
    void readsNothingElse() {
        for (var text : new String[] {"", " ", "1", "1 2", "1 2 3", "1 2 3 4"}) {
            assertThat(ProcessIdentity.parse(text)).as(text).isEmpty();
        }
        assertThat(ProcessIdentity.parse("a b c d boot").map(ProcessIdentity::pid))
                .contains(-1);
    }
}

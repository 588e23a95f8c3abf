package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramFileTest {

    @Test
    void looksForAWordInEveryFolderOfThePath() {
        assertThat(new ProgramFile("web", "/bin::/usr/bin").candidates())
                .containsExactly("/bin/web", "./web", "/usr/bin/web");
    }

    @Test
    void takesWhatHasASlashAsItIs() {
        assertThat(new ProgramFile("./web", "/bin").candidates()).containsExactly("./web");
        assertThat(new ProgramFile("/opt/web", "/bin").candidates()).containsExactly("/opt/web");
    }
}

package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathNamesTest {

    @Test
    void leavesOutWhatLeadsNowhere() {
        assertThat(PathNames.of("//srv/./web/../")).containsExactly("srv", "web", "..");
        assertThat(PathNames.of("/")).isEmpty();
        assertThat(PathNames.of("")).isEmpty();
        assertThat(PathNames.of("web")).containsExactly("web");
    }

    @Test
    void putsAPathBeforeTheRest() {
        var rest = PathNames.of("c/d");
        PathNames.lead("a/b", rest);
        assertThat(rest).containsExactly("a", "b", "c", "d");
    }

    @Test
    void knowsTheDirectoryOfAPath() {
        assertThat(PathNames.parent("/srv/web")).isEqualTo("/srv");
        assertThat(PathNames.parent("/srv")).isEqualTo("/");
        assertThat(PathNames.parent("/")).isEqualTo("/");
        assertThat(PathNames.parent("web")).isEqualTo(".");
    }
}

package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Shell patterns. */
class GlobTest {

    @Test
    void matchesStarsAndQuestionMarks() {
        assertThat(Glob.matches("web*", "web")).isTrue();
        assertThat(Glob.matches("web*", "web@12")).isTrue();
        assertThat(Glob.matches("*b*e*", "web@1e")).isTrue();
        assertThat(Glob.matches("w?b", "web")).isTrue();
        assertThat(Glob.matches("w?b", "wb")).isFalse();
        assertThat(Glob.matches("*.swp", "a.swp.x")).isFalse();
        assertThat(Glob.matches("", "")).isTrue();
        assertThat(Glob.matches("", "a")).isFalse();
        assertThat(Glob.matches("**", "")).isTrue();
    }

    @Test
    void matchesSets() {
        assertThat(Glob.matches("[a-c]x", "bx")).isTrue();
        assertThat(Glob.matches("[a-c]x", "dx")).isFalse();
        assertThat(Glob.matches("[!a-c]x", "dx")).isTrue();
        assertThat(Glob.matches("[^a-c]x", "ax")).isFalse();
        assertThat(Glob.matches("[]a]", "]")).isTrue();
        assertThat(Glob.matches("[!]a]", "b")).isTrue();
        assertThat(Glob.matches("[a-]", "-")).isTrue();
        assertThat(Glob.matches("*[0-9]", "web@12")).isTrue();
    }

    @Test
    void hasAPatternForEachNameAlone() {
        for (String name : List.of("web", "a*b", "web[1]", "b\\s", "?", "[", "a\\")) {
            assertThat(Glob.matches(Glob.literal(name), name)).as(name).isTrue();
        }
        assertThat(Glob.matches(Glob.literal("a*b"), "axb")).isFalse();
        assertThat(Glob.matches(Glob.literal("web[1]"), "web1")).isFalse();
        assertThat(Glob.literal("web")).isEqualTo("web");
    }

    @Test
    void takesWhatIsNoPatternAsItIs() {
        assertThat(Glob.matches("a[b", "a[b")).isTrue();
        assertThat(Glob.matches("[", "[")).isTrue();
        assertThat(Glob.matches("[]", "[]")).isTrue();
        assertThat(Glob.matches("a\\*", "a*")).isTrue();
        assertThat(Glob.matches("a\\*", "ab")).isFalse();
        assertThat(Glob.matches("a\\", "a\\")).isTrue();
        assertThat(Glob.isPattern("web@1")).isFalse();
        assertThat(Glob.isPattern("web[12]")).isTrue();
    }

    @Test
    void staysFastOnHostilePatterns() {
        assertTimeout(Duration.ofSeconds(5), () -> assertThat(Glob.matches("*a".repeat(200) + "b", "a".repeat(2_000)))
                .isFalse());
    }
}

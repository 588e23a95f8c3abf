package dev.tend.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Guesses at mistyped words. */
class SuggestTest {

    private static final List<String> KNOWN = List.of("restart", "start", "stop", "status", "user", "up");

    @Test
    void findsSwappedMissingAddedAndWrongLetters() {
        assertThat(Suggest.nearest("restrat", KNOWN)).contains("restart");
        assertThat(Suggest.nearest("statu", KNOWN)).contains("status");
        assertThat(Suggest.nearest("stopp", KNOWN)).contains("stop");
        assertThat(Suggest.nearest("usor", KNOWN)).contains("user");
    }

    @Test
    void staysSilentWhereNothingIsNear() {
        assertThat(Suggest.nearest("colour", KNOWN)).isEmpty();
        assertThat(Suggest.nearest("", KNOWN)).isEmpty();
        assertThat(Suggest.nearest("xy", KNOWN)).isEmpty();
        assertThat(Suggest.nearest("restart".repeat(10_000), KNOWN)).isEmpty();
    }

    @Test
    void knowsAnInstanceByForemansName() {
        assertThat(Suggest.nearest("web.1", List.of("web", "web@1", "web@2"))).contains("web@1");
        assertThat(Suggest.nearest("web.3", List.of("web", "web@1", "web@2"))).contains("web");
        assertThat(Suggest.nearest("mail.1", List.of("web"))).isEmpty();
        assertThat(Suggest.nearest("web.", List.of("wxyz"))).isEmpty();
    }

    @Test
    void endsASentence() {
        assertThat(Suggest.didYouMean("restrat", KNOWN)).isEqualTo(": did you mean \"restart\"?");
        assertThat(Suggest.didYouMean("colour", KNOWN)).isEmpty();
    }

    @Test
    void countsSlips() {
        assertThat(Suggest.distance("abcd", "abcd", 9)).isZero();
        assertThat(Suggest.distance("abcd", "acbd", 9)).isEqualTo(1);
        assertThat(Suggest.distance("kitten", "sitting", 9)).isEqualTo(3);
        assertThat(Suggest.distance("", "abc", 9)).isEqualTo(3);
        assertThat(Suggest.distance("kitten", "sitting", 2)).isEqualTo(2);
    }

    @Test
    void knowsAnAbbreviationAndTheNameOfAFile() {
        var known = List.of("start", "status", "web", "database");
        assertThat(Suggest.nearest("stat", known)).contains("status");
        assertThat(Suggest.nearest("sta", known)).isEmpty();
        assertThat(Suggest.nearest("data", known)).contains("database");
        assertThat(Suggest.nearest("web.service", known)).contains("web");
        assertThat(Suggest.nearest("./web", known)).contains("web");
        assertThat(Suggest.nearest("/etc/tend.d/web.conf", known)).contains("web");
    }
}

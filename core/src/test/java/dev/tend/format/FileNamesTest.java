package dev.tend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.format.going.GoingSource;
import dev.tend.format.tend.DirectorySource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

    private static final ServiceSource OWN = new DirectorySource("/s");
    private static final ServiceSource GOING = new GoingSource("/s");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c~",
                "#c#",
                "c.orig",
                "c.rej",
                "c.save",
                "c.old",
                "c.new",
                "c.tmp",
                "c.swo",
                "c.swp",
                "c.bak",
                "c.pacnew",
                "c.pacsave",
                "c.ucf-dist",
                "c.ucf-old",
                "c.apk-new",
                "c.dpkg-new",
                "c.dpkg-dist",
                "c.rpmsave",
                "c.rpmnew",
                "c,v",
                "sedAbC12",
                "sedAbC123",
                "c___jb_tmp___",
                "c___jb_old___",
                "4913"
            })
    void knowsCopiesInAnyFolder(String name) {
        assertThat(FileNames.isCopy(name)).isTrue();
        assertThat(FileNames.problem(name)).isPresent();
        assertThat(GOING.isOfInterest("/s", name)).isFalse();
        assertThat(OWN.isOfInterest("/s", name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c.disabled",
                "c.off",
                "c.md",
                "README.md",
                "web.conf",
                "web[1]",
                "a*b",
                "a b",
                "web@1",
                "wéb",
                "c:d"
            })
    void takesOnlyPlainNamesInOurOwnFolders(String name) {
        assertThat(OWN.isOfInterest("/s", name)).isFalse();
        assertThat(GOING.isOfInterest("/s", name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web",
                "WEB",
                "web-1",
                "web_1",
                "1",
                "4914",
                "sedation",
                "sedentary",
                "sed",
                "sedAbC1",
                "dpkg-old",
                "rpm"
            })
    void takesPlainNames(String name) {
        assertThat(OWN.isOfInterest("/s", name)).isTrue();
        assertThat(GOING.isOfInterest("/s", name)).isTrue();
    }

    @Test
    void saysWhichCharacterIsTooMany() {
        assertThat(FileNames.problem("web.conf"))
                .contains("the name of a service has letters, digits, - and _, and no \".\"");
    }
}

package dev.tend.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tend.formats.Formats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {

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
        assertThat(Formats.GOING.isServiceFile(name)).isFalse();
        assertThat(Formats.NATIVE.isServiceFile(name)).isFalse();
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
        assertThat(Formats.NATIVE.isServiceFile(name)).isFalse();
        assertThat(Formats.GOING.isServiceFile(name)).isTrue();
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
        assertThat(Formats.NATIVE.isServiceFile(name)).isTrue();
        assertThat(Formats.GOING.isServiceFile(name)).isTrue();
    }

    @Test
    void saysWhichCharacterIsTooMany() {
        assertThat(FileNames.problem("web.conf"))
                .contains("the name of a service has letters, digits, - and _, and no \".\"");
    }
}

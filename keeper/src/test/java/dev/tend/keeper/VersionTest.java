package dev.tend.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds together the places that name the version. */
class VersionTest {

    private static final Path ROOT = Path.of("..");
    private static final String BUILD = "(?m)^  <version>(.*)</version>";

    @Test
    void isThatOfTheBuild() throws IOException {
        assertThat(first("pom.xml", BUILD).replace("-SNAPSHOT", "")).isEqualTo(Keeper.VERSION);
    }

    @Test
    void isThatOfTheDescriptionOfTheHttpInterface() throws IOException {
        assertThat(first("steward/src/main/resources/dev/tend/api/openapi.json", "\"version\": \"(.*)\""))
                .isEqualTo(Keeper.VERSION);
    }

    @Test
    void hasASectionInTheChangelogOnceItIsReleased() throws IOException {
        var heading = first("CHANGELOG.md", "(?m)^## \\[(.*)\\]");
        assertThat(first("pom.xml", BUILD))
                .isEqualTo(heading.equals("Unreleased") ? Keeper.VERSION + "-SNAPSHOT" : heading);
    }

    private static String first(String file, String regex) throws IOException {
        var matcher = Pattern.compile(regex).matcher(Files.readString(ROOT.resolve(file)));
        assertThat(matcher.find()).as(file + " has " + regex).isTrue();
        return matcher.group(1);
    }
}

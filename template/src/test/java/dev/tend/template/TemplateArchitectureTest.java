package dev.tend.template;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tend.template.exec.Template;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the module: no input and output, no threads, no clock; and which package may use which. */
class TemplateArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tend.template");

    /** From the bottom up. A package may use those before it. */
    private static final List<String> FLOORS =
            List.of("value", "data", "fmt", "parse", "exec", "text", "library", "document", "sprig", "function");

    @Test
    void looksAtTheModule() {
        assertThat(MODULE.contain(Template.class)).isTrue();
    }

    /** Charsets are no input and output. */
    @Test
    void doesNoInputAndOutput() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.net..",
                        "java.nio",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.util.concurrent..")
                .check(MODULE);
    }

    @Test
    void packagesUseThoseBelow() {
        for (int floor = 0; floor < FLOORS.size() - 1; floor++) {
            String[] above = FLOORS.subList(floor + 1, FLOORS.size()).stream()
                    .map(name -> "dev.tend.template." + name + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.tend.template." + FLOORS.get(floor) + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(above)
                    .check(MODULE);
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.tend.template.(**)").should().beFreeOfCycles().check(MODULE);
    }
}

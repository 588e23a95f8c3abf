package dev.tend;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import dev.tend.kernel.Kernel;
import dev.tend.service.ServiceSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The rules of the architecture: the packages that each package may depend on. They are checked on the compiled classes
 * of core and keeper. What TeaVM cannot compile needs no rule: the build refuses it.
 */
class ArchitectureTest {

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tend");

    private static final String[] CORE =
            packages("text", "schedule", "service", "lifecycle", "manager", "format", "formats", "exchange", "wire");

    /** The packages that supervise services, wherever these come from. */
    private static final String[] ENGINE =
            packages("kernel", "loop", "output", "instance", "process", "source", "state", "health", "supervisor");

    /** From the top down. A package may know those of its own floor and of the floors below. */
    private static final List<String[]> FLOORS = List.of(
            packages("cli"),
            packages("face", "verb", "status", "doctor", "check", "history", "selection"),
            packages("command"),
            packages("keeper"),
            packages("control"),
            packages("bosh", "runsv"),
            packages("supervisor"),
            packages("health", "state"),
            packages("process", "source"),
            packages("instance"),
            packages("loop"),
            packages("pidfile", "probe", "output", "runit", "tool"),
            packages("linux"),
            packages("spawn"),
            packages("proc"),
            packages("path"),
            packages("kernel"),
            packages("wire", "formats", "exchange", "format"),
            packages("lifecycle", "service", "schedule", "manager", "posix", "text"));

    @Test
    void looksAtCoreAndKeeper() {
        assertThat(HOUSE.contain(ServiceSpec.class)).isTrue();
        assertThat(HOUSE.contain(Kernel.class)).isTrue();
    }

    @Test
    void everyPackageHasItsFloor() {
        noClasses().should().resideOutsideOfPackages(floorsFrom(0)).check(HOUSE);
    }

    @Test
    void arrowsPointDown() {
        for (int floor = 0; floor < FLOORS.size() - 1; floor++) {
            noClasses()
                    .that()
                    .resideInAnyPackage(floorsFrom(floor + 1))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FLOORS.get(floor))
                    .check(HOUSE);
        }
    }

    @Test
    void noPackagesGoInCircles() {
        slices().matching("dev.tend.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    @Test
    void theEngineKnowsNoFormat() {
        noClasses()
                .that()
                .resideInAnyPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.tend.format.*..",
                        "dev.tend.formats..",
                        "dev.tend.bosh..",
                        "dev.tend.runsv..",
                        "dev.tend.runit..")
                .because("a further format is a package and a line where formats are listed")
                .check(HOUSE);
        noClasses()
                .that()
                .resideInAPackage("dev.tend.keeper")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.tend.format.*..", "dev.tend.formats..")
                .check(HOUSE);
    }

    @Test
    void onlyPosixKnowsTeaVm() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tend.posix")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.teavm..")
                .because("the name of a C function and the layout of a struct belong in one place")
                .check(HOUSE);
    }

    @Test
    void coreKnowsNoOperatingSystem() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..",
                        "java.nio",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.net..",
                        "java.time..",
                        "java.util.concurrent..")
                .because("it is compiled into both programs, and its tests need neither clock nor file")
                .check(HOUSE);
    }

    @Test
    void onlyTheCommandLinePrintsAndExits() {
        noClasses()
                .that()
                .resideOutsideOfPackages(packages("cli", "command"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould(ArchConditions.callMethodWhere(
                        target(owner(resideInAPackage("dev.tend.posix"))).and(target(nameMatching("exit")))))
                .check(HOUSE);
    }

    @Test
    void keepsOutWhatMakesTheExecutableFat() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.regex..", "java.util.stream..")
                .orShould(ArchConditions.callMethodWhere(target(owner(JavaClass.Predicates.type(String.class)))
                        .and(target(nameMatching("format|formatted|split|matches|replaceAll|replaceFirst")))))
                .because("each adds hundreds of kB, see docs/teavm.md")
                .check(HOUSE);
    }

    @Test
    void keepsOutWhatMakesTheKeeperFat() {
        noClasses()
                .should(ArchConditions.callMethodWhere(target(owner(JavaClass.Predicates.type(String.class)))
                        .and(target(nameMatching("toLowerCase|toUpperCase|equalsIgnoreCase")))))
                .orShould(ArchConditions.callMethodWhere(target(owner(JavaClass.Predicates.type(Character.class)))
                        .and(target(nameMatching(
                                "is(Digit|Letter|LetterOrDigit|Alphabetic|UpperCase|LowerCase|Whitespace|SpaceChar|ISOControl)"
                                        + "|digit|getNumericValue|getType|to(Upper|Lower|Title)Case")))))
                .because("its first call makes tables of up to 256 kB in the heap: Ascii has what there is to do")
                .check(HOUSE);
    }

    @Test
    void looksNothingUpByComparingAll() {
        noClasses()
                .should(ArchConditions.callMethodWhere(target(owner(JavaClass.Predicates.type(Collections.class)))
                        .and(target(nameMatching("(unmodifiable|synchronized|checked).*|frequency|disjoint")))))
                .orShould(ArchConditions.callMethodWhere(
                        target(nameMatching("copyOf")).and(target(owner(JavaClass.Predicates.type(Map.class))))))
                .orShould(ArchConditions.callMethodWhere(
                        target(nameMatching("copyOf")).and(target(owner(JavaClass.Predicates.type(Set.class))))))
                .orShould(ArchConditions.callMethodWhere(
                        target(owner(JavaClass.Predicates.assignableTo(Collection.class)))
                                .and(target(nameMatching("(remove|retain|contains)All")))))
                .because(
                        "in TeaVM's class library these go through all of a map or a list for each look, or divide by zero")
                .check(HOUSE);
    }

    private static String[] floorsFrom(int floor) {
        return FLOORS.subList(floor, FLOORS.size()).stream().flatMap(Stream::of).toArray(String[]::new);
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> "dev.tend." + name + "..").toArray(String[]::new);
    }
}

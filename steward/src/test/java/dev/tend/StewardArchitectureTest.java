package dev.tend;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Checks the dependencies between the packages of the steward. */
class StewardArchitectureTest {

    private static final JavaClasses STEWARD = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tend");

    @Test
    void dependenciesPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy("dev.tend.steward")
                .layer("keystore")
                .definedBy("dev.tend.keystore")
                .layer("manager")
                .definedBy("dev.tend.manager.http")
                .layer("forward")
                .definedBy("dev.tend.forward")
                .layer("render")
                .definedBy("dev.tend.render")
                .layer("consul")
                .definedBy("dev.tend.consul")
                .layer("files")
                .definedBy("dev.tend.files")
                .layer("catalog")
                .definedBy("dev.tend.catalog")
                .layer("api")
                .definedBy("dev.tend.api")
                .layer("http")
                .definedBy("dev.tend.http")
                .layer("client")
                .definedBy("dev.tend.client")
                .layer("settings")
                .definedBy("dev.tend.settings")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("forward")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("render")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("consul")
                .mayOnlyBeAccessedByLayers("main", "render")
                .whereLayer("files")
                .mayOnlyBeAccessedByLayers("main", "render")
                .whereLayer("catalog")
                .mayOnlyBeAccessedByLayers("consul", "files")
                .whereLayer("keystore")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("manager")
                .mayOnlyBeAccessedByLayers("main", "keystore")
                .whereLayer("http")
                .mayOnlyBeAccessedByLayers("main", "api", "manager")
                .whereLayer("client")
                .mayOnlyBeAccessedByLayers("main", "api", "forward", "keystore", "manager", "http", "render")
                .whereLayer("settings")
                .mayOnlyBeAccessedByLayers("main", "forward", "http", "manager", "consul", "render")
                .check(STEWARD);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.tend.(**)").should().beFreeOfCycles().check(STEWARD);
    }
}

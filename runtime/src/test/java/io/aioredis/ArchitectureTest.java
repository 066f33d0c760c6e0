package io.aioredis;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses RUNTIME = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.aioredis");

    @Test
    void packagesUseOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("exception")
                .definedBy("io.aioredis.exception")
                .layer("codec")
                .definedBy("io.aioredis.codec")
                .layer("annotation")
                .definedBy("io.aioredis.annotation")
                .layer("protocol")
                .definedBy("io.aioredis.protocol")
                .layer("pubsub")
                .definedBy("io.aioredis.pubsub")
                .layer("connection")
                .definedBy("io.aioredis.connection")
                .layer("mixin")
                .definedBy("io.aioredis.mixin")
                .whereLayer("mixin")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("connection")
                .mayOnlyBeAccessedByLayers("mixin")
                .whereLayer("pubsub")
                .mayOnlyBeAccessedByLayers("connection", "mixin")
                .whereLayer("protocol")
                .mayOnlyBeAccessedByLayers("pubsub", "connection", "mixin")
                .whereLayer("annotation")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("codec")
                .mayOnlyBeAccessedByLayers("protocol", "pubsub", "connection", "mixin")
                .check(RUNTIME);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.aioredis.(*)..").should().beFreeOfCycles().check(RUNTIME);
    }

    @Test
    void nettyStaysInTheConnection() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("io.aioredis.connection")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(RUNTIME);
    }
}

package dev.tend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.teavm.interop.Address;

/**
 * An address of C's must not be an object: the collector follows it as a reference, and crashes, much later
 * (docs/teavm.md). So it is no element
 * of a collection, no type argument, and in no array. Type arguments stand in the signatures of a class file; what comes out of something
 * generic is cast.
 */
class AddressesTest {

    private static final String NAME = "org/teavm/interop/Address";
    private static final String ELEMENT = "[L" + NAME + ";";

    private static final ArchRule RULE = classes().should(new ArchCondition<JavaClass>("have no address as an object") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            var model = model(type);
            if (hasSuchAType(model) || castsToAddress(model)) {
                events.add(SimpleConditionEvent.violated(
                        type, type.getName() + " has an address in a collection, an array or another object"));
            }
        }
    });

    private static ClassModel model(JavaClass type) {
        try (var stream = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return ClassFile.of().parse(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasSuchAType(ClassModel model) {
        for (PoolEntry entry : model.constantPool()) {
            if (entry instanceof Utf8Entry text) {
                String type = text.stringValue();
                if (type.contains(ELEMENT) || hasAddressAsArgument(type)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasAddressAsArgument(String signature) {
        int depth = 0;
        for (int at = 0; at < signature.length(); at++) {
            char c = signature.charAt(at);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (depth > 0 && signature.startsWith(NAME, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean castsToAddress(ClassModel model) {
        return model.methods().stream()
                .flatMap(method -> method.code().stream())
                .flatMap(code -> code.elementStream())
                .anyMatch(element -> element instanceof TypeCheckInstruction check
                        && check.opcode() == Opcode.CHECKCAST
                        && check.type().asInternalName().equals(NAME));
    }

    @Test
    void areNoObjects() {
        RULE.check(new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.tend"));
    }

    // ---- what the rule has to find

    static final class InAField {
        List<Address> addresses = new ArrayList<>();
    }

    static final class InAnArray {
        Address[] addresses = {};
    }

    static final class InALocalVariable {
        static Address last(Address one) {
            var addresses = new ArrayList<Address>();
            addresses.add(one);
            return addresses.getLast();
        }
    }

    static final class InAnOptional {
        static Address find(Supplier<Optional<?>> found) {
            return (Address) found.get().orElseThrow();
        }
    }

    static final class AsAnArgument {
        static long value(Address one) {
            return one.toLong();
        }
    }

    @Test
    void areFoundWhereverTheyAreObjects() {
        for (var wrong : List.of(InAField.class, InAnArray.class, InALocalVariable.class, InAnOptional.class)) {
            assertThat(RULE.evaluate(new ClassFileImporter().importClasses(wrong))
                            .hasViolation())
                    .as(wrong.getSimpleName())
                    .isTrue();
        }
        assertThat(RULE.evaluate(new ClassFileImporter().importClasses(AsAnArgument.class))
                        .hasViolation())
                .isFalse();
    }
}

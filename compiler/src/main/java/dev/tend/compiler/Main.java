package dev.tend.compiler;

import java.nio.file.Path;
import java.util.List;

/**
 * Compiles a Java program to C: {@code Main MAIN-CLASS CLASS-PATH FOLDER}. {@code scripts/native.sh} calls this, and then a C
 * compiler. TeaVM's own Maven plugin cannot be told to leave an unchanged program alone.
 *
 * <p>{@code docs/teavm.md} describes each fault of TeaVM that a pass corrects, and what the other passes save.
 */
final class Main {

    /** Corrections come first: they expect the code as TeaVM writes it. */
    static final List<Pass> PASSES = List.of(
            new PrimitiveArrayClone(),
            new EmptyCollectionLookup(),
            new ReturnedPages(),
            new MemoryLimits(),
            new UnassignedCopies(),
            CallNumbers::share,
            new CharacterCopies(),
            new InlinedChecks(),
            new StackRegister(),
            new FrameEntry(),
            new StringLiterals(),
            CompactClasses::write);

    private Main() {}

    public static void main(String... arguments) throws Exception {
        if (arguments.length != 3) {
            fail("usage: Main MAIN-CLASS CLASS-PATH FOLDER");
        }
        var faults = CaughtFields.faults(arguments[1]);
        if (!faults.isEmpty()) {
            fail(String.join("\ntend: ", faults));
        }
        var folder = Path.of(arguments[2]);
        if (!JavaToC.compile(arguments[0], arguments[1], folder)) {
            fail(arguments[0]
                    + ": TeaVM cannot compile what is named above: see docs/teavm.md for what to use instead");
        }
        try {
            var code = GeneratedCode.read(folder);
            PASSES.forEach(pass -> pass.apply(code));
            code.write(folder);
        } catch (UnexpectedCodeException refused) {
            fail(refused.getMessage());
        }
    }

    private static void fail(String why) {
        System.err.println("tend: " + why);
        System.exit(1);
    }
}

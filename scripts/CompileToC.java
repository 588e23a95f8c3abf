import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolLog;
import org.teavm.vm.TeaVMOptimizationLevel;

/**
 * Compiles a main class and all it reaches to C. TeaVM has a Maven plugin, but that one cannot be told to leave an unchanged
 * program alone; {@code native.sh} decides that, and calls this only where there is something to do.
 *
 * <p>It only makes C; turning that into an executable is {@code native.sh}'s part.
 */
final class CompileToC {

    /** Mebibytes. TeaVM takes the address space at once but touches memory as it is used, so this costs nothing. */
    private static final int LARGEST_HEAP = 256;

    /**
     * In MiB, how much is allotted before anything is collected. Nothing of it is resident before it is used, and a rest gives back
     * what is not; with half of one, a third of the instructions of a start of hundreds of services went into collections.
     */
    private static final int SMALLEST_HEAP = 4;

    private CompileToC() {}

    public static void main(String... arguments) throws Exception {
        if (arguments.length != 3) {
            fail("usage: CompileToC MAIN-CLASS CLASS-PATH FOLDER");
        }
        var folder = Path.of(arguments[2]);
        Files.createDirectories(folder);

        TeaVMToolLog log = new ConsoleTeaVMToolLog(false);
        var tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.C);
        tool.setMainClass(arguments[0]);
        tool.setClassPath(files(arguments[1]));
        tool.setClassLoader(CompileToC.class.getClassLoader());
        tool.setTargetDirectory(folder.toFile());
        tool.setOptimizationLevel(TeaVMOptimizationLevel.ADVANCED); // FULL copies so much about that all gets 70 % larger
        tool.setStrict(true); // array bounds, null and casts are checked, as Java promises
        tool.setObfuscated(true); // names and lines would be a third of the executable: scripts/trace.sh puts them back
        tool.setShortFileNames(true);
        tool.setHeapDump(false);
        tool.setMinHeapSize(SMALLEST_HEAP << 20);
        tool.setMaxHeapSize(LARGEST_HEAP << 20);
        tool.setLog(log);
        tool.generate();

        var problems = tool.getProblemProvider();
        TeaVMProblemRenderer.describeProblems(tool.getDependencyInfo().getCallGraph(), problems, log);
        if (!problems.getSevereProblems().isEmpty()) {
            fail(arguments[0] + ": TeaVM cannot compile what is named above: see docs/teavm.md for what to use instead");
        }
    }

    private static List<File> files(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator)).map(File::new).toList();
    }

    private static void fail(String why) {
        System.err.println(why);
        System.exit(1);
    }
}

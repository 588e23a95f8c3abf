package dev.tend.compiler;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.teavm.tooling.ConsoleTeaVMToolLog;
import org.teavm.tooling.TeaVMProblemRenderer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;
import org.teavm.tooling.TeaVMToolException;
import org.teavm.tooling.TeaVMToolLog;
import org.teavm.vm.TeaVMOptimizationLevel;

/** Calls TeaVM: a main class and everything it reaches become C files in a folder. */
final class JavaToC {

    private static final int MEBIBYTE = 1 << 20;

    /** TeaVM reserves this address space at the start but touches memory only as it is used, so the limit costs nothing. */
    private static final int LARGEST_HEAP = 256 * MEBIBYTE;

    /**
     * The size up to which nothing is collected. No page of it is resident before it is used, and an idle keeper returns what it does
     * not need. With half a mebibyte, a third of the instructions of a start of hundreds of services went into collections.
     */
    private static final int SMALLEST_HEAP = 4 * MEBIBYTE;

    private JavaToC() {}

    /** Returns whether TeaVM can compile the program; if not, it has logged why. */
    static boolean compile(String mainClass, String classPath, Path folder) throws IOException, TeaVMToolException {
        Files.createDirectories(folder);
        TeaVMToolLog log = new ConsoleTeaVMToolLog(false);
        var tool = new TeaVMTool();
        tool.setTargetType(TeaVMTargetType.C);
        tool.setMainClass(mainClass);
        tool.setClassPath(files(classPath));
        tool.setClassLoader(JavaToC.class.getClassLoader());
        tool.setTargetDirectory(folder.toFile());
        tool.setOptimizationLevel(
                TeaVMOptimizationLevel.ADVANCED); // FULL inlines so much that the program is 70 % larger
        tool.setStrict(true); // checks array bounds, null and casts, as Java promises
        tool.setObfuscated(
                true); // names and lines would be a third of the executable; scripts/trace.sh restores the names
        tool.setShortFileNames(true);
        tool.setHeapDump(false);
        tool.setMinHeapSize(SMALLEST_HEAP);
        tool.setMaxHeapSize(LARGEST_HEAP);
        tool.setLog(log);
        tool.generate();

        var problems = tool.getProblemProvider();
        TeaVMProblemRenderer.describeProblems(tool.getDependencyInfo().getCallGraph(), problems, log);
        return problems.getSevereProblems().isEmpty();
    }

    private static List<File> files(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator)).map(File::new).toList();
    }
}

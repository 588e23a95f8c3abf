package dev.tend.spawn;

import dev.tend.kernel.KernelException;
import dev.tend.text.EnvText;
import dev.tend.text.EnvTextException;
import java.util.Map;

/** An {@code env-file}, in the format of {@link EnvText}. */
final class EnvFile {

    private EnvFile() {}

    /** @throws KernelException that names the line at fault */
    static void parse(String path, String text, Map<String, String> into) {
        try {
            EnvText.parse(text, into);
        } catch (EnvTextException wrong) {
            throw new KernelException(path + ":" + wrong.line() + ": " + wrong.getMessage());
        }
    }
}

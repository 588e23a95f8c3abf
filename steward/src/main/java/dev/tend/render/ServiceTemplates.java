package dev.tend.render;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A service with its templates, as the keeper says.
 *
 * @param reject texts that no output may contain
 * @param left the delimiter that begins an action
 * @param waitMin how long nothing changes before a change is installed; zero: at once
 * @param waitMax how long a change waits for that at most
 * @param environment the variables that the templates see
 * @param isReady whether all templates have been installed once
 * @param change the change that is in progress; empty for none
 */
record ServiceTemplates(
        String service,
        Missing missing,
        List<String> reject,
        String left,
        String right,
        Duration waitMin,
        Duration waitMax,
        Map<String, String> environment,
        boolean isReady,
        String change,
        List<Spec> templates) {

    /** The consequence of a missing answer. */
    enum Missing {
        /** The service waits, or keeps its file. */
        BLOCK,
        /** It is the zero value, once the source has answered. */
        DEFAULT,
        /** It is an error of the template. */
        FAIL
    }

    /**
     * A template.
     *
     * @param number from 1
     * @param installed the hash of the content that the keeper has installed; empty for none
     * @param refused the hash of the content that was rolled back; empty for none
     */
    record Spec(int number, Path source, String installed, String refused) {}
}

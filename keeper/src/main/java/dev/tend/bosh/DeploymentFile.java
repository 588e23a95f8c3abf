package dev.tend.bosh;

import dev.tend.kernel.Kernel;
import dev.tend.kernel.KernelException;
import dev.tend.text.Fnv1a;
import dev.tend.text.Json;
import dev.tend.text.JsonException;
import java.util.Optional;

/**
 * {@code RUN/deployment}: the deployment that is under way, for a next keeper to go on with. A line of JSON and its checksum,
 * replaced as a whole; there is no such file while there is no deployment.
 */
public final class DeploymentFile {

    private static final int MODE = 0600;

    private final Kernel kernel;
    private final String path;
    private final String boot;
    private final String namespace;

    public DeploymentFile(Kernel kernel, String runFolder) {
        this.kernel = kernel;
        this.path = runFolder + "/deployment";
        this.boot = kernel.clock().bootId();
        this.namespace = kernel.processes().pidNamespace();
    }

    /** @throws KernelException where it cannot be written; what it said before stands then */
    void write(DeploymentPlan plan) {
        String line = plan.json()
                        .with("boot", boot)
                        .with("namespace", namespace)
                        .build()
                        .text()
                + "\n";
        kernel.files().replace(path, line + Fnv1a.of(line) + "\n", MODE);
    }

    /** @throws KernelException where it cannot be removed */
    void remove() {
        kernel.files().remove(path);
    }

    /**
     * Returns the deployment that an earlier keeper was in; empty where there was none, or where it was in another boot or pid
     * namespace, so that everything is started anew.
     *
     * @throws KernelException where it cannot be read
     */
    Optional<DeploymentPlan> read() {
        var facts = kernel.files().entry(path);
        if (facts.isEmpty()) {
            return Optional.empty();
        }
        if (facts.get().owner() != 0 && facts.get().owner() != kernel.files().userId()) {
            throw new KernelException(path + " is owned by another user");
        }
        return parse(kernel.files().read(path, Json.MAX_LENGTH));
    }

    private Optional<DeploymentPlan> parse(String text) {
        int end = text.indexOf('\n') + 1;
        String line = text.substring(0, end);
        try {
            if (text.substring(end).equals(Fnv1a.of(line) + "\n") && Json.parse(line) instanceof Json.Fields fields) {
                boolean same = fields.field("boot").equals(Optional.of(Json.of(boot)))
                        && fields.field("namespace").equals(Optional.of(Json.of(namespace)));
                return same ? Optional.of(DeploymentPlan.of(fields)) : Optional.empty();
            }
        } catch (JsonException | IllegalArgumentException garbage) {
            throw damaged();
        }
        throw damaged();
    }

    private KernelException damaged() {
        return new KernelException(path + " is damaged");
    }
}

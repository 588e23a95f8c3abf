package dev.tend.bosh;

import dev.tend.text.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * A deployment that a client has asked for, as it is recorded while it is under way.
 *
 * @param stage how far it has come
 * @param jobs the jobs whose post-deploy is called
 * @param packages the names of the updated packages
 * @param ending the instances that end first
 * @param changed the instances among them whose files have changed
 * @param starting the instances that are started when all have ended
 */
public record DeploymentPlan(
        Stage stage,
        List<String> jobs,
        List<String> packages,
        List<String> ending,
        List<String> changed,
        List<String> starting) {

    /** The stages of a deployment. What follows the start of its instances is recorded with each of them: {@link PendingScripts}. */
    public enum Stage {
        /** Instances end. */
        ENDING,
        /** The files are in force as they are now, and all instances were ordered to start. */
        STARTING
    }

    DeploymentPlan at(Stage next) {
        return new DeploymentPlan(next, jobs, packages, ending, changed, starting);
    }

    BoshHooks.Update update(String instance) {
        return new BoshHooks.Update(changed.contains(instance), packages);
    }

    Json.ObjectBuilder json() {
        return Json.object()
                .with("stage", stage.name())
                .with("jobs", jobs)
                .with("packages", packages)
                .with("ending", ending)
                .with("changed", changed)
                .with("starting", starting);
    }

    /** @throws IllegalArgumentException where a field is missing, or is something else */
    static DeploymentPlan of(Json.Fields fields) {
        return new DeploymentPlan(
                Stage.valueOf(text(fields.field("stage").orElse(new Json.Null()))),
                texts(fields, "jobs"),
                texts(fields, "packages"),
                texts(fields, "ending"),
                texts(fields, "changed"),
                texts(fields, "starting"));
    }

    private static List<String> texts(Json.Fields fields, String name) {
        if (!(fields.field(name).orElse(new Json.Null()) instanceof Json.Array array)) {
            throw new IllegalArgumentException(name);
        }
        var texts = new ArrayList<String>();
        for (Json value : array.values()) {
            texts.add(text(value));
        }
        return texts;
    }

    private static String text(Json value) {
        if (value instanceof Json.Text(var text)) {
            return text;
        }
        throw new IllegalArgumentException("no text");
    }
}

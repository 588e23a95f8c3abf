package dev.tend.spawn;

import dev.tend.posix.Identity;
import dev.tend.posix.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Gives a process the user and groups of its service, in this order, since each step needs what the next one may take away. */
public final class Privileges {

    private final Self self;
    private final ResolvedUser role;
    private final OptionalLong capabilities;
    private final List<Step> steps = new ArrayList<>();

    /** @param capabilities the set to keep; empty: whatever the change of user leaves */
    public Privileges(Self self, ResolvedUser role, OptionalLong capabilities) {
        this.self = self;
        this.role = role;
        this.capabilities = capabilities;
    }

    public List<Step> steps() {
        capabilities.ifPresent(this::bound);
        if (!alreadyAssumed()) {
            changeIds();
        }
        capabilities.ifPresent(this::keep);
        return steps;
    }

    /** An ordinary user's keeper may name that user, although it could change to nobody. */
    private boolean alreadyAssumed() {
        return self.effectiveUser() != 0
                && !role.explicit()
                && role.user().orElse(self.user()) == self.user()
                && role.group().orElse(self.group()) == self.group();
    }

    private void changeIds() {
        role.groups().ifPresent(groups -> add(Step.setgroups(groups), settingGroups()));
        role.group()
                .ifPresent(group -> add(Step.setgid(group), "cannot become group " + Integer.toUnsignedString(group)));
        role.user().ifPresent(user -> add(Step.setuid(user), "cannot become user " + Integer.toUnsignedString(user)));
    }

    /** An ordinary user's keeper fails here first, whatever it was asked to become. */
    private String settingGroups() {
        String what = "cannot set the supplementary groups";
        return role.user().isEmpty() || self.effectiveUser() == 0
                ? what
                : "cannot become user " + Integer.toUnsignedString(role.user().getAsInt())
                        + ", as only a keeper of root's can: " + what;
    }

    private void bound(long set) {
        add(Step.keepCapabilities(), "cannot keep capabilities");
        for (int capability = 0; capability < Long.SIZE && Identity.isCapability(capability); capability++) {
            if ((set >> capability & 1) == 0) {
                add(Step.dropFromBounding(capability), "cannot give up capabilities");
            }
        }
    }

    private void keep(long set) {
        add(Step.capset(set), "cannot keep just these capabilities");
        for (int capability = 0; capability < Long.SIZE; capability++) {
            if ((set >> capability & 1) == 1) {
                add(Step.raiseAmbient(capability), "cannot hand down capability " + capability);
            }
        }
    }

    private void add(Step step, String what) {
        steps.add(step.or(what));
    }
}

package dev.tend.runit;

import dev.tend.path.Account;
import dev.tend.path.Accounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The user and groups of a program: {@code user}, {@code user:group:group} or, by number, {@code :uid:gid:gid}.
 *
 * @param groups the first is the group id, and all are the supplementary groups
 */
record Owner(int user, List<Integer> groups) {

    /** Returns the owner in a text; empty where a name in it is not known, or a number is invalid. */
    static Optional<Owner> of(String text, Accounts accounts) {
        List<String> parts = parts(text);
        return text.startsWith(":") ? numbered(parts.subList(1, parts.size())) : named(parts, accounts);
    }

    /** Of an account's name alone, which may have a colon in it for all we know. */
    static Optional<Owner> ofAccount(String name, Accounts accounts) {
        return accounts.named(name).map(account -> new Owner(account.user(), List.of(account.group())));
    }

    private static Optional<Owner> named(List<String> parts, Accounts accounts) {
        Optional<Account> account = accounts.named(parts.getFirst());
        List<Integer> groups = new ArrayList<>();
        for (String name : parts.subList(1, parts.size())) {
            OptionalInt group = accounts.groupNamed(name);
            if (group.isEmpty()) {
                return Optional.empty();
            }
            groups.add(group.getAsInt());
        }
        return account.map(found -> new Owner(found.user(), groups.isEmpty() ? List.of(found.group()) : groups));
    }

    private static Optional<Owner> numbered(List<String> parts) {
        List<Integer> ids = new ArrayList<>();
        for (String part : parts) {
            OptionalInt id = Accounts.id(part);
            if (id.isEmpty()) {
                return Optional.empty();
            }
            ids.add(id.getAsInt());
        }
        return ids.size() < 2 ? Optional.empty() : Optional.of(new Owner(ids.getFirst(), ids.subList(1, ids.size())));
    }

    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ':') {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        return parts;
    }

    /** As {@code setgroups(2)} wants it. */
    int[] groupArray() {
        int[] array = new int[groups.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = groups.get(i);
        }
        return array;
    }
}

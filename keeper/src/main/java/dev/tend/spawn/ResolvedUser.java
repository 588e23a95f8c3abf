package dev.tend.spawn;

import dev.tend.kernel.KernelException;
import dev.tend.path.Account;
import dev.tend.path.Accounts;
import dev.tend.service.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The user and groups of a service, by number; empty stands for no change.
 *
 * @param account the line of its user, or, where that does not change, of our own
 * @param user its number
 * @param explicit whether the supplementary groups were asked for, rather than found
 */
public record ResolvedUser(
        Optional<Account> account,
        OptionalInt user,
        OptionalInt group,
        Optional<List<Integer>> groups,
        boolean explicit) {

    /**
     * @param self our own user number
     * @throws KernelException where a user or group does not exist
     */
    public static ResolvedUser of(Credentials credentials, Accounts accounts, int self) {
        Optional<List<Integer>> groups = credentials.groups().map(names -> numbers(names, accounts));
        OptionalInt group =
                credentials.group().map(name -> number(name, accounts)).orElse(OptionalInt.empty());
        if (credentials.user().isEmpty()) {
            return new ResolvedUser(accounts.user(self), OptionalInt.empty(), group, groups, groups.isPresent());
        }
        String name = credentials.user().get();
        Optional<Account> account = accounts.user(name);
        OptionalInt user = account.map(found -> OptionalInt.of(found.user())).orElseGet(() -> Accounts.id(name));
        if (user.isEmpty()) {
            throw new KernelException("user \"" + name + "\" does not exist");
        }
        int primary = group.orElseGet(() -> primary(name, account));
        List<Integer> found = groups.orElseGet(
                () -> account.map(of -> accounts.groupsOf(of.name(), primary)).orElseGet(() -> List.of(primary)));
        return new ResolvedUser(account, user, OptionalInt.of(primary), Optional.of(found), groups.isPresent());
    }

    private static int primary(String name, Optional<Account> account) {
        return account.map(Account::group)
                .orElseThrow(() -> new KernelException(
                        "user " + name + " has no entry in /etc/passwd, so its group has to be given too"));
    }

    private static List<Integer> numbers(List<String> names, Accounts accounts) {
        List<Integer> numbers = new ArrayList<>();
        for (String name : names) {
            numbers.add(number(name, accounts).getAsInt());
        }
        return numbers;
    }

    private static OptionalInt number(String name, Accounts accounts) {
        OptionalInt number = accounts.group(name);
        if (number.isEmpty()) {
            throw new KernelException("group \"" + name + "\" does not exist");
        }
        return number;
    }
}

package dev.tend.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.format.SourceCommand;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

public class AccountsTest {

    public static final Accounts ACCOUNTS = new Accounts(() -> """
                    root:x:0:0:root:/root:/bin/bash
                    # www:x:1:1::/:
                    broken
                    odd:x:no:1::/:/bin/sh
                    www:x:33:33:www-data:/var/www:
                    1000:x:2000:2000::/home/digits:/bin/sh
                    last:x:4294967294:7::/:/bin/sh""", () -> """
                    root:x:0:
                    www:x:33:
                    mail:x:8:exim,www
                    log:x:9:wwww,www
                    dup:x:33:www
                    """, NameService.NONE);

    /** The accounts of files without ada and her groups, whom the name service knows. */
    private static Accounts withAda(String problem) {
        return new Accounts(
                () -> "root:x:0:0::/root:/bin/sh\n",
                () -> "local:x:5:ada\n",
                new NameService(() -> Optional.of("/usr/bin/getent"), command -> {
                    if (!problem.isEmpty()) {
                        return SourceCommand.Result.failed(problem);
                    }
                    return switch (String.join(" ", command.argv())) {
                        case "/usr/bin/getent passwd ada" ->
                            new SourceCommand.Result("ada:*:70001:70002:Ada:/home/ada:/bin/zsh\n", Optional.empty());
                        case "/usr/bin/getent group staff" ->
                            new SourceCommand.Result("staff:*:70003:ada\n", Optional.empty());
                        case "/usr/bin/getent initgroups ada" ->
                            new SourceCommand.Result("ada                   70002 70003\n", Optional.empty());
                        default -> SourceCommand.Result.failed("exited with code 2");
                    };
                }));
    }

    @Test
    void findsAUserByName() {
        assertThat(ACCOUNTS.user("www")).contains(new Account("www", 33, 33, "/var/www", "/bin/sh"));
    }

    @Test
    void findsAUserByNumber() {
        assertThat(ACCOUNTS.user("33").map(Account::name)).contains("www");
        assertThat(ACCOUNTS.user(0).map(Account::shell)).contains("/bin/bash");
    }

    @Test
    void takesDigitsForANameFirst() {
        assertThat(ACCOUNTS.user("1000").map(Account::user)).contains(2000);
    }

    @Test
    void findsTheLastLineWithoutNewline() {
        assertThat(ACCOUNTS.user("last").map(Account::user)).contains(-2);
    }

    @Test
    void asksForNamesThatTheFilesDoNotHave() {
        var accounts = withAda("");
        assertThat(accounts.user("ada")).contains(new Account("ada", 70001, 70002, "/home/ada", "/bin/zsh"));
        assertThat(accounts.group("staff")).hasValue(70003);
        assertThat(accounts.groupsOf("ada", 70002)).containsExactly(70002, 5, 70003);
        assertThat(accounts.user("bob")).isEmpty();
        assertThat(accounts.group("nix")).isEmpty();
    }

    @Test
    void doesNotAskForNumbersAndWhatItHas() {
        var accounts = withAda("was killed");
        assertThat(accounts.user("root").map(Account::user)).contains(0);
        assertThat(accounts.user("70001")).isEmpty();
        assertThat(accounts.user("-s")).isEmpty();
        assertThat(accounts.group("70003")).hasValue(70003);
        assertThat(accounts.groupsOf("root", 0)).containsExactly(0);
    }

    @Test
    void saysThatAnAnswerDoesNotCome() {
        assertThatThrownBy(() -> withAda("did not end within 5s").user("ada"))
                .hasMessage("\"ada\" is not in /etc/passwd, and getent passwd did not end within 5s");
    }

    @Test
    void doesNotFindWhoIsNotThere() {
        assertThat(ACCOUNTS.user("nobody")).isEmpty();
        assertThat(ACCOUNTS.user("broken")).isEmpty();
        assertThat(ACCOUNTS.user("odd")).isEmpty();
        assertThat(ACCOUNTS.user("")).isEmpty();
        assertThat(ACCOUNTS.user("77")).isEmpty();
    }

    @Test
    void findsAGroupByNameOrTakesItsNumber() {
        assertThat(ACCOUNTS.group("mail")).hasValue(8);
        assertThat(ACCOUNTS.group("4711")).hasValue(4711);
        assertThat(ACCOUNTS.group("nix")).isEmpty();
    }

    @Test
    void collectsTheGroupsThatNameAUser() {
        assertThat(ACCOUNTS.groupsOf("www", 33)).containsExactly(33, 8, 9);
    }

    @Test
    void knowsWhatIsANumber() {
        assertThat(Accounts.id("4294967294")).isEqualTo(OptionalInt.of(-2));
        assertThat(Accounts.id("4294967295")).isEmpty();
        assertThat(Accounts.id("99999999999999999999")).isEmpty();
        assertThat(Accounts.id("-1")).isEmpty();
        assertThat(Accounts.id("")).isEmpty();
    }
}

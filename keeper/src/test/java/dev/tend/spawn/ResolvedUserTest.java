package dev.tend.spawn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tend.path.Account;
import dev.tend.path.AccountsTest;
import dev.tend.service.Credentials;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResolvedUserTest {

    private static ResolvedUser role(String user, String group, List<String> groups) {
        Credentials credentials =
                new Credentials(Optional.ofNullable(user), Optional.ofNullable(group), Optional.ofNullable(groups));
        return ResolvedUser.of(credentials, AccountsTest.ACCOUNTS, 0);
    }

    @Test
    void staysWhoItIsWithoutAUser() {
        ResolvedUser role = role(null, null, null);
        assertThat(role.account().map(Account::name)).contains("root");
        assertThat(role.user()).isEmpty();
        assertThat(role.group()).isEmpty();
        assertThat(role.groups()).isEmpty();
    }

    @Test
    void takesTheUsersOwnGroups() {
        ResolvedUser role = role("www", null, null);
        assertThat(role.user()).hasValue(33);
        assertThat(role.group()).hasValue(33);
        assertThat(role.groups()).contains(List.of(33, 8, 9));
        assertThat(role.explicit()).isFalse();
    }

    @Test
    void takesTheGroupsItIsGiven() {
        ResolvedUser role = role("www", "mail", List.of("log", "12"));
        assertThat(role.group()).hasValue(8);
        assertThat(role.groups()).contains(List.of(9, 12));
        assertThat(role.explicit()).isTrue();
    }

    @Test
    void takesAnUnknownNumberOnlyWithAGroup() {
        assertThat(role("4711", "12", null).groups()).contains(List.of(12));
        assertThatThrownBy(() -> role("4711", null, null)).hasMessageContaining("group has to be given");
    }

    @Test
    void refusesWhoDoesNotExist() {
        assertThatThrownBy(() -> role("nix", null, null)).hasMessage("user \"nix\" does not exist");
        assertThatThrownBy(() -> role("www", "nix", null)).hasMessage("group \"nix\" does not exist");
        assertThatThrownBy(() -> role("www", null, List.of("mail", "nix"))).hasMessage("group \"nix\" does not exist");
    }
}

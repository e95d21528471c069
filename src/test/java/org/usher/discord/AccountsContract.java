package org.usher.discord;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link Accounts} does. */
interface AccountsContract {

    Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    Person GWEN = new Person("dwp", "10311990");
    Person MARCUS = new Person("dwp", "10311862");

    Accounts accounts();

    @Test
    default void anAccountIsOnePersonAndAPersonOneAccount() {
        assertThat(accounts().link(1, GWEN, NOW)).isEqualTo(Accounts.Linked.DONE);
        assertThat(accounts().link(1, GWEN, NOW)).isEqualTo(Accounts.Linked.DONE);
        assertThat(accounts().link(1, MARCUS, NOW)).isEqualTo(Accounts.Linked.ACCOUNT_TAKEN);
        assertThat(accounts().link(2, GWEN, NOW)).isEqualTo(Accounts.Linked.PERSON_TAKEN);
        assertThat(accounts().find(1)).map(Accounts.Account::person).contains(GWEN);
        assertThat(accounts().of(GWEN)).map(Accounts.Account::id).contains(1L);
        assertThat(accounts().unlink(1)).isTrue();
        assertThat(accounts().unlink(1)).isFalse();
        assertThat(accounts().link(2, GWEN, NOW)).isEqualTo(Accounts.Linked.DONE);
    }

    @Test
    default void whereAPersonStandsIsKept() {
        accounts().link(11, new Person("dwp", "11"), NOW);
        var place = new Accounts.Place("5f0c2c3e-8a53-4a8e-9a55-0d2a4c2f6f11", 7, 1574826200243634188L, 1574826200243634189L);
        accounts().place(11, Optional.of(place));
        accounts().closed(11, true);
        assertThat(accounts().find(11)).hasValueSatisfying(account -> {
            assertThat(account.place()).contains(place);
            assertThat(account.closed()).isTrue();
        });
        accounts().place(11, Optional.empty());
        assertThat(accounts().find(11).flatMap(Accounts.Account::place)).isEmpty();
    }

    @Test
    default void onlyTheLastCodeCountsAndItsWrongTriesAreCounted() {
        var person = new Person("dwp", "21");
        accounts().keep(new Accounts.Code(21, person, "a".repeat(64), NOW.plusSeconds(60), 0), NOW);
        accounts().keep(new Accounts.Code(21, person, "b".repeat(64), NOW.plusSeconds(90), 0), NOW.plusSeconds(1));
        accounts().missed(21);
        assertThat(accounts().code(21)).contains(new Accounts.Code(21, person, "b".repeat(64), NOW.plusSeconds(90), 1));
        assertThat(accounts().asked(21, new Person("dwp", "22"), NOW.minusSeconds(1))).isEqualTo(2);
        assertThat(accounts().asked(99, person, NOW.minusSeconds(1))).isEqualTo(2);
        assertThat(accounts().asked(99, person, NOW.plusSeconds(1))).isZero();
        accounts().forgetCode(21);
        assertThat(accounts().code(21)).isEmpty();
    }
}

package org.usher.catalogue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.usher.register.Change;
import org.usher.register.Registers;

import static org.assertj.core.api.Assertions.assertThat;

class FeedTest {

    private final Registers registers = TestFiles.holding(TestFiles.sound()).registers();

    @Test
    void leavesTheHashesOfSecretsAsTheyAre() {
        var known = registers.after(new Change.Put("cards", "1", Map.of("number", "1", "pin", "a hash")));
        var feed = Feed.read(known, "cards", "number,reader\n1,1\n");

        assertThat(feed).isInstanceOfSatisfying(Feed.Accepted.class, accepted -> {
            assertThat(accepted.changed()).containsExactly("1");
            var after = known.after(accepted.changes().getFirst());
            assertThat(after.entry("cards", "1").fields()).containsEntry("pin", "a hash").containsEntry("reader", "1");
        });
    }

    @Test
    void addsAndReplacesByKeyAndLeavesWhatIsEqual() {
        var feed = Feed.read(registers, "staff", """
                number,name,active,head,branch,since,languages,standing
                1,Anna Holm,true,2,main,2020-01-31,en|da,known
                2,Bo Krag,false,,main,,,new
                3,Eva Lind,true,4,main,,,new
                4,Ib Dahl,true,,main,2026-11-01,,new
                """);

        assertThat(feed).isInstanceOfSatisfying(Feed.Accepted.class, accepted -> {
            assertThat(accepted.added()).containsExactly("3", "4");
            assertThat(accepted.changed()).containsExactly("2");
            assertThat(accepted.unchanged()).isEqualTo(1);
            var after = registers;
            for (Change change : accepted.changes()) {
                after = after.after(change);
            }
            assertThat(after.field(after.entry("staff", "2"), "active")).isEqualTo(false);
            assertThat(after.field(after.entry("staff", "4"), "since")).isEqualTo(LocalDate.of(2026, 11, 1));
            assertThat(after.label(after.entry("staff", "3"))).isEqualTo("Eva Lind");
        });
    }

    @Test
    void oneBadLineRefusesTheWholeFeedAndEveryBadLineIsNamed() {
        var feed = Feed.read(registers, "staff", """
                number,name,active,head,branch
                5,"Two
                lines",true,,main
                6,Ok,true,99,main
                ,No key,true,,main
                5,Again,maybe,,main
                7,Too,many,,main,values
                """);

        assertThat(feed).isInstanceOfSatisfying(Feed.Refused.class, refused -> assertThat(refused.refusals()).containsExactly(
                new Feed.Refusal(4, "head", "There is no '99' in the register 'staff'"),
                new Feed.Refusal(5, "number", "The key is empty"),
                new Feed.Refusal(6, "active", "'maybe' is not true or false"),
                new Feed.Refusal(6, "number", "The key '5' stands already in line 2"),
                new Feed.Refusal(7, "", "There are 6 values for 5 columns; put a value with a comma into quotes")));
    }

    @Test
    void aLineWithoutAnEndIsCountedToo() {
        assertThat(Feed.read(registers, "branches", "code,name,floor\nmain,Main,x")).isEqualTo(
                new Feed.Refused(List.of(new Feed.Refusal(2, "floor", "'x' is not a whole number"))));
    }

    @Test
    void columnsThatTheRegisterDoesNotStoreAreRefusedBeforeAnyLine() {
        assertThat(Feed.read(registers, "staff", "number,nam,loans\n1,x,y\n")).isInstanceOfSatisfying(Feed.Refused.class, refused -> {
            assertThat(refused.refusals()).extracting(Feed.Refusal::line).containsOnly(1L);
            assertThat(refused.refusals()).extracting(Feed.Refusal::column).containsExactly("nam", "loans");
        });
    }

    @Test
    void anEmptyFeedAndOneWithoutKeysAreRefused() {
        assertThat(Feed.read(registers, "staff", "")).isInstanceOf(Feed.Refused.class);
        assertThat(Feed.read(registers, "staff", "name\nAnna\n")).isInstanceOf(Feed.Refused.class);
        assertThat(Feed.read(registers, "staff", "number,name\n\"1,Anna\n")).isInstanceOf(Feed.Refused.class);
    }
}

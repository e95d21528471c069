package org.usher.discord;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.usher.outbox.Notice;
import org.usher.request.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** What every {@link Post} does. Each test empties it first: it takes what others have left. */
interface PostContract {

    Instant LATER = Instant.parse("2100-01-01T00:00:00Z");

    Post post();

    private Notice notice(Notice.Kind kind, String about) {
        return new Notice(new Person("dwp", UUID.randomUUID().toString()), kind, "Subject", "Text “with” ümlauts\nand 😀", List.of(
                new Notice.Button("approve", "Approve", about + "-approval"), new Notice.Button("answer:later", "Remind me later", "7")),
                about,
                Instant.parse("2026-11-23T10:00:00Z"));
    }

    private Post.Letter added(Notice notice) {
        post().claim(1000, LATER, LATER.plusSeconds(1_000_000));
        post().add(notice, 0);
        var claimed = post().claim(10, LATER, LATER.plusSeconds(60));
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    @Test
    default void aLetterIsClaimedOnceAndKeepsWhatItSays() {
        var notice = notice(Notice.Kind.REMINDER, "UI-1");
        var letter = added(notice);
        assertThat(letter.notice()).isEqualTo(notice);
        assertThat(letter.sent()).isEmpty();
        assertThat(post().claim(10, LATER, LATER.plusSeconds(60))).isEmpty();
        assertThat(post().claim(10, LATER.plusSeconds(61), LATER.plusSeconds(1_000_000))).extracting(Post.Letter::id).contains(letter.id());
    }

    @Test
    default void whatWasSentIsShownAnewOnlyWhenItHasBecomeMoot() {
        var letter = added(notice(Notice.Kind.PLEASE_DECIDE, "UI-2"));
        post().sent(letter.id(), new Post.Sent(5, 1574826200243634188L), "", LATER);
        assertThat(post().claimStale(10, LATER, LATER)).isEmpty();
        post().stale("dwp", Set.of(Notice.Kind.PLEASE_DECIDE), "UI-other");
        post().stale("dwp", Set.of(Notice.Kind.TASK), "UI-2-approval");
        post().stale("office", Set.of(Notice.Kind.PLEASE_DECIDE), "UI-2-approval");
        assertThat(post().claimStale(10, LATER, LATER)).isEmpty();
        decided("UI-2-approval");
        var stale = post().claimStale(10, LATER, LATER.plusSeconds(60));
        assertThat(stale).extracting(Post.Letter::sent).containsExactly(Optional.of(new Post.Sent(5, 1574826200243634188L)));
        post().fresh(stale.getFirst(), "Approved", LATER);
        assertThat(post().claimStale(10, LATER.plusSeconds(100), LATER.plusSeconds(200))).isEmpty();
    }

    private void decided(String approval) {
        post().stale("dwp", Set.of(Notice.Kind.PLEASE_DECIDE, Notice.Kind.TASK), approval);
    }

    @Test
    default void whatChangesWhileSomebodyShowsItAnewIsShownAnewOnceMore() {
        var letter = added(notice(Notice.Kind.PLEASE_DECIDE, "UI-4"));
        post().sent(letter.id(), new Post.Sent(5, 6), "", LATER);
        decided("UI-4-approval");
        var first = post().claimStale(10, LATER, LATER.plusSeconds(60)).getFirst();
        decided("UI-4-approval");
        post().fresh(first, "Approved", LATER.plusSeconds(1));
        var again = post().claimStale(10, LATER.plusSeconds(1), LATER.plusSeconds(60));
        assertThat(again).extracting(Post.Letter::outcome).containsExactly("Approved");
        post().fresh(again.getFirst(), "Approved", LATER.plusSeconds(2));
        assertThat(post().claimStale(10, LATER.plusSeconds(2), LATER.plusSeconds(60))).isEmpty();
    }

    @Test
    default void whatWasNotDeliveredIsToldOnce() {
        var letter = added(notice(Notice.Kind.APPROVED, "UI-3"));
        post().failed(letter.id(), Post.Failure.CLOSED, LATER);
        assertThat(post().missed(letter.notice().to())).isEqualTo(1);
        assertThat(post().missed(letter.notice().to())).isZero();
        assertThat(post().claim(10, LATER.plusSeconds(100), LATER.plusSeconds(200))).extracting(Post.Letter::id)
                .doesNotContain(letter.id());
    }
}

package org.usher.request;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ItemStateTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void everyStateCanBeReachedFromTheCart() {
        var reached = EnumSet.of(ItemState.REVIEW);
        boolean more = true;
        while (more) {
            var next = EnumSet.copyOf(reached);
            reached.forEach(state -> next.addAll(state.next()));
            more = reached.addAll(next);
        }
        assertThat(reached).containsExactlyInAnyOrder(ItemState.values());
    }

    @Test
    void nothingFollowsADecisionAgainstOrAWithdrawal() {
        assertThat(EnumSet.allOf(ItemState.class).stream().filter(ItemState::over)).containsExactlyInAnyOrder(ItemState.CLOSED,
                ItemState.NOT_FULFILLED,
                ItemState.REJECTED, ItemState.CANCELLED);
    }

    @Test
    void anItemCannotSkipTheApproval() {
        var item = item(ItemState.REVIEW).submitted(1, NOON);
        assertThatThrownBy(() -> item.become(ItemState.TICKETING)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("UI-000007");
    }

    @Test
    void whatTheDeskHasCannotBeTakenBackAtOnce() {
        for (var state : ItemState.values()) {
            assertThat(state.withdrawable() && state.withTheDesk()).as(state.word()).isFalse();
            if (state.withdrawable()) {
                assertThat(state.mayBecome(ItemState.CANCELLED) || state == ItemState.SUBMITTED).as(state.word()).isTrue();
            }
        }
    }

    @Test
    void aRequestIsAsFarAsItsSlowestItemThatIsNotOver() {
        assertThat(request(item(ItemState.REJECTED), item(ItemState.PENDING_APPROVAL), item(ItemState.IN_PROGRESS)).state())
                .isEqualTo(ItemState.PENDING_APPROVAL);
        assertThat(request(item(ItemState.REJECTED), item(ItemState.FULFILLED)).state()).isEqualTo(ItemState.FULFILLED);
        assertThat(request(item(ItemState.REJECTED), item(ItemState.CANCELLED)).state()).isEqualTo(ItemState.REJECTED);
    }

    @Test
    void theNumberPeopleKnowIsThatOfTheItsmOnceThereIsOne() {
        var item = item(ItemState.APPROVED);
        assertThat(item.shownNumber()).isEqualTo("UI-000007");
        assertThat(item.withTicket(new RequestItem.Ticket("RITM0010001", "abc")).shownNumber()).isEqualTo("RITM0010001");
    }

    private static Request request(RequestItem... items) {
        return new Request(1, new Person("office", "1"), NOON, "c", Optional.empty(), List.of(items));
    }

    private static RequestItem item(ItemState state) {
        return new RequestItem(7, new Person("office", "1"), "d", "badge", "2", "Badge", state, Optional.empty(), "c",
                RequestItem.Milestones.added(NOON), Optional.empty(), false, "");
    }
}

package org.usher.discord;

import java.util.Set;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifications;
import org.usher.outbox.Transactions;

/**
 * Tells people in their direct messages, if their account is linked: writes it down in the open transaction; it goes out afterwards. What became
 * of what was asked, wherever it was answered, is shown in the messages that asked for it.
 */
@Singleton
final class DirectChannel implements Notifications {

    private final Post post;
    private final Accounts accounts;
    private final Transactions transactions;
    private final DiscordSettings settings;
    /** Given late: the floor tells through this channel, and the connection speaks to the floor. */
    private final BeanProvider<Floor> floor;
    private final BeanProvider<Connection> connection;

    DirectChannel(Post post, Accounts accounts, Transactions transactions, DiscordSettings settings, BeanProvider<Floor> floor,
            BeanProvider<Connection> connection) {
        this.post = post;
        this.accounts = accounts;
        this.transactions = transactions;
        this.settings = settings;
        this.floor = floor;
        this.connection = connection;
    }

    @Override
    public void tell(Notice notice) {
        boolean linked = accounts.of(notice.to()).isPresent();
        if (linked) {
            post.add(notice, 0);
        }
        var announced = notice.kind() == Notice.Kind.PLEASE_DECIDE ? announce(notice) : false;
        if (linked || announced) {
            ring();
        }
    }

    private boolean announce(Notice notice) {
        if (!settings.announces()) {
            return false;
        }
        var channel = floor.get().known(notice.to()).map(Floor.Known::team).flatMap(settings::channelOf);
        channel.ifPresent(id -> post.add(notice, id));
        return channel.isPresent();
    }

    @Override
    public void settled(String organisation, Set<Notice.Kind> kinds, String matter) {
        if (post.stale(organisation, kinds, matter)) {
            ring();
        }
    }

    private void ring() {
        transactions.afterwards(() -> connection.get().ring());
    }
}

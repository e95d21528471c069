package org.usher.discord;

import java.util.ArrayList;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;
import org.usher.outbox.Follower;
import org.usher.outbox.Notice;
import org.usher.outbox.Notifications;
import org.usher.outbox.Transactions;
import org.usher.request.Approval;
import org.usher.request.Happening;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/**
 * Tells people in their direct messages, if their account is linked: writes it down in the open transaction; it goes out afterwards. What was
 * decided, wherever that was, is shown in the messages that asked for it.
 */
@Singleton
final class DirectChannel implements Notifications, Follower {

    private final Post post;
    private final Accounts accounts;
    private final Requests requests;
    private final Transactions transactions;
    private final DiscordSettings settings;
    /** Given late: the floor tells through this channel, and the connection speaks to the floor. */
    private final BeanProvider<Floor> floor;
    private final BeanProvider<Connection> connection;

    DirectChannel(Post post, Accounts accounts, Requests requests, Transactions transactions, DiscordSettings settings,
            BeanProvider<Floor> floor,
            BeanProvider<Connection> connection) {
        this.post = post;
        this.accounts = accounts;
        this.requests = requests;
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
    public void follow(Happening happening) {
        switch (happening) {
            case Happening.Approved(var item, _, _) -> decided(item);
            case Happening.Rejected(var item, _, _) -> decided(item);
            case Happening.Returned(var item, _, _) -> decided(item);
            case Happening.Cancelled(var item, _) -> decided(item);
            case Happening.Asked(var item, _, _) -> decided(item);
            case Happening.EvidenceMissing(var item, _) -> decided(item);
            case Happening.Waiting _,Happening.FollowedUp _,Happening.Added _,Happening.TakenOut _,Happening.Submitted _,Happening.CancelAsked _,Happening.Raised _,Happening.Fulfilled _,Happening.NotFulfilled _ ->
                {
                }
        }
    }

    /** What asks for decisions on an item shows something else from now on; somebody newly asked has no message yet. */
    private void decided(RequestItem item) {
        var about = new ArrayList<String>();
        about.add(item.reference());
        requests.approvalsOf(item.number()).stream().map(Approval::number).map(String::valueOf).forEach(about::add);
        post.stale(item.person().organisation(), about);
        ring();
    }

    private void ring() {
        transactions.afterwards(() -> connection.get().ring());
    }
}

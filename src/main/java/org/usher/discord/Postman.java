package org.usher.discord;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.exceptions.ErrorResponseException;
import net.dv8tion.jda.api.requests.ErrorResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.outbox.Notice;

/**
 * Delivers what Usher says by itself, and shows anew what has become moot. Letters are claimed before they are sent, so that nobody else sends
 * them, and carry a nonce, so that Discord takes one that is sent again for the same. However many are due, they leave at the {@link Pace}.
 */
final class Postman implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final int AT_ONCE = 64;
    private static final Duration CLAIM = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Post post;
    private final Accounts accounts;
    private final Floor floor;
    private final Clock clock;
    private final Supplier<Optional<JDA>> connection;
    private final Semaphore bell = new Semaphore(0);
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Thread round;
    private volatile boolean closed;

    Postman(Post post, Accounts accounts, Floor floor, Clock clock, Supplier<Optional<JDA>> connection) {
        this.post = post;
        this.accounts = accounts;
        this.floor = floor;
        this.clock = clock;
        this.connection = connection;
        this.round = Thread.ofVirtual().name("discord-post").start(this::run);
    }

    /** There is something to be delivered. */
    void ring() {
        bell.release();
    }

    private void run() {
        while (!closed) {
            try {
                if (connection.get().isEmpty() || round() == 0) {
                    if (bell.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                        bell.drainPermits();
                    }
                }
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException problem) {
                LOG.warn("The post has to wait: {}", problem.toString());
                LOG.debug("The post has to wait", problem);
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            closed = true;
        }
    }

    private int round() throws InterruptedException {
        int done = 0;
        var now = clock.instant();
        for (var letter : post.claim(AT_ONCE, now, now.plus(CLAIM))) {
            done++;
            carry(letter, () -> deliver(letter));
        }
        for (var letter : post.claimStale(AT_ONCE, now, now.plus(CLAIM))) {
            done++;
            carry(letter, () -> showAnew(letter));
        }
        return done;
    }

    private void carry(Post.Letter letter, Runnable work) throws InterruptedException {
        places.acquire();
        Thread.ofVirtual().name("discord-letter").start(() -> {
            try {
                ScopedValue.where(Pace.BY_ITSELF, true).run(work);
            } catch (RuntimeException problem) {
                LOG.warn("Message {} could not be delivered, it is tried again: {}", letter.id(), problem.toString());
                later(letter);
            } finally {
                places.release();
            }
        });
    }

    private void later(Post.Letter letter) {
        try {
            post.again(letter.id(), clock.instant().plus(AGAIN));
        } catch (RuntimeException problem) {
            LOG.warn("Message {} is tried again when its claim ends: {}", letter.id(), problem.toString());
        }
    }

    private void deliver(Post.Letter letter) {
        var account = accounts.of(letter.notice().to());
        if (letter.channel() == 0 && account.isEmpty()) {
            post.failed(letter.id(), Post.Failure.REFUSED, clock.instant());
            return;
        }
        var jda = connection.get().orElseThrow(() -> new IllegalStateException("not connected"));
        try {
            var channel = letter.channel() == 0 ? open(jda, account.get().id()) : team(jda, letter.channel());
            if (channel.isEmpty()) {
                LOG.warn("There is no channel {} for approvals, or the bot cannot see it", letter.channel());
                post.failed(letter.id(), Post.Failure.REFUSED, clock.instant());
                return;
            }
            var outcome = floor.outcome(letter.notice()).orElse("");
            long last = 0;
            int part = 0;
            for (var components : drawn(letter, outcome)) {
                last = channel.get().sendMessageComponents(components).useComponentsV2().setNonce("u" + letter.id() + "p" + part++)
                        .complete().getIdLong();
            }
            post.sent(letter.id(), new Post.Sent(channel.get().getIdLong(), last), outcome, clock.instant());
        } catch (ErrorResponseException refusal) {
            refused(letter, account, refusal);
        }
    }

    private void refused(Post.Letter letter, Optional<Accounts.Account> account, ErrorResponseException refusal) {
        if (refusal.getErrorResponse() == ErrorResponse.CANNOT_SEND_TO_USER) {
            account.ifPresent(each -> accounts.closed(each.id(), true));
            post.failed(letter.id(), Post.Failure.CLOSED, clock.instant());
            LOG.info("Message {} was not delivered, the person takes no direct messages; it is on the web and in the e-mail", letter.id());
        } else if (refusal.getErrorCode() >= 10_000) {
            post.failed(letter.id(), Post.Failure.REFUSED, clock.instant());
            LOG.warn("Discord would not have message {}: {}", letter.id(), refusal.toString());
        } else {
            throw refusal;
        }
    }

    private static Optional<MessageChannel> open(JDA jda, long account) {
        return Optional.of(jda.openPrivateChannelById(account).complete());
    }

    private static Optional<MessageChannel> team(JDA jda, long channel) {
        return Optional.ofNullable(jda.getChannelById(MessageChannel.class, channel));
    }

    /** A person reads their own language, a team's channel that of the organisation. */
    private Screens screens(Post.Letter letter) {
        var to = letter.notice().to();
        return new Screens(Phrases.of(letter.channel() == 0 ? floor.language(to) : floor.language(to.organisation())));
    }

    /** The messages that a letter becomes. With an outcome it says so, and nothing in it can be clicked. */
    private List<List<MessageTopLevelComponent>> drawn(Post.Letter letter, String outcome) {
        var notice = letter.notice();
        var screens = screens(letter);
        if (letter.channel() != 0) {
            return screens.announcement(notice.matter(), notice.about(), !outcome.isEmpty()).messages();
        }
        if (notice.kind() == Notice.Kind.PLEASE_DECIDE) {
            var approval = floor.approval(notice.to(), notice.matter());
            if (approval.isPresent()) {
                return screens.approval(approval.get(), false).messages();
            }
        }
        var messages = screens.notice(notice).messages();
        if (outcome.isEmpty()) {
            return messages;
        }
        var settled = new ArrayList<>(messages.subList(0, messages.size() - 1));
        settled.add(InteractionLine.settled(messages.getLast(), "✔ " + Words.plain(outcome)));
        return settled;
    }

    /** Shows a letter as things stand. One that cannot be changed any more, because it was deleted or its reader is not to be reached, is left as it is. */
    private void showAnew(Post.Letter letter) {
        var outcome = floor.outcome(letter.notice()).orElse("");
        if (!outcome.equals(letter.outcome())) {
            var jda = connection.get().orElseThrow(() -> new IllegalStateException("not connected"));
            try {
                var channel = letter.channel() == 0
                        ? accounts.of(letter.notice().to()).flatMap(account -> open(jda, account.id()))
                        : team(jda, letter.channel());
                channel.ifPresent(found -> found
                        .editMessageComponentsById(letter.sent().orElseThrow().message(), drawn(letter, outcome).getLast())
                        .useComponentsV2().setAllowedMentions(InteractionLine.NOBODY).complete());
            } catch (ErrorResponseException gone) {
                if (gone.getErrorCode() < 10_000) {
                    throw gone;
                }
                LOG.info("Message {} cannot be changed any more: {}", letter.id(), gone.toString());
            }
        }
        post.fresh(letter, outcome, clock.instant());
    }

    @Override
    public void close() {
        closed = true;
        round.interrupt();
    }
}

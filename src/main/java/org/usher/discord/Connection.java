package org.usher.discord;

import java.time.Clock;
import java.util.Optional;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.audit.AuditTrail;
import org.usher.outbox.Transactions;

/** Connects when the program has started, if there is a token, and hangs up when it ends. The start does not wait for Discord. */
@Singleton
final class Connection implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final Optional<Bot> bot;

    Connection(DiscordSettings settings, Floor floor, Accounts accounts, Post post, Linking.Mail mail, AuditTrail audit,
            Transactions transactions,
            Clock clock) {
        var linking = new Linking(accounts, floor, mail, audit, transactions, settings, clock);
        this.bot = settings.token().isBlank()
                ? Optional.empty()
                : Optional.of(new Bot(settings, new Clicks(floor, accounts, post, linking, transactions, new Fetching(settings)), post,
                        accounts, floor, clock));
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        connect();
    }

    /** Begins to connect, or says how to switch it on. */
    void connect() {
        if (bot.isEmpty()) {
            LOG.info("Discord is off; to switch it on, set DISCORD_TOKEN to the bot's token and start again (src/docs/discord.md)");
        } else {
            Thread.ofVirtual().name("discord-start").start(bot.get()::start);
        }
    }

    /** Something is to be delivered. */
    void ring() {
        bot.ifPresent(Bot::ring);
    }

    Bot.State state() {
        return bot.map(Bot::state).orElse(Bot.State.OFF);
    }

    @PreDestroy
    void close() {
        bot.ifPresent(Bot::close);
    }
}

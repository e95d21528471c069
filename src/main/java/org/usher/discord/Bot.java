package org.usher.discord;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionInvalidateEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.DiscordLocale;
import net.dv8tion.jda.api.interactions.IntegrationType;
import net.dv8tion.jda.api.interactions.InteractionContextType;
import net.dv8tion.jda.api.interactions.commands.OptionType;
import net.dv8tion.jda.api.interactions.commands.build.CommandData;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.interactions.commands.build.OptionData;
import net.dv8tion.jda.api.interactions.commands.build.SlashCommandData;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.sharding.DefaultShardManagerBuilder;
import net.dv8tion.jda.api.sharding.ShardManager;
import net.dv8tion.jda.api.sharding.ThreadPoolProvider;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import net.dv8tion.jda.internal.JDAImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bot's connection to Discord: made at the start, kept up by JDA, and its state told to whoever asks. */
final class Bot implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Bot.class);

    /** The commands, in the order in which help tells them. */
    static final List<String> COMMANDS = List.of("access", "answer", "cart", "requests", "approvals", "reminders", "link", "help");

    /** The longest description of a command. */
    private static final int LONGEST = 100;

    /** How long calls on their way are waited for at the end. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** How the connection is. */
    enum State {
        OFF("There is no token"), CONNECTING("Connecting"), CONNECTED("Connected"), DISCONNECTED(
                "The gateway is lost; it is tried again"), REFUSED(
                        "Discord does not accept the token");

        private final String words;

        State(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    private final DiscordSettings settings;
    private final Pace pace;
    /** Threads that end with their work. It is never shut down: what is still on its way at the end would have nowhere to arrive. */
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Postman postman;
    private final Events events;
    private final List<JDA> connections = new CopyOnWriteArrayList<>();
    private volatile State state = State.OFF;
    private volatile @Nullable ShardManager shards;
    private volatile boolean closed;

    Bot(DiscordSettings settings, Clicks clicks, Post post, Accounts accounts, Floor floor, Clock clock) {
        this.settings = settings;
        this.pace = new Pace(settings.callsPerSecond());
        this.events = new Events(clicks, settings, workers);
        this.postman = new Postman(post, accounts, floor, clock, this::connection);
        MessageRequest.setDefaultMentions(EnumSet.noneOf(net.dv8tion.jda.api.entities.Message.MentionType.class));
        MessageRequest.setDefaultMentionRepliedUser(false);
    }

    /** Connects. A wrong token is one line in the log; if Discord cannot be reached it is tried again, and after that JDA keeps the connection up. */
    void start() {
        var pause = FIRST_PAUSE;
        while (!closed) {
            state = State.CONNECTING;
            try {
                if (settings.shards() == 1) {
                    connections.add(single());
                } else {
                    shards = several();
                }
                return;
            } catch (InvalidTokenException wrong) {
                refused();
                return;
            } catch (RuntimeException problem) {
                state = State.DISCONNECTED;
                LOG.warn("Discord cannot be reached ({}); Usher goes on without it, and tries again in {} s", problem.toString(),
                        pause.toSeconds());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    private void refused() {
        state = State.REFUSED;
        LOG.error(
                "Discord does not accept the token in DISCORD_TOKEN: copy it anew from the Bot page of the application (see src/docs/discord.md)");
    }

    private JDA single() {
        return JDABuilder.createLight(settings.token(), GatewayIntent.DIRECT_MESSAGES).setRestConfig(rest())
                .setSessionController(new Sessions(settings))
                .setCompression(Compression.NONE).setEventPool(workers, false)
                .setCallbackPool(workers, false)
                .setRateLimitElastic(workers, false).setEnableShutdownHook(false).setMaxReconnectDelay(32)
                .addEventListeners(events, new States()).build();
    }

    private ShardManager several() {
        return DefaultShardManagerBuilder.createLight(settings.token(), GatewayIntent.DIRECT_MESSAGES).setRestConfig(rest())
                .setSessionController(new Sessions(settings)).setCompression(Compression.NONE)
                .setEventPoolProvider(new Shared(workers))
                .setCallbackPoolProvider(new Shared(workers))
                .setRateLimitElasticProvider(new Shared(workers)).setEnableShutdownHook(false).setMaxReconnectDelay(32)
                .setShardsTotal(settings.shards() == 0 ? -1 : settings.shards()).addEventListeners(events, new States()).build();
    }

    private RestConfig rest() {
        return new RestConfig().setBaseUrl(settings.apiUrl()).setRateLimiterFactory(pace::limiter);
    }

    /** Virtual threads for all connections, which none of them ends. */
    private record Shared(ExecutorService workers) implements ThreadPoolProvider<ExecutorService> {
        @Override
        public ExecutorService provide(int shard) {
            return workers;
        }

        @Override
        public boolean shouldShutdownAutomatically(int shard) {
            return false;
        }
    }

    /** Connections one at a time; where the gateway is may be a setting. */
    private static final class Sessions extends ConcurrentSessionController {

        private final DiscordSettings settings;

        Sessions(DiscordSettings settings) {
            this.settings = settings;
        }

        /** JDA asks for a session before it has kept the client of which it is; what Discord says at once would find none, and the connection would be dead. */
        @Override
        public void appendSession(SessionConnectNode node) {
            Thread.ofVirtual().name("discord-session").start(() -> {
                for (int looked = 0; looked < 10_000 && ((JDAImpl) node.getJDA()).getClient() == null; looked++) {
                    LockSupport.parkNanos(1_000_000);
                }
                super.appendSession(node);
            });
        }

        @Override
        public String getGateway() {
            return settings.gatewayUrl().isEmpty() ? super.getGateway() : settings.gatewayUrl();
        }
    }

    /** A connection to send through, if one is up. */
    Optional<JDA> connection() {
        var manager = shards;
        var all = manager == null ? connections : manager.getShards();
        return all.stream().filter(jda -> jda.getStatus() == JDA.Status.CONNECTED).findFirst();
    }

    State state() {
        return state;
    }

    int waitingCalls() {
        return pace.waiting();
    }

    /** Something is to be delivered. */
    void ring() {
        postman.ring();
    }

    static List<CommandData> commands() {
        return COMMANDS.stream()
                .<CommandData>map(name -> translated(Commands.slash(name, Words.cut(Phrases.FIRST.say("command." + name), LONGEST)),
                        "command." + name).addOptions(options(name))
                        .setContexts(InteractionContextType.GUILD, InteractionContextType.BOT_DM)
                        .setIntegrationTypes(IntegrationType.GUILD_INSTALL))
                .toList();
    }

    private static List<OptionData> options(String command) {
        return switch (command) {
            case "access" -> List.of(option("conversation").setAutoComplete(true));
            case "answer" -> List.of(option("answer").setRequired(true).setAutoComplete(true));
            case "link" -> List.of(option("staff-number"), option("code"));
            case "help" -> List.of(option("about"));
            default -> List.of();
        };
    }

    private static OptionData option(String name) {
        var option = new OptionData(OptionType.STRING, name, Words.cut(Phrases.FIRST.say("option." + name), LONGEST));
        clients()
                .forEach((locale, phrases) -> option.setDescriptionLocalization(locale, Words.cut(phrases.say("option." + name), LONGEST)));
        return option;
    }

    private static SlashCommandData translated(SlashCommandData command, String key) {
        clients().forEach((locale, phrases) -> command.setDescriptionLocalization(locale, Words.cut(phrases.say(key), LONGEST)));
        return command;
    }

    /** The languages beside the first in which Discord has clients: not all of ours are among them. */
    private static Map<DiscordLocale, Phrases> clients() {
        var clients = new EnumMap<DiscordLocale, Phrases>(DiscordLocale.class);
        Phrases.LANGUAGES.stream().skip(1).filter(language -> DiscordLocale.from(language) != DiscordLocale.UNKNOWN)
                .forEach(language -> clients.put(DiscordLocale.from(language), Phrases.of(language)));
        return clients;
    }

    @Override
    public void close() {
        closed = true;
        state = State.OFF;
        postman.close();
        var manager = shards;
        if (manager != null) {
            manager.shutdown();
        }
        connections.forEach(Bot::hangUp);
        pace.close();
    }

    /** Ends a connection: what is on its way is let finish, for a little while. */
    private static void hangUp(JDA connection) {
        connection.shutdown();
        try {
            if (!connection.awaitShutdown(LAST_WORDS)) {
                connection.shutdownNow();
            }
        } catch (InterruptedException _) {
            connection.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the state and logs what happens to the connection. */
    private final class States extends ListenerAdapter {

        private volatile boolean wasReady;

        @Override
        public void onReady(ReadyEvent event) {
            wasReady = true;
            state = State.CONNECTED;
            LOG.info("Connected to Discord as {}", event.getJDA().getSelfUser().getName());
            if (event.getJDA().getShardInfo().getShardId() == 0) {
                event.getJDA().updateCommands().addCommands(commands()).queue(_ -> {},
                        problem -> LOG.error("The commands could not be registered: {}", problem.toString()));
            }
            ring();
        }

        @Override
        public void onSessionDisconnect(SessionDisconnectEvent event) {
            if (state == State.CONNECTED) {
                state = State.DISCONNECTED;
                LOG.info("The gateway to Discord is lost ({}); it is tried again",
                        event.getCloseCode() == null ? "no word" : event.getCloseCode());
            }
        }

        @Override
        public void onSessionResume(SessionResumeEvent event) {
            state = State.CONNECTED;
            LOG.info("Discord goes on where it was");
            ring();
        }

        @Override
        public void onSessionRecreate(SessionRecreateEvent event) {
            state = State.CONNECTED;
            LOG.info("Connected to Discord anew");
            ring();
        }

        @Override
        public void onSessionInvalidate(SessionInvalidateEvent event) {
            state = State.DISCONNECTED;
            LOG.info("Discord has ended the session; a new one is begun");
        }

        @Override
        public void onShutdown(ShutdownEvent event) {
            var code = event.getCloseCode();
            if (state == State.OFF || state == State.REFUSED) {
                return; // hung up by us, or said already
            }
            if (code == net.dv8tion.jda.api.requests.CloseCode.AUTHENTICATION_FAILED) {
                refused();
            } else if (wasReady) { // else the start has failed, and is tried again
                state = State.DISCONNECTED;
                LOG.error("Discord has ended the connection for good: {}", code);
            }
        }
    }
}

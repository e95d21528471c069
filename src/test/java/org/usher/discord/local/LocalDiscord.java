package org.usher.discord.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * A Discord on loopback with one bot, one server and as many people as one likes. Its monitor guards all state; everything that changes it
 * notifies the monitor, so that {@link #await} needs no sleeping.
 */
public final class LocalDiscord implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    /** How long one waits for something before it counts as not happening. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What is waited for may be elsewhere, where nothing notifies the monitor: it is looked at so often, in milliseconds. */
    private static final long LOOK_EVERY = 50;

    /** DIRECT_MESSAGES and what every application gets; no privileged intent was granted. */
    private static final int ALLOWED_INTENTS = ~((1 << 1) | (1 << 8) | (1 << 15));

    /** A misbehaviour that was ordered, for the next so many calls on a route. */
    private record Trouble(String route, int[] left, int status, long delay, boolean doneFirst) {}

    final Snowflakes snowflakes = new Snowflakes();
    final Map<Long, Member> members = new LinkedHashMap<>();
    final Map<Long, ObjectNode> messages = new LinkedHashMap<>();
    /** Who alone sees an ephemeral message. */
    final Map<Long, Long> onlyFor = new LinkedHashMap<>();
    final Map<String, Interaction> interactions = new LinkedHashMap<>();
    final Map<Long, Long> publicChannels = new LinkedHashMap<>();
    /** Files that were sent with messages, by their paths. */
    final Map<String, byte[]> files = new LinkedHashMap<>();
    final List<String> pings = new ArrayList<>();
    final Quota quota = new Quota();
    final ObjectNode bot;
    final long application;
    final long guild;
    final long generalChannel;
    JsonNode commands = JSON.createArrayNode();

    private final List<Call> calls = new ArrayList<>();
    private final List<Trouble> troubles = new ArrayList<>();
    private final Rest rest = new Rest(this);
    private final Gateway gateway = new Gateway(this);
    private final Wire wire;
    private final Optional<Referee> referee;
    private String token = "local.bot.token";
    private int copies = 1;
    private long heartbeat = 41_250;
    private boolean keepCalls = true;
    private int invalidCalls;
    private long countedCalls;

    private LocalDiscord(int port, Optional<Referee> referee) {
        this.referee = referee;
        this.application = snowflakes.next(Instant.now());
        this.bot = user(application, "usher", true);
        this.guild = snowflakes.next(Instant.now());
        this.generalChannel = snowflakes.next(Instant.now());
        publicChannels.put(generalChannel, guild);
        this.wire = new Wire(port, rest::answer, gateway);
    }

    /** Starts on a free port; what passes is checked against Discord's description if that is present. */
    public static LocalDiscord start() {
        return new LocalDiscord(0, Referee.present());
    }

    /** Starts on a certain port. */
    public static LocalDiscord start(int port) {
        return new LocalDiscord(port, Referee.present());
    }

    /** Starts without the referee and without keeping the calls: for measuring. */
    public static LocalDiscord forMeasuring() {
        var discord = new LocalDiscord(0, Optional.empty());
        discord.keepCalls = false;
        return discord;
    }

    // ---- where it is

    public String restUrl() {
        return "http://127.0.0.1:" + wire.port() + "/api/v10/";
    }

    /** Where files lie that were sent with messages. */
    public String fileUrl() {
        return "http://127.0.0.1:" + wire.port() + "/";
    }

    public String gatewayUrl() {
        return "ws://127.0.0.1:" + wire.port() + "/gateway";
    }

    public synchronized String token() {
        return token;
    }

    public Optional<Referee> referee() {
        return referee;
    }

    // ---- who is there

    /** Somebody with an account, on the bot's server. */
    public synchronized Member member(String name) {
        var member = new Member(this, snowflakes.next(Instant.now()), name, snowflakes.next(Instant.now()));
        members.put(member.id(), member);
        return member;
    }

    /** Somebody deletes a message of the bot. */
    public synchronized void delete(Message message) {
        messages.remove(message.id());
    }

    /** The content of a file that was sent with a message. */
    public synchronized byte[] content(Message.Attachment file) {
        return files.getOrDefault(file.url().substring(fileUrl().length() - 1), new byte[0]);
    }

    /** Another text channel of the server. */
    public synchronized long channel() {
        long id = snowflakes.next(Instant.now());
        publicChannels.put(id, guild);
        return id;
    }

    /** The text channel that everybody reads. */
    public long generalChannel() {
        return generalChannel;
    }

    // ---- misbehaving on command

    /** The next calls on a route, such as {@code POST /channels/{}/messages}, are answered with an error and do nothing. */
    public synchronized void fail(String route, int status, int times) {
        troubles.add(new Trouble(route, new int[]{times}, status, 0, false));
    }

    /** The next calls on a route are done, but the answer is an error. */
    public synchronized void failAfterDoing(String route, int status, int times) {
        troubles.add(new Trouble(route, new int[]{times}, status, 0, true));
    }

    /** The next calls on a route are answered late. */
    public synchronized void delay(String route, Duration delay, int times) {
        troubles.add(new Trouble(route, new int[]{times}, 0, delay.toMillis(), true));
    }

    /** The next calls on a route are done, but the connection is cut before the answer. */
    public synchronized void cut(String route, int times) {
        troubles.add(new Trouble(route, new int[]{times}, 0, -1, true));
    }

    /** As if so much time had passed that no limit of a route is used up any more. */
    public synchronized void limitsPass() {
        quota.forget();
    }

    /** Answers every call that counts with a global 429, for a time. */
    public synchronized void storm(Duration time) {
        quota.storm(time.toNanos(), System.nanoTime());
    }

    /** Delivers every event so many times from now on. */
    public synchronized void deliverCopies(int times) {
        copies = times;
    }

    /** Takes the token back: calls answer 401, sessions are closed with 4004. */
    public void revokeToken() {
        synchronized (this) {
            token = "another." + snowflakes.next(Instant.now());
        }
        gateway.drop(4004);
    }

    /** Cuts the gateway; 0: without a word. */
    public void dropGateway(int code) {
        gateway.drop(code);
    }

    /** Asks the client to reconnect and resume. */
    public void askToReconnect() {
        gateway.askToReconnect();
    }

    /** Declares the session invalid. */
    public void invalidateSession(boolean resumable) {
        gateway.invalidate(resumable);
    }

    /** Refuses to resume sessions. */
    public void refuseResume(boolean refuse) {
        gateway.refuseResume(refuse);
    }

    /** Stops answering heartbeats. */
    public void deaf(boolean now) {
        gateway.deaf(now);
    }

    public synchronized void heartbeat(Duration every) {
        heartbeat = every.toMillis();
    }

    // ---- what has happened

    /** How many sessions were identified since the start. */
    public int identified() {
        return gateway.identified();
    }

    /** How many sessions were resumed since the start. */
    public int resumed() {
        return gateway.resumed();
    }

    public int connected() {
        return gateway.connected();
    }

    /** The calls so far. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls so far that were answered with a status. */
    public synchronized List<Call> calls(int status) {
        return calls.stream().filter(call -> call.status() == status).toList();
    }

    /** Calls so far that count towards a ban of the address. */
    public synchronized int invalidCalls() {
        return invalidCalls;
    }

    /** How many calls counted towards the global limit so far. */
    public synchronized long countedCalls() {
        return countedCalls;
    }

    /** The most calls that counted within any second. */
    public synchronized int mostInASecond() {
        return quota.mostInASecond();
    }

    /** Whom messages have pinged: ids, {@code everyone}, {@code here}. */
    public synchronized List<String> pings() {
        return List.copyOf(pings);
    }

    /** The names of the commands that the bot has registered. */
    public synchronized List<String> commandNames() {
        var names = new ArrayList<String>();
        commands.forEach(command -> names.add(command.path("name").asText()));
        return names;
    }

    /** Waits until something is there. */
    public <T> T await(String what, Supplier<Optional<T>> looked) {
        return await(what, PATIENCE, looked);
    }

    /** Waits so long until something is there. */
    public <T> T await(String what, Duration patience, Supplier<Optional<T>> looked) {
        long end = System.nanoTime() + patience.toNanos();
        synchronized (this) {
            while (true) {
                var found = looked.get();
                if (found.isPresent()) {
                    return found.get();
                }
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("Waited in vain for " + what + "; last calls: "
                            + calls.subList(Math.max(0, calls.size() - 6), calls.size()));
                }
                try {
                    wait(Math.min(left, LOOK_EVERY));
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("Interrupted while waiting for " + what, interrupted);
                }
            }
        }
    }

    /** Waits until a condition holds. */
    public void awaitThat(String what, Supplier<Boolean> condition) {
        await(what, () -> condition.get() ? Optional.of(true) : Optional.<Boolean>empty());
    }

    // ---- for the parts of the server

    boolean tokenIsGood(String given) {
        return given.equals(token);
    }

    int allowedIntents() {
        return ALLOWED_INTENTS;
    }

    long heartbeatMillis() {
        return heartbeat;
    }

    Gateway gateway() {
        return gateway;
    }

    /** Tells the bot an event, as often as ordered. */
    void dispatch(long inGuild, String type, ObjectNode data) {
        gateway.dispatch(inGuild, type, data, copies);
    }

    void note(Call call, Route route, JsonNode body, Answer answer) {
        if (keepCalls) {
            calls.add(call);
        }
        if (route.counts()) {
            countedCalls++;
        }
        if (call.invalid()) {
            invalidCalls++;
        }
        referee.ifPresent(each -> each.see(route, body, answer));
        notifyAll();
    }

    /** The misbehaviour ordered for a route, used up by one. */
    @Nullable
    OrderedTrouble trouble(String route) {
        for (var trouble : troubles) {
            if (trouble.route.equals(route) && trouble.left[0] > 0) {
                trouble.left[0]--;
                return new OrderedTrouble(trouble.status, trouble.delay, trouble.doneFirst);
            }
        }
        return null;
    }

    /** A misbehaviour for one call. */
    record OrderedTrouble(int status, long delay, boolean doneFirst) {}

    ObjectNode ready(String session) {
        var ready = JSON.createObjectNode().put("v", 10).put("session_id", session).put("resume_gateway_url", gatewayUrl());
        ready.set("user", bot);
        ready.putArray("private_channels");
        ready.putArray("guilds").addObject().put("id", String.valueOf(guild)).put("unavailable", true);
        ready.putObject("application").put("id", String.valueOf(application)).put("flags", 0);
        return ready;
    }

    List<ObjectNode> guilds() {
        var json = JSON.createObjectNode().put("id", String.valueOf(guild)).put("name", "Office")
                .put("owner_id", String.valueOf(application))
                .put("member_count", members.size() + 1).put("afk_timeout", 300).put("large", false).put("unavailable", false)
                .put("verification_level", 0).put("default_message_notifications", 1).put("explicit_content_filter", 0).put("mfa_level", 0)
                .put("nsfw_level", 0).put("premium_tier", 0).put("premium_subscription_count", 0).put("preferred_locale", "en-GB")
                .put("system_channel_flags", 0).put("premium_progress_bar_enabled", false);
        var everyone = json.putArray("roles").addObject().put("id", String.valueOf(guild)).put("name", "@everyone").put("position", 0)
                .put("permissions", String.valueOf(2048 | 1024)).put("color", 0).put("hoist", false).put("managed", false)
                .put("mentionable", false).put("flags", 0);
        everyone.putObject("colors").put("primary_color", 0).putNull("secondary_color").putNull("tertiary_color");
        var channels = json.putArray("channels");
        publicChannels.forEach((id, _) -> {
            channels.addObject().put("id", String.valueOf(id)).put("type", 0).put("name", "channel-" + channels.size()).put("position", 0)
                    .put("nsfw", false).put("rate_limit_per_user", 0).put("flags", 0).putArray("permission_overwrites");
        });
        for (var empty : List.of("threads", "guild_scheduled_events", "emojis", "stickers", "voice_states", "presences", "features",
                "stage_instances",
                "soundboard_sounds")) {
            json.putArray(empty);
        }
        var me = json.putArray("members").addObject().put("joined_at", Instant.now().toString()).put("deaf", false).put("mute", false)
                .put("flags", 0);
        me.set("user", bot);
        me.putArray("roles");
        return List.of(json);
    }

    static ObjectNode user(long id, String name, boolean isBot) {
        var user = JSON.createObjectNode().put("id", String.valueOf(id)).put("username", name).put("discriminator", isBot ? "0000" : "0")
                .put("bot", isBot).put("system", false).put("public_flags", 0).put("flags", 0).put("mfa_enabled", false)
                .put("locale", "en-GB");
        user.put("global_name", name);
        for (var nothing : List.of("avatar", "banner", "accent_color", "avatar_decoration_data", "collectibles", "primary_guild")) {
            user.putNull(nothing);
        }
        return user;
    }

    Optional<Member> memberOfChannel(long channel) {
        return members.values().stream().filter(member -> member.dm() == channel).findFirst();
    }

    @Override
    public void close() {
        wire.close();
    }
}

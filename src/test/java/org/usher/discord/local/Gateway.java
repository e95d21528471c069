package org.usher.discord.local;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/** The gateway: sessions that are identified, kept over a lost connection, and resumed with what was missed. Guarded by the server's monitor. */
final class Gateway implements Wire.Sockets {

    /** A session, connected or not. */
    private static final class Session {
        final String id = UUID.randomUUID().toString().replace("-", "");
        final int shard;
        final int shards;
        final List<ObjectNode> sent = new ArrayList<>();
        @Nullable
        Channel socket;

        Session(int shard, int shards) {
            this.shard = shard;
            this.shards = shards;
        }
    }

    private final LocalDiscord discord;
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<Channel, Session> bySocket = new HashMap<>();
    private int identified;
    private int resumed;
    private boolean refuseResume;
    private boolean deaf;

    Gateway(LocalDiscord discord) {
        this.discord = discord;
    }

    int identified() {
        synchronized (discord) {
            return identified;
        }
    }

    int resumed() {
        synchronized (discord) {
            return resumed;
        }
    }

    int connected() {
        synchronized (discord) {
            return bySocket.size();
        }
    }

    /** Cuts every connection: with a close code, or, if it is 0, without a word. */
    void drop(int code) {
        synchronized (discord) {
            for (var socket : List.copyOf(bySocket.keySet())) {
                if (code == 0) {
                    socket.close();
                } else {
                    Wire.hangUp(socket, code, "as commanded");
                }
            }
        }
    }

    /** Asks every session to reconnect and resume. */
    void askToReconnect() {
        synchronized (discord) {
            bySocket.keySet().forEach(socket -> Wire.say(socket, frame(7, JsonNodeFactory.instance.nullNode()).toString()));
        }
    }

    /** Declares every session invalid; without {@code resumable} it has to identify anew. */
    void invalidate(boolean resumable) {
        synchronized (discord) {
            for (var socket : List.copyOf(bySocket.keySet())) {
                if (!resumable) {
                    var session = bySocket.remove(socket);
                    if (session != null) {
                        sessions.remove(session.id);
                    }
                }
                Wire.say(socket, frame(9, JsonNodeFactory.instance.booleanNode(resumable)).toString());
            }
        }
    }

    void refuseResume(boolean refuse) {
        synchronized (discord) {
            refuseResume = refuse;
        }
    }

    /** Stops answering heartbeats. */
    void deaf(boolean now) {
        synchronized (discord) {
            deaf = now;
        }
    }

    /** Tells an event to the session that is responsible: that of the guild, or the first for direct messages. */
    void dispatch(long guild, String type, ObjectNode data, int times) {
        synchronized (discord) {
            for (var session : sessions.values()) {
                int responsible = guild == 0 ? 0 : (int) ((guild >> 22) % session.shards);
                if (session.shard == responsible) {
                    for (int i = 0; i < times; i++) {
                        tell(session, type, data);
                    }
                }
            }
        }
    }

    private static void tell(Session session, String type, ObjectNode data) {
        var frame = frame(0, data).put("t", type).put("s", session.sent.size() + 1);
        session.sent.add(frame);
        if (session.socket != null) {
            Wire.say(session.socket, frame.toString());
        }
    }

    private static ObjectNode frame(int op, JsonNode data) {
        var frame = JsonNodeFactory.instance.objectNode().put("op", op);
        frame.set("d", data);
        return frame;
    }

    @Override
    public void opened(Channel socket) {
        Wire.say(socket, frame(10, JsonNodeFactory.instance.objectNode().put("heartbeat_interval", discord.heartbeatMillis())).toString());
    }

    @Override
    public void said(Channel socket, JsonNode frame) {
        synchronized (discord) {
            switch (frame.path("op").asInt()) {
                case 1 -> {
                    if (!deaf) {
                        Wire.say(socket, frame(11, JsonNodeFactory.instance.nullNode()).toString());
                    }
                }
                case 2 -> identify(socket, frame.path("d"));
                case 6 -> resume(socket, frame.path("d"));
                default -> {
                }
            }
        }
    }

    private void identify(Channel socket, JsonNode data) {
        if (!discord.tokenIsGood(data.path("token").asText())) {
            Wire.hangUp(socket, 4004, "Authentication failed.");
            return;
        }
        int intents = data.path("intents").asInt();
        if ((intents & ~discord.allowedIntents()) != 0) {
            Wire.hangUp(socket, 4014, "Disallowed intent(s).");
            return;
        }
        var session = new Session(data.path("shard").path(0).asInt(0), data.path("shard").path(1).asInt(1));
        session.socket = socket;
        sessions.put(session.id, session);
        bySocket.put(socket, session);
        identified++;
        tell(session, "READY", discord.ready(session.id));
        Function<Long, Boolean> mine = guild -> (guild >> 22) % session.shards == session.shard;
        discord.guilds().forEach(guild -> {
            if (mine.apply(guild.path("id").asLong())) {
                tell(session, "GUILD_CREATE", guild);
            }
        });
        discord.notifyAll();
    }

    private void resume(Channel socket, JsonNode data) {
        if (!discord.tokenIsGood(data.path("token").asText())) {
            Wire.hangUp(socket, 4004, "Authentication failed.");
            return;
        }
        var session = sessions.get(data.path("session_id").asText());
        if (session == null || refuseResume) {
            Wire.say(socket, frame(9, JsonNodeFactory.instance.booleanNode(false)).toString());
            return;
        }
        session.socket = socket;
        bySocket.put(socket, session);
        resumed++;
        session.sent.stream().filter(frame -> frame.path("s").asInt() > data.path("seq").asInt())
                .forEach(frame -> Wire.say(socket, frame.toString()));
        tell(session, "RESUMED", JsonNodeFactory.instance.objectNode());
        discord.notifyAll();
    }

    @Override
    public void closed(Channel socket) {
        synchronized (discord) {
            var session = bySocket.remove(socket);
            if (session != null && session.socket == socket) {
                session.socket = null;
            }
            discord.notifyAll();
        }
    }
}

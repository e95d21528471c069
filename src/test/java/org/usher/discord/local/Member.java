package org.usher.discord.local;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A person at a client: says things, gives commands, clicks, fills forms in, and sees what everybody or only they can see. */
public final class Member {

    private final LocalDiscord discord;
    private final long id;
    private final String name;
    private final long dm;
    private boolean dmsClosed;
    private String locale = "en-GB";

    Member(LocalDiscord discord, long id, String name, long dm) {
        this.discord = discord;
        this.id = id;
        this.name = name;
        this.dm = dm;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** The channel of direct messages with the bot. */
    public long dm() {
        return dm;
    }

    ObjectNode json() {
        return LocalDiscord.user(id, name, false);
    }

    boolean dmsClosed() {
        return dmsClosed;
    }

    /** No longer takes direct messages, or takes them again. */
    public void closeDms(boolean closed) {
        synchronized (discord) {
            dmsClosed = closed;
        }
    }

    /** Has the client in another language. */
    public void speaks(String client) {
        synchronized (discord) {
            locale = client;
        }
    }

    // ---- saying and doing

    /** Says something to the bot in a direct message. */
    public void say(String text) {
        sayIn(dm, text);
    }

    /** Sends a file to the bot in a direct message. */
    public void send(String name, byte[] content) {
        synchronized (discord) {
            long id = discord.snowflakes.next(Instant.now());
            discord.files.put("/attachments/" + dm + '/' + id + '/' + name, content);
            sendLying(name, discord.fileUrl() + "attachments/" + dm + '/' + id + '/' + name, content.length);
        }
    }

    /** Sends word of a file that is said to lie somewhere. */
    public void sendLying(String name, String url, int size) {
        var file = LocalDiscord.JSON.createObjectNode().put("id", String.valueOf(discord.snowflakes.next(Instant.now())))
                .put("filename", name).put("size", size).put("url", url).put("proxy_url", url)
                .put("content_type", "application/octet-stream");
        sayIn(dm, "", List.of(file));
    }

    /** Says something in a channel. */
    public void sayIn(long channel, String text) {
        sayIn(channel, text, List.of());
    }

    private void sayIn(long channel, String text, List<ObjectNode> files) {
        synchronized (discord) {
            long message = discord.snowflakes.next(Instant.now());
            var json = LocalDiscord.JSON.createObjectNode().put("id", String.valueOf(message)).put("type", 0)
                    .put("channel_id", String.valueOf(channel)).put("content", text).put("timestamp", Instant.now().toString())
                    .putNull("edited_timestamp").put("tts", false).put("mention_everyone", false).put("pinned", false).put("flags", 0);
            json.set("author", json());
            for (var empty : List.of("mentions", "mention_roles", "attachments", "embeds", "components")) {
                json.putArray(empty);
            }
            json.putArray("attachments").addAll(files);
            discord.messages.put(message, json);
            var event = json.deepCopy();
            long guild = discord.publicChannels.getOrDefault(channel, 0L);
            if (guild != 0) {
                event.put("guild_id", String.valueOf(guild)).put("channel_type", 0);
                event.set("member", memberJson());
            } else {
                event.put("channel_type", 1);
            }
            discord.dispatch(guild, "MESSAGE_CREATE", event);
            discord.notifyAll();
        }
    }

    /** Gives a command in the direct messages; options by name. */
    public Interaction command(String command, Map<String, String> options) {
        return commandIn(dm, command, options);
    }

    public Interaction command(String command) {
        return command(command, Map.of());
    }

    /** Gives a command in a channel. */
    public Interaction commandIn(long channel, String command, Map<String, String> options) {
        return send(Interaction.Type.COMMAND, channel, 0, commandData(command, options, ""));
    }

    /** Types into an option of a command and waits for what is offered. */
    public Interaction autocomplete(String command, String option, String typed) {
        return acknowledged(send(Interaction.Type.AUTOCOMPLETE, dm, 0, commandData(command, Map.of(option, typed), option)));
    }

    private ObjectNode commandData(String command, Map<String, String> options, String focused) {
        synchronized (discord) {
            for (var known : discord.commands) {
                if (known.path("name").asText().equals(command)) {
                    var data = LocalDiscord.JSON.createObjectNode().put("id", known.path("id").asText()).put("name", command).put("type",
                            1);
                    var given = data.putArray("options");
                    options.forEach((option, value) -> {
                        var one = given.addObject().put("name", option).put("type", 3).put("value", value);
                        if (option.equals(focused)) {
                            one.put("focused", true);
                        }
                    });
                    return data;
                }
            }
        }
        throw new AssertionError("There is no command /" + command + ", only " + discord.commandNames());
    }

    /** Clicks a button by its label. */
    public Interaction click(Message message, String label) {
        var button = message.button(label).orElseThrow(() -> new AssertionError("No button " + label + " in: " + message));
        return clickId(message, button.customId());
    }

    /** Clicks a button by its id, whether or not it is (still) there: as a forged or stale click does. */
    public Interaction clickId(Message message, String customId) {
        return send(Interaction.Type.COMPONENT, message.channel(), message.id(),
                LocalDiscord.JSON.createObjectNode().put("component_type", 2).put("custom_id", customId).put("id", 1));
    }

    /** Chooses from the select menu that has all these labels. */
    public Interaction choose(Message message, String... labels) {
        for (var select : message.selects()) {
            var values = new ArrayList<String>();
            for (var label : labels) {
                select.options().stream().filter(option -> option.label().equals(label)).findFirst()
                        .ifPresent(option -> values.add(option.value()));
            }
            if (values.size() == labels.length) {
                var data = LocalDiscord.JSON.createObjectNode().put("component_type", 3).put("custom_id", select.customId()).put("id", 1);
                var chosen = data.putArray("values");
                values.forEach(chosen::add);
                return send(Interaction.Type.COMPONENT, message.channel(), message.id(), data);
            }
        }
        throw new AssertionError("No menu with " + List.of(labels) + " in: " + message);
    }

    /** Fills in the form that an interaction opened, field by label, and sends it. */
    public Interaction fill(Interaction opener, Map<String, String> values) {
        var modal = discord.await("a form", opener::modal);
        var data = LocalDiscord.JSON.createObjectNode().put("custom_id", modal.customId());
        var parts = data.putArray("components");
        for (var field : modal.fields()) {
            var given = values.get(field.label());
            var component = parts.addObject().put("type", 18).put("id", parts.size() + 1).putObject("component").put("type", field.type())
                    .put("id", parts.size() + 100).put("custom_id", field.customId());
            if (field.type() == 3) {
                var chosen = component.putArray("values");
                field.options().stream().filter(option -> given != null && List.of(given.split("\\|")).contains(option.label()))
                        .forEach(option -> chosen.add(option.value()));
            } else {
                component.put("value", given == null ? field.value() : given);
            }
        }
        return send(Interaction.Type.MODAL, opener.channel, opener.source, data);
    }

    /** Fills in the only text field of the form that an interaction opened. */
    public Interaction write(Interaction opener, String text) {
        var modal = discord.await("a form", opener::modal);
        return fill(opener, Map.of(modal.fields().getFirst().label(), text));
    }

    private Interaction send(Interaction.Type type, long channel, long source, ObjectNode data) {
        synchronized (discord) {
            long interactionId = discord.snowflakes.next(Instant.now());
            var token = "i" + UUID.randomUUID();
            var payload = LocalDiscord.JSON.createObjectNode().put("id", String.valueOf(interactionId))
                    .put("application_id", String.valueOf(discord.application)).put("type", type.number).put("token", token)
                    .put("version", 1)
                    .put("channel_id", String.valueOf(channel)).put("locale", locale).put("app_permissions", "2147483647")
                    .put("attachment_size_limit", 10_485_760);
            payload.putArray("entitlements");
            payload.set("data", data);
            long guild = discord.publicChannels.getOrDefault(channel, 0L);
            var where = payload.putObject("channel").put("id", String.valueOf(channel)).put("flags", 0);
            if (guild == 0) {
                where.put("type", 1).putArray("recipients").add(discord.bot);
                payload.put("context", 1).set("user", json());
                payload.putObject("authorizing_integration_owners").put("0", "0");
            } else {
                where.put("type", 0).put("name", "general").put("position", 0).put("nsfw", false).put("guild_id", String.valueOf(guild))
                        .put("permissions",
                                "2147483647");
                payload.put("context", 0).put("guild_id", String.valueOf(guild)).put("guild_locale", "en-GB");
                payload.putObject("guild").put("id", String.valueOf(guild)).put("locale", "en-GB").putArray("features");
                payload.putObject("authorizing_integration_owners").put("0", String.valueOf(guild));
                payload.set("member", memberJson().put("permissions", "2147483647"));
            }
            var message = discord.messages.get(source);
            if (source != 0 && message != null) {
                payload.set("message", message.deepCopy());
            }
            var interaction = new Interaction(interactionId, token, type, id, channel, source, payload);
            discord.interactions.put(token, interaction);
            discord.dispatch(guild, "INTERACTION_CREATE", payload);
            return interaction;
        }
    }

    /** Delivers an interaction once more, as it was. */
    public void deliverAgain(Interaction interaction) {
        discord.dispatch(discord.publicChannels.getOrDefault(interaction.channel, 0L), "INTERACTION_CREATE", interaction.payload);
    }

    private ObjectNode memberJson() {
        var member = LocalDiscord.JSON.createObjectNode().put("joined_at", "2026-01-05T09:00:00+00:00").put("deaf", false)
                .put("mute", false)
                .put("flags", 0).put("pending", false);
        member.set("user", json());
        member.putArray("roles");
        return member;
    }

    // ---- seeing

    /** What can be seen in the direct messages, oldest first. */
    public List<Message> transcript() {
        return transcript(dm);
    }

    /** What this person sees in a channel, oldest first. */
    public List<Message> transcript(long channel) {
        synchronized (discord) {
            return discord.messages.values().stream().filter(message -> message.path("channel_id").asLong() == channel)
                    .filter(message -> !discord.onlyFor.containsKey(message.path("id").asLong())
                            || discord.onlyFor.getOrDefault(message.path("id").asLong(), 0L) == id)
                    .map(message -> new Message(message.deepCopy())).filter(message -> !message.loading()).toList();
        }
    }

    /** The message as it is now. */
    public Message now(Message message) {
        synchronized (discord) {
            var json = discord.messages.get(message.id());
            if (json == null) {
                throw new AssertionError("The message is gone: " + message);
            }
            return new Message(json.deepCopy());
        }
    }

    /** Waits for the newest message of the bot in the direct messages that is as wanted. */
    public Message await(String what, Predicate<Message> wanted) {
        return awaitIn(dm, what, wanted);
    }

    /** Waits for a message of the bot in which all these words stand, and that comes after another. */
    public Message awaitText(String... words) {
        return await(String.join(" … ", words), message -> List.of(words).stream().allMatch(message.text()::contains));
    }

    /** Waits in a channel. */
    public Message awaitIn(long channel, String what, Predicate<Message> wanted) {
        try {
            return discord.await(name + ": " + what, () -> newest(transcript(channel), wanted));
        } catch (AssertionError inVain) {
            throw new AssertionError(inVain.getMessage() + "\nTranscript of " + name + ":\n"
                    + String.join("\n", transcript(channel).stream().map(message -> (message.fromBot() ? "< " : "> ") + message).toList()),
                    inVain);
        }
    }

    private static Optional<Message> newest(List<Message> transcript, Predicate<Message> wanted) {
        return transcript.reversed().stream().filter(Message::fromBot).filter(wanted).findFirst();
    }

    /** Waits until an interaction was acknowledged. */
    public Interaction acknowledged(Interaction interaction) {
        return discord.await("an acknowledgement",
                () -> interaction.acknowledged() ? Optional.of(interaction) : Optional.<Interaction>empty());
    }

    /** Pretends that time has passed since an interaction. */
    public void age(Interaction interaction, Duration by) {
        synchronized (discord) {
            interaction.aged = interaction.aged.plus(by);
        }
    }

    /** All that was said in the direct messages, for reading. */
    public Map<Long, String> lines() {
        var lines = new LinkedHashMap<Long, String>();
        transcript().forEach(message -> lines.put(message.id(), (message.fromBot() ? "Usher: " : name + ": ") + message));
        return lines;
    }
}

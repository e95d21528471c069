package org.usher.discord.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The part of REST API v10 that the bot uses. */
final class Rest {

    private static final String BASE = "/api/v10";
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(3);
    private static final Duration TOKEN_LIVES = Duration.ofMinutes(15);
    private static final Pattern PING = Pattern.compile("@(everyone|here)|<@[!&]?(\\d+)>");

    private final LocalDiscord discord;

    Rest(LocalDiscord discord) {
        this.discord = discord;
    }

    Wire.Reply answer(String method, String path, @Nullable String authorization, String contentType, byte[] bytes) {
        synchronized (discord) {
            var file = discord.files.get(path);
            if (file != null) {
                return new Wire.Reply(Answer.ok(LocalDiscord.JSON.getNodeFactory().binaryNode(file)), 0);
            }
            if (!path.startsWith(BASE)) {
                return new Wire.Reply(Answer.error(404, 0, "404: Not Found"), 0);
            }
            var route = Route.of(method, path.substring(BASE.length()));
            JsonNode body;
            var uploads = Uploads.isOne(contentType) ? Uploads.of(contentType, bytes) : new Uploads("", Map.of());
            try {
                body = bytes.length == 0
                        ? MissingNode.getInstance()
                        : uploads.files().isEmpty() ? LocalDiscord.JSON.readTree(bytes) : LocalDiscord.JSON.readTree(uploads.payload());
            } catch (IOException notJson) {
                return noted(route, path, MissingNode.getInstance(),
                        Answer.error(400, 50109, "The request body contains invalid JSON. " + contentType), 0);
            }
            if (route.counts() && (authorization == null || !discord.tokenIsGood(authorization.replaceFirst("^Bot ", "")))) {
                return noted(route, path, body, Answer.error(401, 0, "401: Unauthorized"), 0);
            }
            var ruling = discord.quota.rule(route, System.nanoTime());
            if (ruling instanceof Quota.Ruling.Refuse(var refusal)) {
                return noted(route, path, body, refusal, 0);
            }
            var headers = ((Quota.Ruling.Pass) ruling).headers();
            var trouble = discord.trouble(route.name());
            if (trouble != null && !trouble.doneFirst()) {
                return noted(route, path, body, Answer.error(trouble.status(), trouble.status() == 413 ? 40005 : 0, "as commanded")
                        .with(headers), 0);
            }
            var answer = handle(route, lying(body, uploads)).with(headers);
            if (trouble != null && trouble.status() != 0) {
                answer = Answer.error(trouble.status(), 0, "as commanded").with(headers);
            }
            return noted(route, path, body, answer, trouble == null ? 0 : trouble.delay());
        }
    }

    /** The body with where each file that came with it lies from now on. */
    private JsonNode lying(JsonNode body, Uploads uploads) {
        if (uploads.files().isEmpty()) {
            return body;
        }
        var with = (ObjectNode) body.deepCopy();
        for (var attachment : with.path("attachments")) {
            var content = uploads.files().get("files[" + attachment.path("id").asText() + ']');
            if (content != null) {
                var id = String.valueOf(discord.snowflakes.next(Instant.now()));
                var path = "/attachments/" + id + '/' + attachment.path("filename").asText();
                discord.files.put(path, content);
                ((ObjectNode) attachment).put("id", id).put("size", content.length).put("url", discord.fileUrl() + path.substring(1))
                        .put("proxy_url", discord.fileUrl() + path.substring(1)).put("content_type", "application/octet-stream");
            }
        }
        return with;
    }

    private Wire.Reply noted(Route route, String path, JsonNode body, Answer answer, long delay) {
        var method = route.name().substring(0, route.name().indexOf(' '));
        discord.note(new Call(Instant.now(), method, path.startsWith(BASE) ? path.substring(BASE.length()) : path, body, answer.status()),
                route, body,
                answer);
        return new Wire.Reply(answer, delay);
    }

    private Answer handle(Route route, JsonNode body) {
        return switch (route.name()) {
            case "GET /users/@me" -> Answer.ok(discord.bot);
            case "GET /gateway" -> Answer.ok(LocalDiscord.JSON.createObjectNode().put("url", discord.gatewayUrl()));
            case "GET /gateway/bot" -> {
                var answer = LocalDiscord.JSON.createObjectNode().put("url", discord.gatewayUrl()).put("shards", 1);
                answer.putObject("session_start_limit").put("total", 1000).put("remaining", 999).put("reset_after", 86_400_000)
                        .put("max_concurrency", 16);
                yield Answer.ok(answer);
            }
            case "PUT /applications/{}/commands" -> commands(body);
            case "POST /users/@me/channels" -> openDm(body);
            case "POST /channels/{}/messages" -> post(Long.parseLong(route.ids().getFirst()), body);
            case "PATCH /channels/{}/messages/{}" -> patch(Long.parseLong(route.ids().get(0)), Long.parseLong(route.ids().get(1)), body);
            case "GET /channels/{}/messages/{}" -> visible(Long.parseLong(route.ids().get(0)), Long.parseLong(route.ids().get(1)))
                    .map(Answer::ok).orElse(Answer.error(404, 10008, "Unknown Message"));
            case "POST /interactions/{}/{}/callback" -> callback(route.ids().get(1), body);
            case "POST /webhooks/{}/{}" -> withLiveToken(route.ids().get(1), interaction -> followUp(interaction, body));
            case "PATCH /webhooks/{}/{}/messages/{}" ->
                withLiveToken(route.ids().get(1), interaction -> editOf(interaction, route.ids().get(2), body));
            case "GET /webhooks/{}/{}/messages/{}" -> withLiveToken(route.ids().get(1),
                    interaction -> Optional.ofNullable(discord.messages.get(named(interaction, route.ids().get(2)))).map(Answer::ok)
                            .orElse(Answer.error(404, 10008, "Unknown Message")));
            case "DELETE /webhooks/{}/{}/messages/{}" -> withLiveToken(route.ids().get(1), interaction -> {
                var gone = discord.messages.remove(named(interaction, route.ids().get(2)));
                return gone == null ? Answer.error(404, 10008, "Unknown Message") : Answer.nothing();
            });
            default -> Answer.error(404, 0, "404: Not Found");
        };
    }

    // ---- commands and channels

    private Answer commands(JsonNode body) {
        var breach = Rules.commands(body);
        if (breach.isPresent()) {
            return breach.get();
        }
        var known = LocalDiscord.JSON.createArrayNode();
        for (var command : body) {
            var kept = ((ObjectNode) command).deepCopy();
            var id = String.valueOf(discord.snowflakes.next(Instant.now()));
            kept.put("id", id).put("application_id", String.valueOf(discord.application)).put("version", id);
            if (!kept.has("default_member_permissions")) {
                kept.putNull("default_member_permissions");
            }
            numbers(kept, "contexts");
            numbers(kept, "integration_types");
            if (!kept.has("nsfw")) {
                kept.put("nsfw", false);
            }
            known.add(kept);
        }
        discord.commands = known;
        return Answer.ok(known);
    }

    private static void numbers(ObjectNode command, String list) {
        if (command.has(list)) {
            var numbers = LocalDiscord.JSON.createArrayNode();
            command.path(list).forEach(each -> numbers.add(each.asInt()));
            command.set(list, numbers);
        }
    }

    private Answer openDm(JsonNode body) {
        var member = discord.members.get(body.path("recipient_id").asLong());
        if (member == null) {
            return Answer.error(400, 50033, "Invalid Recipient(s)");
        }
        var channel = LocalDiscord.JSON.createObjectNode().put("id", String.valueOf(member.dm())).put("type", 1).put("flags", 0)
                .putNull("last_message_id");
        channel.putArray("recipients").add(member.json());
        return Answer.ok(channel);
    }

    // ---- messages of channels

    private Answer post(long channel, JsonNode body) {
        var member = discord.memberOfChannel(channel);
        if (member.isEmpty() && !discord.publicChannels.containsKey(channel)) {
            return Answer.error(404, 10003, "Unknown Channel");
        }
        boolean v2 = (body.path("flags").asInt() & Rules.COMPONENTS_V2) != 0;
        var breach = Rules.message(body, v2, false);
        if (breach.isPresent()) {
            return breach.get();
        }
        if (member.isPresent() && member.get().dmsClosed()) {
            return Answer.error(403, 50007, "Cannot send messages to this user");
        }
        if (body.path("enforce_nonce").asBoolean()) {
            for (var earlier : discord.messages.values()) {
                if (earlier.path("channel_id").asLong() == channel
                        && earlier.path("nonce").asText("").equals(body.path("nonce").asText("-"))) {
                    return Answer.ok(earlier);
                }
            }
        }
        var message = message(channel, body, body.path("flags").asInt());
        discord.dispatch(discord.publicChannels.getOrDefault(channel, 0L), "MESSAGE_CREATE", created(message));
        return Answer.ok(message);
    }

    private Answer patch(long channel, long id, JsonNode body) {
        var message = visible(channel, id);
        if (message.isEmpty()) {
            return Answer.error(404, 10008, "Unknown Message");
        }
        if (message.get().path("author").path("id").asLong() != discord.application) {
            return Answer.error(403, 50005, "Cannot edit a message authored by another user");
        }
        if (discord.memberOfChannel(channel).filter(Member::dmsClosed).isPresent()) {
            return Answer.error(403, 50007, "Cannot send messages to this user");
        }
        return change(message.get(), body);
    }

    private Optional<ObjectNode> visible(long channel, long id) {
        return Optional.ofNullable(discord.messages.get(id))
                .filter(message -> message.path("channel_id").asLong() == channel && !discord.onlyFor.containsKey(id));
    }

    private ObjectNode message(long channel, JsonNode body, int flags) {
        long id = discord.snowflakes.next(Instant.now());
        var message = LocalDiscord.JSON.createObjectNode().put("id", String.valueOf(id)).put("type", 0)
                .put("channel_id", String.valueOf(channel)).put("timestamp", Instant.now().toString()).putNull("edited_timestamp")
                .put("pinned", false).put("tts", false).put("mention_everyone", false).put("flags", flags)
                .put("content", body.path("content").asText(""));
        message.set("author", discord.bot);
        for (var empty : java.util.List.of("mentions", "mention_roles", "attachments", "embeds")) {
            message.putArray(empty);
        }
        body.path("attachments").forEach(((ArrayNode) message.path("attachments"))::add);
        message.set("components", numbered(body.path("components")));
        if (body.hasNonNull("nonce")) {
            message.set("nonce", body.path("nonce"));
        }
        discord.messages.put(id, message);
        pings(message, body);
        return message;
    }

    private Answer change(ObjectNode message, JsonNode body) {
        int before = message.path("flags").asInt();
        boolean wasV2 = (before & Rules.COMPONENTS_V2) != 0;
        boolean asksV2 = (body.path("flags").asInt() & Rules.COMPONENTS_V2) != 0;
        if (wasV2 && body.has("flags") && !asksV2) {
            return Answer.error(400, 50035, "MessageFlags.IS_COMPONENTS_V2 cannot be removed once it was set");
        }
        if (!wasV2 && asksV2 && (before & Rules.LOADING) == 0 && !message.path("content").asText().isEmpty()
                && body.path("content").isMissingNode()) {
            return Answer.error(400, 50035, "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2");
        }
        var breach = Rules.message(body, wasV2 || asksV2, true);
        if (breach.isPresent()) {
            return breach.get();
        }
        message.put("flags", (before & ~Rules.LOADING) | (asksV2 ? Rules.COMPONENTS_V2 : 0));
        if (body.has("content")) {
            message.put("content", body.path("content").asText(""));
        }
        if (body.has("components")) {
            message.set("components", numbered(body.path("components")));
        }
        message.put("edited_timestamp", Instant.now().toString());
        pings(message, body);
        if (!discord.onlyFor.containsKey(message.path("id").asLong())) {
            discord.dispatch(discord.publicChannels.getOrDefault(message.path("channel_id").asLong(), 0L), "MESSAGE_UPDATE",
                    created(message));
        }
        return Answer.ok(message);
    }

    private ObjectNode created(ObjectNode message) {
        var event = message.deepCopy();
        long channel = message.path("channel_id").asLong();
        if (discord.publicChannels.containsKey(channel)) {
            event.put("guild_id", String.valueOf(discord.guild)).put("channel_type", 0);
        } else {
            event.put("channel_type", 1);
        }
        return event;
    }

    /** Gives every component an id, as Discord does. */
    private static ArrayNode numbered(JsonNode components) {
        var copy = components.isArray() ? ((ArrayNode) components).deepCopy() : LocalDiscord.JSON.createArrayNode();
        number(copy, new int[]{1});
        return copy;
    }

    private static void number(JsonNode components, int[] next) {
        for (var component : components) {
            var node = (ObjectNode) component;
            if (node.path("id").asInt() == 0) {
                node.put("id", next[0]++);
            } else {
                next[0] = Math.max(next[0], node.path("id").asInt() + 1);
            }
            if (node.path("type").asInt() == 17 && !node.has("accent_color")) {
                node.putNull("accent_color");
            }
            number(node.path("components"), next);
            if (node.has("accessory")) {
                number(LocalDiscord.JSON.createArrayNode().add(node.path("accessory")), next);
            }
        }
    }

    private void pings(ObjectNode message, JsonNode body) {
        var allowed = body.path("allowed_mentions");
        var matcher = PING.matcher(new Message(message).text());
        while (matcher.find()) {
            var whom = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            var kind = matcher.group(1) != null ? "everyone" : matcher.group().startsWith("<@&") ? "roles" : "users";
            boolean named = has(allowed.path("users"), whom) || has(allowed.path("roles"), whom);
            if (allowed.isMissingNode() || has(allowed.path("parse"), kind) || named) {
                discord.pings.add(whom);
            }
        }
    }

    private static boolean has(JsonNode list, String text) {
        for (var each : list) {
            if (each.asText().equals(text)) {
                return true;
            }
        }
        return false;
    }

    // ---- interactions

    private Answer callback(String token, JsonNode body) {
        var interaction = discord.interactions.get(token);
        if (interaction == null) {
            return Answer.error(404, 10062, "Unknown interaction");
        }
        if (interaction.acknowledged()) {
            interaction.refusedAcks++;
            return Answer.error(400, 40060, "Interaction has already been acknowledged.");
        }
        if (interaction.age().compareTo(ACKNOWLEDGE_WITHIN) > 0) {
            interaction.refusedAcks++;
            return Answer.error(404, 10062, "Unknown interaction");
        }
        int type = body.path("type").asInt();
        var data = body.path("data");
        boolean onMessage = interaction.source != 0;
        boolean allowed = switch (type) {
            case 4, 5 -> interaction.type != Interaction.Type.AUTOCOMPLETE;
            case 6, 7 -> onMessage && interaction.type != Interaction.Type.AUTOCOMPLETE;
            case 8 -> interaction.type == Interaction.Type.AUTOCOMPLETE;
            case 9 -> interaction.type == Interaction.Type.COMMAND || interaction.type == Interaction.Type.COMPONENT;
            default -> false;
        };
        if (!allowed) {
            return Answer.error(400, 50035, "Invalid Form Body: type " + type + " does not answer this interaction");
        }
        var breach = switch (type) {
            case 4 -> Rules.message(data, (data.path("flags").asInt() & Rules.COMPONENTS_V2) != 0, false);
            case 8 -> Rules.choices(data.path("choices"));
            case 9 -> Rules.modal(data);
            default -> Optional.<Answer>empty();
        };
        if (breach.isPresent()) {
            return breach.get();
        }
        @Nullable
        ObjectNode resource = null;
        switch (type) {
            case 4 -> resource = own(interaction, data, data.path("flags").asInt());
            case 5 ->
                resource = own(interaction, MissingNode.getInstance(), (data.path("flags").asInt() & Rules.EPHEMERAL) | Rules.LOADING);
            case 6 -> interaction.original = interaction.source;
            case 7 -> {
                interaction.original = interaction.source;
                var message = discord.messages.get(interaction.source);
                if (message == null) {
                    return Answer.error(404, 10008, "Unknown Message");
                }
                var changed = change(message, data);
                if (changed.status() != 200) {
                    return changed;
                }
                resource = message;
            }
            case 8 -> interaction.choices = data.path("choices");
            default -> interaction.modal = new Modal(data, interaction);
        }
        interaction.callback = type;
        interaction.ackNanos = System.nanoTime();
        var answer = LocalDiscord.JSON.createObjectNode();
        var about = answer.putObject("interaction").put("id", String.valueOf(interaction.id)).put("type", interaction.type.number)
                .put("channel_id", String.valueOf(interaction.channel));
        if (resource != null) {
            about.put("response_message_id", resource.path("id").asText()).put("response_message_loading", type == 5)
                    .put("response_message_ephemeral", interaction.ephemeral);
            answer.putObject("resource").put("type", type == 5 ? 4 : type).set("message", resource);
        }
        return Answer.ok(answer);
    }

    private ObjectNode own(Interaction interaction, JsonNode data, int flags) {
        var message = message(interaction.channel, data, flags);
        interaction.original = message.path("id").asLong();
        interaction.ephemeral = (flags & Rules.EPHEMERAL) != 0;
        if (interaction.ephemeral) {
            discord.onlyFor.put(interaction.original, interaction.person);
        }
        return message;
    }

    private Answer withLiveToken(String token, java.util.function.Function<Interaction, Answer> then) {
        var interaction = discord.interactions.get(token);
        if (interaction == null || !interaction.acknowledged()) {
            return Answer.error(404, 10015, "Unknown Webhook");
        }
        if (interaction.age().compareTo(TOKEN_LIVES) > 0) {
            return Answer.error(401, 50027, "Invalid Webhook Token");
        }
        return then.apply(interaction);
    }

    private Answer followUp(Interaction interaction, JsonNode body) {
        boolean v2 = (body.path("flags").asInt() & Rules.COMPONENTS_V2) != 0;
        var breach = Rules.message(body, v2, false);
        if (breach.isPresent()) {
            return breach.get();
        }
        var original = discord.messages.get(interaction.original);
        if (original != null && (original.path("flags").asInt() & Rules.LOADING) != 0) {
            return change(original, body);
        }
        var message = message(interaction.channel, body, body.path("flags").asInt());
        if ((body.path("flags").asInt() & Rules.EPHEMERAL) != 0) {
            discord.onlyFor.put(message.path("id").asLong(), interaction.person);
        }
        return Answer.ok(message);
    }

    private static long named(Interaction interaction, String name) {
        return name.equals("@original") ? interaction.original : Long.parseLong(name);
    }

    private Answer editOf(Interaction interaction, String name, JsonNode body) {
        var message = discord.messages.get(named(interaction, name));
        return message == null ? Answer.error(404, 10008, "Unknown Message") : change(message, body);
    }
}

package org.usher.discord.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks calls and answers against Discord's own description of its API, where that is present beside the project. */
public final class Referee {

    private static final Path FILE = Path.of("../shared/discord/openapi.json");
    private static final String ID = "https://discord.local/openapi.json";

    /** Read once for all: the file is large. */
    private static final Map<Path, Schemas> READ = new ConcurrentHashMap<>();

    /** A call that waits to be checked. */
    private record Seen(Route route, String body, int status, String answer) {}

    /** The description, and the schemas made of it so far. */
    private record Schemas(JsonNode description, SchemaRegistry registry, Map<String, Optional<Schema>> made) {}

    private final Schemas schemas;
    private final List<Seen> seen = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int checked;

    private Referee(Schemas schemas) {
        this.schemas = schemas;
    }

    /** The referee, if Discord's description is there: at the usual place, or where the property {@code discord.openapi} says. */
    public static Optional<Referee> present() {
        var file = Path.of(System.getProperty("discord.openapi", FILE.toString()));
        return Files.isReadable(file) ? Optional.of(new Referee(READ.computeIfAbsent(file, Referee::read))) : Optional.empty();
    }

    private static Schemas read(Path file) {
        try {
            var text = Files.readString(file);
            return new Schemas(JsonMapper.builder().build().readTree(text), SchemaRegistry.withDefaultDialect(Dialects.getDraft202012(),
                    builder -> builder.resourceLoaders(loaders -> loaders.resources(Map.of(ID, text)))), new ConcurrentHashMap<>());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Notes a call; it is checked when the {@link #faults} are asked for, so that it holds nobody up. */
    synchronized void see(Route route, com.fasterxml.jackson.databind.JsonNode body, Answer answer) {
        seen.add(new Seen(route, body.isMissingNode() ? "" : body.toString(), answer.status(),
                answer.body() == null ? "" : String.valueOf(answer.body())));
    }

    /** Checks what was seen; everything that is not as described, with the call. */
    public synchronized List<String> faults() {
        seen.forEach(this::check);
        seen.clear();
        return List.copyOf(faults);
    }

    /** How many bodies were checked. */
    public synchronized int checked() {
        return checked;
    }

    private void check(Seen call) {
        var route = call.route;
        var operation = schemas.description.path("paths").path(route.template()).path(method(route).toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            faults.add(route.name() + " is not described");
            return;
        }
        if (!call.body.isEmpty() && call.status != 400) {
            check(route, "/requestBody/content/application~1json/schema", asMeant(route, call.body));
        }
        if (!call.answer.isEmpty() && call.status < 300) {
            check(route, "/responses/" + call.status + "/content/application~1json/schema", call.answer);
        }
        var known = operation.path("responses");
        var status = String.valueOf(call.status);
        if (!known.has(status) && !(call.status >= 400 && call.status < 500 && known.has("4XX")) && call.status < 500) {
            faults.add(route.name() + " does not answer " + status);
        }
    }

    /** Where the client library writes a number as a text, or the other way round, Discord takes it, although its description does not say so. */
    private static String asMeant(Route route, String body) {
        return switch (route.name()) {
            case "PUT /applications/{}/commands" ->
                body.replaceAll("(\"(?:contexts|integration_types)\":\\[)\"(\\d)\"(?:,\"(\\d)\")?(])", "$1$2,$3$4").replace(",]", "]");
            case "POST /webhooks/{}/{}" -> body.replaceAll("(\"description\":\"\",\"id\":)(\\d+)", "$1\"$2\"");
            case "POST /users/@me/channels" -> body.replaceAll("(\"recipient_id\":)(\\d+)", "$1\"$2\"");
            default -> body;
        };
    }

    private static String method(Route route) {
        return route.name().substring(0, route.name().indexOf(' '));
    }

    private void check(Route route, String below, String body) {
        var pointer = "/paths/" + route.template().replace("~", "~0").replace("/", "~1") + '/' + method(route).toLowerCase(Locale.ROOT)
                + below;
        var schema = schemas.made.computeIfAbsent(pointer, this::schema);
        if (schema.isEmpty()) {
            faults.add(route.name() + ": nothing is described at " + below);
            return;
        }
        checked++;
        var found = schema.get().validate(body, InputFormat.JSON);
        if (!found.isEmpty()) {
            faults.add(route.name() + below + ": " + found.stream().limit(6).map(Object::toString).toList() + " in " + body);
        }
    }

    private Optional<Schema> schema(String pointer) {
        if (schemas.description.at(pointer).isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(schemas.registry.getSchema(SchemaLocation.of(ID + '#' + pointer.replace("{", "%7B").replace("}", "%7D"))));
    }
}

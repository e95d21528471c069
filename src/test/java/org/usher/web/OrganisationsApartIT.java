package org.usher.web;

import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.usher.RunningSystem;
import org.usher.SeedForTests;
import org.usher.outbox.Mails;
import org.usher.story.Program;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Displays;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two organisations in one Usher that are the same but for their names, down to the staff numbers. Whatever somebody of the one calls with the ids of the
 * other is as if it were not there, and no page of theirs shows anything of it. A new address that is not listed here fails the test.
 */
class OrganisationsApartIT {

    private static final Path DEFINITIONS = Path.of("src/test/resources/organisations");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LEAD = "200";
    private static final String APPROVER = "210";
    private static final String AUDITOR = "100";

    /** Addresses with the id of something, and what is sent to them: as JSON to the API, as a form to the pages. */
    private static final Map<String, Map<String, String>> WITH_IDS = Map.ofEntries(
            Map.entry("GET /api/dialogues/{id}", Map.of()), Map.entry("GET /api/dialogues/{id}/options", Map.of()),
            Map.entry("POST /api/dialogues/{id}/turns", Map.of("turn", "1", "say", "north")),
            Map.entry("POST /api/dialogues/{id}/resume", Map.of()), Map.entry("POST /api/dialogues/{id}/hand-over", Map.of("to", APPROVER)),
            Map.entry("POST /api/dialogues/{id}/accept", Map.of()), Map.entry("POST /api/dialogues/{id}/return", Map.of()),
            Map.entry("DELETE /api/cart/{item}", Map.of()), Map.entry("POST /api/cart/{item}/edit", Map.of()),
            Map.entry("GET /api/requests/{number}", Map.of()), Map.entry("POST /api/requests/{number}/copy", Map.of()),
            Map.entry("POST /api/requests/{number}/cancel", Map.of("reason", "mine")),
            Map.entry("POST /api/requests/{number}/mend", Map.of()), Map.entry("GET /api/requests/{number}/approvers", Map.of()),
            Map.entry("POST /api/requests/{number}/approver", Map.of("approver", AUDITOR)),
            Map.entry("GET /api/approvals/{id}", Map.of()),
            Map.entry("POST /api/approvals/{id}/decision", Map.of("decision", "approve", "reason", "mine")),
            Map.entry("POST /api/reminders/{id}/answer", Map.of("answer", "ready")),
            Map.entry("POST /api/dialogues/{id}/files", Map.of()), Map.entry("GET /api/files/{id}", Map.of()),
            Map.entry("POST /api/credentials/{id}/show", Map.of()), Map.entry("POST /api/credentials/{id}/saved", Map.of()),
            Map.entry("POST /dialogues/{id}/files", Map.of()), Map.entry("GET /files/{id}", Map.of()),
            Map.entry("GET /credentials/{id}", Map.of()), Map.entry("POST /credentials/{id}/show", Map.of()),
            Map.entry("POST /credentials/{id}/saved", Map.of()), Map.entry("GET /dialogues/{id}", Map.of()),
            Map.entry("POST /dialogues/{id}/turns", Map.of("turn", "1", "say", "north")),
            Map.entry("POST /dialogues/{id}/resume", Map.of()), Map.entry("POST /dialogues/{id}/accept", Map.of()),
            Map.entry("POST /dialogues/{id}/return", Map.of()),
            Map.entry("POST /dialogues/{id}/reply", Map.of("question", "1", "answer", "yes")),
            Map.entry("GET /dialogues/{id}/hand-over", Map.of()),
            Map.entry("POST /dialogues/{id}/hand-over", Map.of("to", APPROVER)), Map.entry("POST /conversations/{conversation}", Map.of()),
            Map.entry("POST /tasks/{item}/{step}", Map.of()), Map.entry("POST /cart/{item}/edit", Map.of()),
            Map.entry("POST /cart/{item}/remove", Map.of()),
            Map.entry("GET /requests/{number}", Map.of()), Map.entry("GET /requests/{number}/sent", Map.of()),
            Map.entry("POST /requests/{number}/copy", Map.of()), Map.entry("POST /requests/{number}/mend", Map.of()),
            Map.entry("POST /requests/{number}/withdraw", Map.of("reason", "mine")),
            Map.entry("POST /requests/{number}/approver", Map.of("approver", AUDITOR)), Map.entry("GET /open/{target}", Map.of()),
            Map.entry("GET /approvals/{id}", Map.of()),
            Map.entry("POST /approvals/{id}/decision", Map.of("decision", "reject", "reason", "no")),
            Map.entry("POST /reminders/{id}/answer", Map.of("answer", "ready")), Map.entry("GET /mails/{id}", Map.of()));

    /** Those that show or change only what is the caller's own, have nothing of anybody, or are for programs that prove themselves otherwise. */
    private static final List<String> WITHOUT_IDS = List.of("POST /api/session", "DELETE /api/session", "POST /api/dialogues",
            "POST /api/cart/checkout", "POST /cart/checkout", "POST /sign-in", "POST /sign-out", "GET /go/{page}", "GET /live",
            "POST /itsm/events", "DELETE /api/people/{key}", "DELETE /api/accounts/{key}");

    private static final String FILE = """
            --part\r
            Content-Disposition: form-data; name="turn"\r
            \r
            1\r
            --part\r
            Content-Disposition: form-data; name="file"; filename="plan.txt"\r
            Content-Type: text/plain\r
            \r
            A plan\r
            --part--\r
            """;

    private static LocalIdentityProvider provider;
    private static RunningSystem system;
    private static Wire wire;
    private static Traces harbour;
    private static Traces orchard;

    /**
     * What somebody of an organisation has done.
     *
     * @param ids    by the name that addresses have for them
     * @param tokens by staff number
     */
    private record Traces(String organisation, Map<String, List<String>> ids, Map<String, String> tokens) {

        HttpResponse<String> call(String who, String method, String path, Map<String, String> body) {
            var api = path.startsWith("/api/");
            var token = tokens.getOrDefault(who, "");
            if (path.endsWith("/files")) {
                return wire.send(method, path, FILE, "Authorization", "Bearer " + token, "Content-Type",
                        "multipart/form-data; boundary=part",
                        "Accept", api ? "application/json" : "text/html");
            }
            return method.equals("GET") || method.equals("DELETE") || body.isEmpty() && api
                    ? wire.send(method, path, method.equals("POST") ? "{}" : "", "Authorization", "Bearer " + token, "Content-Type",
                            "application/json", "Accept", api ? "application/json" : "text/html")
                    : wire.send(method, path, api ? json(body) : form(body), "Authorization", "Bearer " + token, "Content-Type",
                            api ? "application/json" : "application/x-www-form-urlencoded", "Accept",
                            api ? "application/json" : "text/html");
        }

        JsonNode get(String who, String path) {
            var answer = call(who, "GET", path, Map.of());
            assertThat(answer.statusCode()).as("%s: %s", path, answer.body()).isEqualTo(200);
            return Wire.json(answer);
        }

        private static String json(Map<String, String> body) {
            return body.entrySet().stream()
                    .map(field -> Wire.quoted(field.getKey()) + ":"
                            + (field.getKey().equals("turn") ? field.getValue() : Wire.quoted(field.getValue())))
                    .collect(Collectors.joining(",", "{", "}"));
        }

        private static String form(Map<String, String> body) {
            return body.isEmpty()
                    ? "nothing=here"
                    : body.entrySet().stream()
                            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&"));
        }
    }

    @BeforeAll
    static void start() {
        provider = new LocalIdentityProvider();
        system = RunningSystem.start(
                Map.of("usher.conversations", DEFINITIONS.toString(), "usher.web.staff-number-claim", "staff_number",
                        "usher.web.organisation-claim",
                        "company", "micronaut.security.oauth2.clients.login.client-id", LocalIdentityProvider.CLIENT,
                        "micronaut.security.oauth2.clients.login.client-secret", LocalIdentityProvider.SECRET,
                        "micronaut.security.oauth2.clients.login.openid.issuer", provider.issuer()),
                Map.of("technow.seed.folder", SeedForTests.folder(DEFINITIONS)));
        wire = new Wire(system.usherUrl());
        harbour = leaveTraces("harbour");
        orchard = leaveTraces("orchard");
    }

    @AfterAll
    static void stop() {
        system.close();
        provider.close();
    }

    /** Does a bit of everything as somebody of an organisation. */
    private static Traces leaveTraces(String organisation) {
        var tokens = new HashMap<String, String>();
        for (var number : List.of(LEAD, APPROVER, AUDITOR)) {
            tokens.put(number, wire.token(organisation, number));
        }
        var ids = new HashMap<String, List<String>>();
        var traces = new Traces(organisation, ids, tokens);
        var form = organisation + "-berth";

        fill(traces, form, "310", "north");
        var sent = Wire.json(traces.call(LEAD, "POST", "/api/cart/checkout", Map.of()));
        var item = sent.at("/items/0/reference").asText();
        Program.waitUntil("the ITSM has numbers for " + item, PATIENCE,
                () -> traces.get(LEAD, "/api/requests/" + item).path("number").asText().startsWith("REQ"));
        var request = traces.get(LEAD, "/api/requests/" + item);
        ids.put("number", List.of(request.path("number").asText(), request.path("reference").asText(),
                request.at("/items/0/number").asText(), request.at("/items/0/reference").asText()));
        ids.put("approval", List.of(traces.get(APPROVER, "/api/approvals").at("/0/id").asText()));
        Program.waitUntil("a reminder of " + organisation, PATIENCE, () -> openReminder(traces) != null);
        ids.put("reminder", List.of(String.valueOf(openReminder(traces))));

        var open = start(traces, form, "300");
        fill(traces, form, "310", "south");
        fill(traces, form, "300", "closed");
        var cart = traces.get(LEAD, "/api/cart").path("items");
        ids.put("item", new ArrayList<>());
        cart.forEach(each -> ids.get("item").add(each.path("number").asText()));
        fill(traces, form, "310", "north");
        traces.get(LEAD, "/api/cart").path("items").forEach(each -> ids.get("item").add(each.path("number").asText()));
        ids.put("dialogue", List.of(open, request.at("/items/0/dialogue").asText()));
        ids.put("mail",
                system.usher().getBean(Mails.class).latest(organisation, 10).stream().map(mail -> String.valueOf(mail.id())).toList());
        ids.put("conversation", List.of(form));
        ids.put("target", List.of(open, item));
        ids.put("file", List.of(keep("INSERT INTO kept_file (id, organisation, person, name, content_type, size, sha256, at, content) "
                + "VALUES (?, '" + organisation + "', '200', 'plan.txt', 'text/plain', 6, '', NOW(), 'A plan')",
                "INSERT INTO kept_file_use (file, dialogue) VALUES (?, '" + open + "')",
                "UPDATE dialogue SET body = JSON_SET(body, '$.answers.plan', JSON_OBJECT('file', ?, 'name', 'plan.txt', 'bytes', 6)) WHERE id = '"
                        + open + "'")));
        ids.put("credential",
                List.of(keep("INSERT INTO credential (id, organisation, person, item, register, entry_key, username, field, state, made) "
                        + "SELECT ?, '" + organisation
                        + "', '200', MAX(number), 'people', '300', 'dan', 'berth', 'WAITING', NOW() FROM request_item "
                        + "WHERE organisation = '" + organisation + "'")));
        assertThat(ids).allSatisfy((name, values) -> assertThat(values).as(name).isNotEmpty().doesNotContain(""));
        return traces;
    }

    /** Keeps something by hand under a new id. */
    private static String keep(String... statements) {
        var id = UUID.randomUUID().toString();
        try (var connection = system.usherDatabase().connect()) {
            for (var text : statements) {
                try (var statement = connection.prepareStatement(text)) {
                    statement.setString(1, id);
                    statement.executeUpdate();
                }
            }
        } catch (SQLException problem) {
            throw new AssertionError(problem);
        }
        return id;
    }

    private static String openReminder(Traces traces) {
        for (var reminder : traces.get(LEAD, "/api/reminders")) {
            if (!reminder.path("answers").isEmpty()) {
                return reminder.path("id").asText();
            }
        }
        return null;
    }

    private static String start(Traces traces, String form, String user) {
        var view = Wire.json(traces.call(LEAD, "POST", "/api/dialogues", Map.of("conversation", form)));
        turn(traces, view, Map.of("say", user));
        return view.path("id").asText();
    }

    /** Answers up to where somebody else must answer, or it ends, or it lies in the cart. */
    private static void fill(Traces traces, String form, String user, String place) {
        var answers = Map.of("user", user, "place", place, "reason", "needed", "from_day", "1 December 2027");
        var view = Wire.json(traces.call(LEAD, "POST", "/api/dialogues", Map.of("conversation", form)));
        while (!view.path("prompt").isNull() && view.path("mine").asBoolean() && view.path("status").asText().matches("asking|reviewing")) {
            var question = view.at("/prompt/question").asText();
            view = turn(traces, view,
                    view.path("status").asText().equals("reviewing")
                            ? Map.of("command", "submit")
                            : Map.of("say", answers.getOrDefault(question, "yes")));
        }
    }

    private static JsonNode turn(Traces traces, JsonNode view, Map<String, String> input) {
        var body = new LinkedHashMap<>(input);
        body.put("turn", view.path("turn").asText());
        var answer = traces.call(LEAD, "POST", "/api/dialogues/" + view.path("id").asText() + "/turns", body);
        assertThat(answer.statusCode()).as("%s: %s", input, answer.body()).isEqualTo(200);
        return Wire.json(answer);
    }

    private static List<UriRouteInfo<?, ?>> routes() {
        return system.usher().getBean(Router.class).uriRoutes()
                .filter(route -> route.getTargetMethod().getDeclaringType().getName().startsWith("org.usher."))
                .filter(route -> !route.getHttpMethodName().equals("HEAD")).collect(Collectors.toList());
    }

    private static String named(UriRouteInfo<?, ?> route) {
        return route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString();
    }

    @Test
    void everyAddressIsListedHere() {
        var unlisted = routes().stream().map(OrganisationsApartIT::named)
                .filter(route -> !WITH_IDS.containsKey(route) && !WITHOUT_IDS.contains(route))
                .filter(route -> !route.startsWith("GET ") || route.contains("{")).collect(Collectors.toCollection(TreeSet::new));
        assertThat(unlisted).as("addresses of which nobody has said what somebody of another organisation gets").isEmpty();
    }

    @Test
    void whatIsTheOthersIsAsIfItWereNotThere() {
        var before = snapshot(harbour);
        for (var route : routes()) {
            var name = named(route);
            var path = route.getUriMatchTemplate().toPathString();
            if (!WITH_IDS.containsKey(name)) {
                continue;
            }
            for (var id : harbour.ids().getOrDefault(kindOf(path), List.of())) {
                for (var who : List.of(LEAD, APPROVER, AUDITOR)) {
                    var answer = orchard.call(who, route.getHttpMethodName(), path.replaceAll("\\{[^}]*}", id),
                            WITH_IDS.getOrDefault(name, Map.of()));
                    assertThat(answer.body().toLowerCase(Locale.ROOT)).as("%s with %s as %s", name, id, who).doesNotContain("harbour ",
                            " harbour");
                    if (path.startsWith("/open/")) {
                        assertThat(answer.statusCode()).as("it leads to a page that tells nothing").isEqualTo(303);
                    } else if (path.endsWith("/approvers")) {
                        assertThat(answer.body()).isEqualTo("[]");
                    } else {
                        assertThat(answer.statusCode()).as("%s with %s as %s: %s", name, id, who, answer.body()).isEqualTo(404);
                    }
                }
            }
        }
        assertThat(snapshot(harbour)).as("nothing has changed").isEqualTo(before);
    }

    /** What the variable of an address is the id of. */
    private static String kindOf(String path) {
        if (path.contains("/approvals/")) {
            return "approval";
        }
        if (path.contains("/reminders/")) {
            return "reminder";
        }
        if (path.contains("/credentials/")) {
            return "credential";
        }
        if (path.contains("/files/")) {
            return "file";
        }
        if (path.contains("/mails/")) {
            return "mail";
        }
        return path.contains("/dialogues/") ? "dialogue" : path.substring(path.indexOf('{') + 1, path.indexOf('}'));
    }

    private static Map<String, String> snapshot(Traces traces) {
        var all = new TreeMap<String, String>();
        for (var who : List.of(LEAD, APPROVER)) {
            for (var path : List.of("/api/dialogues", "/api/cart", "/api/requests", "/api/approvals", "/api/approvals/decided")) {
                all.put(who + path, traces.get(who, path).toString());
            }
        }
        traces.ids().getOrDefault("dialogue", List.of()).forEach(id -> all.put(id, traces.get(LEAD, "/api/dialogues/" + id).toString()));
        return all;
    }

    @Test
    void listsPagesAndSearchesShowOnlyWhatIsOnesOwn() {
        for (var route : routes()) {
            var path = route.getUriMatchTemplate().toPathString();
            if (!route.getHttpMethodName().equals("GET") || path.contains("{") || WITHOUT_IDS.contains(named(route))) {
                continue;
            }
            var open = path.equals("/sign-in");
            for (var who : List.of(LEAD, APPROVER, AUDITOR)) {
                var answer = orchard.call(who, "GET", path, Map.of());
                if (!open) {
                    assertThat(answer.body().toLowerCase(Locale.ROOT)).as("%s as %s", path, who).doesNotContain("harbour");
                }
                assertThat(answer.statusCode()).as("%s as %s", path, who).isIn(200, 403);
            }
        }
        var own = orchard.ids().getOrDefault("dialogue", List.of()).getFirst();
        var form = start(orchard, "orchard-berth", "300");
        assertThat(orchard.call(LEAD, "GET", "/dialogues/" + own + "/hand-over?q=Cleo", Map.of()).body()).contains("Cleo Orchard")
                .doesNotContain("Cleo Harbour");
        var fresh = Wire.json(orchard.call(LEAD, "POST", "/api/dialogues", Map.of("conversation", "orchard-berth"))).path("id").asText();
        assertThat(orchard.get(LEAD, "/api/dialogues/" + fresh + "/options?q=dan").toString()).contains("Dan Orchard")
                .doesNotContain("Dan Harbour");
        assertThat(orchard.call(LEAD, "POST", "/api/dialogues", Map.of("conversation", "harbour-berth")).statusCode()).isEqualTo(404);
        assertThat(orchard.get(LEAD, "/api/dialogues/" + form).path("status").asText()).isEqualTo("asking");
    }

    @Test
    void everyListShowsOnesOwnThings() {
        for (var path : List.of("/api/conversations", "/api/dialogues", "/api/cart", "/api/requests", "/api/messages", "/api/reminders")) {
            assertThat(orchard.get(LEAD, path).toString()).as(path).containsIgnoringCase("orchard");
            assertThat(harbour.get(LEAD, path).toString()).as(path).containsIgnoringCase("harbour").doesNotContainIgnoringCase("orchard");
        }
        assertThat(
                harbour.call(LEAD, "GET", "/api/files/" + harbour.ids().getOrDefault("file", List.of()).getFirst(), Map.of()).statusCode())
                .isEqualTo(200);
        assertThat(orchard.get(APPROVER, "/api/approvals").toString()).contains("Orchard berth");
        assertThat(orchard.call(AUDITOR, "GET", "/reports/off-ramps", Map.of()).body()).contains("The orchard master");
    }

    @Test
    void reportsAreForThoseWhomTheOrganisationNames() {
        assertThat(harbour.call(LEAD, "GET", "/reports/off-ramps", Map.of()).statusCode()).isEqualTo(403);
        assertThat(harbour.call(AUDITOR, "GET", "/reports/off-ramps", Map.of()).statusCode()).isEqualTo(200);
    }

    @Test
    void aNumberThatTwoOrganisationsKnowNeedsTheOrganisation() {
        var ambiguous = wire.send("POST", "/api/session", "{\"person\":\"200\"}", "Content-Type", "application/json");
        assertThat(ambiguous.statusCode()).isEqualTo(422);
        assertThat(ambiguous.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Wire.json(ambiguous).path("organisations").findValuesAsText("organisation")).containsExactly("harbour", "orchard");
        var told = wire.send("POST", "/api/session", "{\"person\":\"200\",\"organisation\":\"orchard\"}", "Content-Type",
                "application/json");
        assertThat(told.statusCode()).isEqualTo(201);
        assertThat(Wire.json(told).path("name").asText()).isEqualTo("Ben Orchard");
        assertThat(Wire.json(told).path("organisationName").asText()).isEqualTo("Orchard Trust");
        assertThat(wire.send("POST", "/api/session", "{\"person\":\"200\",\"organisation\":\"quay\"}", "Content-Type", "application/json")
                .statusCode()).isEqualTo(422);
        var page = wire.send("POST", "/sign-in", "number=200&next=/", "Content-Type", "application/x-www-form-urlencoded", "Accept",
                "text/html");
        assertThat(page.body()).contains("value=\"harbour/200\"", "value=\"orchard/200\"");
        var chosen = wire.send("POST", "/sign-in", "person=orchard/200&next=/", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(chosen.statusCode()).isEqualTo(303);
    }

    /** Follows redirects from Usher's sign-in by way of the organisation's own, as a browser would; the page it ends at. */
    private static HttpResponse<String> signInElsewhere(Map<String, String> claims) throws Exception {
        provider.next(claims);
        try (var browser = HttpClient.newBuilder().cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.ALWAYS).build()) {
            var request = HttpRequest.newBuilder(URI.create(system.usherUrl() + "/oauth/login/login")).header("Accept", "text/html")
                    .timeout(PATIENCE);
            return browser.send(request.build(), BodyHandlers.ofString());
        }
    }

    @Test
    void anOrganisationsOwnSignInLeadsToThePersonThatItNames() throws Exception {
        assertThat(wire.send("GET", "/sign-in", "", "Accept", "text/html").body()).contains("/oauth/login/login");
        var ben = signInElsewhere(Map.of("staff_number", "200", "company", "orchard"));
        assertThat(ben.statusCode()).as(ben.body()).isEqualTo(200);
        assertThat(ben.uri().getPath()).isEqualTo("/");
        assertThat(ben.body()).contains("Hello Ben", "Orchard Trust").doesNotContain("Harbour");
    }

    @Test
    void whomNoDirectoryKnowsOrWhoCouldBeTwoIsNotLetIn() throws Exception {
        for (var claims : List.of(Map.of("staff_number", "999", "company", "orchard"), Map.of("staff_number", "200"),
                Map.of("company", "orchard"))) {
            var page = signInElsewhere(claims);
            assertThat(page.uri().getPath()).as("%s", claims).isEqualTo("/sign-in");
            assertThat(page.body()).doesNotContain("Hello Ben");
        }
    }

    @Test
    void theDeskHasBothWithTheRightPeople() {
        var technow = system.technow();
        var records = technow.getBean(Records.class);
        var people = technow.getBean(Database.class).transaction(() -> {
            var displays = new Displays(records);
            return records.find(Dictionary.ITEM, Query.ALL).stream()
                    .map(item -> displays.of(item, "cat_item") + " for " + displays.of(item, "requested_for") + " by "
                            + displays.of(item, "opened_by"))
                    .toList();
        });
        assertThat(people).contains("Harbour berth for Eve Harbour by Ben Harbour", "Orchard berth for Eve Orchard by Ben Orchard");
    }

    @Test
    void theRecordSaysOfEachOnlyWhatIsItsOwn() throws Exception {
        try (var connection = system.usherDatabase().connect();
                var statement = connection.createStatement();
                var found = statement
                        .executeQuery("SELECT COUNT(*) FROM audit_entry WHERE organisation = 'orchard' AND details LIKE '%harbour%'")) {
            found.next();
            assertThat(found.getInt(1)).isZero();
        }
    }
}

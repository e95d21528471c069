package org.usher.technow;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ResourceLock(TechNowServer.SHARED)
class TableApiIT {

    private static final String TABLE = "/api/now/table/";

    private final Caller usher = Caller.of(TechNowServer.shared(), "usher");
    private final Caller admin = Caller.of(TechNowServer.shared(), "admin");

    @Test
    void aNewRecordHasItsKeyNumberTimesAndDefaultsAndIsFoundWhereTheAnswerSays() {
        var made = usher.post(TABLE + "incident", Map.of("short_description", "The door is stuck"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.field("sys_id")).matches("[0-9a-f]{32}");
        assertThat(made.field("number")).matches("INC\\d{7}");
        assertThat(made.field("sys_created_on")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")
                .isEqualTo(made.field("sys_updated_on"));
        assertThat(made.field("sys_created_by")).isEqualTo("usher");
        assertThat(made.field("sys_mod_count")).isEqualTo("0");
        assertThat(made.field("state")).isEqualTo("1");
        assertThat(made.field("active")).isEqualTo("true");
        assertThat(made.header("Location")).isEqualTo(usher.url() + TABLE + "incident/" + made.field("sys_id"));
        assertThat(usher.get(made.header("Location").substring(usher.url().toString().length())).field("short_description"))
                .isEqualTo("The door is stuck");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void aChangeIsCountedAndOneThatChangesNothingIsNot(String method) {
        var key = usher.create("incident", Map.of("short_description", "Old"));
        var changed = send(method, "incident/" + key, Map.of("short_description", "New", "priority", 1));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.field("short_description")).isEqualTo("New");
        assertThat(changed.field("priority")).isEqualTo("1");
        assertThat(changed.field("sys_mod_count")).isEqualTo("1");
        assertThat(send(method, "incident/" + key, Map.of("short_description", "New")).field("sys_mod_count")).isEqualTo("1");
    }

    @Test
    void whatIsKeptOfARecordCannotBeWritten() {
        var key = usher.create("incident", Map.of("short_description", "x", "sys_created_by", "somebody", "sys_mod_count", "40"));
        usher.change("incident", key,
                Map.of("sys_id", "0".repeat(32), "sys_updated_by", "somebody", "sys_created_on", "2001-01-01 00:00:00"));
        var read = usher.read("incident", key);
        assertThat(read.field("sys_id")).isEqualTo(key);
        assertThat(read.field("sys_created_by")).isEqualTo("usher");
        assertThat(read.field("sys_created_on")).startsWith("20").isNotEqualTo("2001-01-01 00:00:00");
    }

    @Test
    void aDeletedRecordIsGone() {
        var key = usher.create("incident", Map.of("short_description", "x"));
        assertThat(usher.delete(TABLE + "incident/" + key).status()).isEqualTo(403);
        assertThat(admin.delete(TABLE + "incident/" + key).status()).isEqualTo(204);
        assertThat(admin.delete(TABLE + "incident/" + key).status()).isEqualTo(404);
        assertThat(usher.read("incident", key).status()).isEqualTo(404);
    }

    @Test
    void aReferenceIsALinkAndAValueUnlessToldOtherwise() {
        var user = usher.key("sys_user", "user_name=10311862");
        var key = usher.create("incident", Map.of("caller_id", user));
        var path = TABLE + "incident/" + key + "?sysparm_fields=caller_id";
        assertThat(usher.get(path).result().path("caller_id").path("link").asText()).isEqualTo(usher.url() + TABLE + "sys_user/" + user);
        assertThat(usher.get(path).result().path("caller_id").path("value").asText()).isEqualTo(user);
        assertThat(usher.get(path + "&sysparm_exclude_reference_link=true").result().path("caller_id").asText()).isEqualTo(user);
        var shown = usher.get(path + "&sysparm_display_value=true").result().path("caller_id");
        assertThat(shown.path("display_value").asText()).isEqualTo("Marcus Oyelaran");
        assertThat(shown.path("link").asText()).endsWith(user);
        assertThat(usher.get(path + "&sysparm_display_value=true&sysparm_exclude_reference_link=true").result().path("caller_id").asText())
                .isEqualTo("Marcus Oyelaran");
        var both = usher.get(path + "&sysparm_display_value=all").result().path("caller_id");
        assertThat(both.path("display_value").asText()).isEqualTo("Marcus Oyelaran");
        assertThat(both.path("value").asText()).isEqualTo(user);
        assertThat(both.path("link").asText()).endsWith(user);
    }

    @Test
    void labelsStandForCodesAndFieldsMayLeadOverReferences() {
        var user = usher.key("sys_user", "user_name=10455188");
        var key = usher.create("incident", Map.of("caller_id", user, "state", "2"));
        var read = usher.get(TABLE + "incident/" + key
                + "?sysparm_display_value=true&sysparm_fields=state,caller_id.name,caller_id.manager.user_name,assigned_to.name,no_such,no.such");
        assertThat(read.field("state")).isEqualTo("In Progress");
        assertThat(read.field("caller_id.name")).isEqualTo("Leila Haddad");
        assertThat(read.field("caller_id.manager.user_name")).isEqualTo("10311862");
        assertThat(read.result().has("assigned_to.name")).isTrue();
        assertThat(read.field("assigned_to.name")).isEmpty();
        assertThat(read.result().size()).isEqualTo(4);
    }

    @Test
    void whatPeopleSeeCanBeWrittenToo() {
        var made = usher.post(TABLE + "incident?sysparm_input_display_value=true&sysparm_exclude_reference_link=true",
                Map.of("caller_id", "Marcus Oyelaran", "state", "On Hold"));
        assertThat(made.field("caller_id")).isEqualTo(usher.key("sys_user", "user_name=10311862"));
        assertThat(made.field("state")).isEqualTo("3");
    }

    @Test
    void journalsAreEmptyAsValuesAndAHistoryAsTheyAreShown() {
        var key = usher.create("incident", Map.of("comments", "First word"));
        usher.change("incident", key, Map.of("comments", "Second word", "work_notes", "For the desk"));
        assertThat(usher.read("incident", key).field("comments")).isEmpty();
        assertThat(usher.get(TABLE + "incident/" + key + "?sysparm_display_value=true").field("comments")).contains("First word")
                .contains("Second word").contains("Usher (Additional comments)").doesNotContain("For the desk");
        assertThat(usher.find("sys_journal_field", "element_id=" + key + "^ORDERBYvalue").column("value")).containsExactly("First word",
                "For the desk", "Second word");
    }

    @Test
    void pagesAreCountedAndLinked() {
        var mark = UUID.randomUUID().toString();
        IntStream.range(0, 5)
                .forEach(number -> usher.create("incident", Map.of("correlation_id", mark, "short_description", "n" + number)));
        var path = TABLE + "incident?sysparm_query=correlation_id=" + mark + "%5EORDERBYshort_description&sysparm_limit=2&sysparm_offset=2";
        var page = usher.get(path);
        assertThat(page.column("short_description")).containsExactly("n2", "n3");
        assertThat(page.header("X-Total-Count")).isEqualTo("5");
        assertThat(page.header("Link")).contains("sysparm_offset=0", "rel=\"first\"", "rel=\"prev\"", "rel=\"next\"", "sysparm_offset=4",
                "rel=\"last\"");
        var next = page.header("Link").replaceAll(".*<([^>]*)>;rel=\"next\".*", "$1");
        assertThat(usher.get(next.substring(usher.url().toString().length())).column("short_description")).containsExactly("n4");
        assertThat(usher.get(path + "&sysparm_no_count=true").header("X-Total-Count")).isEmpty();
        assertThat(usher.get(path + "&sysparm_suppress_pagination_header=true").header("Link")).isEmpty();
        var head = usher.send("HEAD", path, BodyPublishers.noBody(), Map.of());
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("X-Total-Count")).isEqualTo("5");
        assertThat(head.text()).isEmpty();
    }

    @Test
    void plainParametersAreConditions() {
        var mark = UUID.randomUUID().toString();
        usher.create("incident", Map.of("correlation_id", mark, "state", "2"));
        usher.create("incident", Map.of("correlation_id", mark, "state", "1"));
        assertThat(usher.get(TABLE + "incident?correlation_id=" + mark + "&state=2&no_such_column=7").column("state")).containsExactly("2");
    }

    @Test
    void anEmptyListIsNotFoundInTheFirstVersionOnly() {
        var nothing = "/table/incident?sysparm_query=number=nothing";
        assertThat(usher.get("/api/now/v1" + nothing).status()).isEqualTo(404);
        assertThat(usher.get("/api/now/v1" + nothing).json().at("/error/message").asText()).isEqualTo("No Record found");
        assertThat(usher.get("/api/now/v2" + nothing).result().isArray()).isTrue();
        assertThat(usher.get("/api/now" + nothing).result().size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PATCH,200", "PUT,200", "GET,200", "DELETE,403", "HEAD,405", "NONSENSE,405"})
    void aPostCanStandForAnotherMethod(String method, int status) {
        var key = usher.create("incident", Map.of("short_description", "Old"));
        var answer = usher.send("POST", TABLE + "incident/" + key, Caller.json(Map.of("short_description", "New")),
                Map.of("Content-Type", "application/json", "X-HTTP-Method-Override", method));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(usher.read("incident", key).field("short_description")).isEqualTo(method.startsWith("P") ? "New" : "Old");
    }

    @Test
    void aRecordThatIsNotThereIsToldOfInTheWordsOfTheVendor() {
        for (var answer : List.of(usher.read("incident", "0".repeat(32)), usher.change("incident", "none", Map.of("state", "2")))) {
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.text()).isEqualTo("{\"error\":{\"message\":\"No Record found\",\"detail\":"
                    + "\"Record doesn't exist or ACL restricts the record retrieval\"},\"status\":\"failure\"}");
        }
    }

    @Test
    void anUnknownTableIsABadRequest() {
        var answer = usher.get(TABLE + "u_nothing");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("{\"error\":{\"message\":\"Invalid table u_nothing\",\"detail\":null},\"status\":\"failure\"}");
    }

    @Test
    void whoeverDoesNotSignInIsToldTo() {
        for (var authorization : List.of("", Caller.basic("usher", "wrong"), Caller.basic("nobody", "x"), "Basic ???", "Bearer none",
                "Digest x")) {
            var answer = usher.as(authorization).get(TABLE + "incident");
            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.json().at("/error/message").asText()).isEqualTo("User Not Authenticated");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic");
        }
    }

    @Test
    void peopleAndTheCatalogueAreWrittenByAnAdministratorOnly() {
        var refused = usher.post(TABLE + "sys_user", Map.of("user_name", "intruder", "roles", "admin"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/error/message").asText()).isEqualTo("User Not Authorized");
    }

    @Test
    void aUserWithoutARoleReadsNothing() {
        var name = "norole" + UUID.randomUUID().toString().substring(0, 8);
        admin.create("sys_user", Map.of("user_name", name, "name", "No Role", "user_password", "pw for nothing"));
        assertThat(usher.as(Caller.basic(name, "pw for nothing")).get(TABLE + "incident").status()).isEqualTo(403);
    }

    @Test
    void passwordsGoInAndNeverComeOut() {
        var name = "secretive" + UUID.randomUUID().toString().substring(0, 8);
        var made = admin.post(TABLE + "sys_user", Map.of("user_name", name, "roles", "itil", "user_password", "not to be seen"));
        assertThat(made.text()).doesNotContain("not to be seen").doesNotContain("user_password");
        assertThat(admin.find("sys_user", "user_name=" + name).text()).doesNotContain("user_password");
        assertThat(admin.get(TABLE + "sys_user?user_name=" + name + "&sysparm_fields=user_password,name").text())
                .doesNotContain("user_password");
        assertThat(admin.find("sys_user", "user_name=" + name + "^user_passwordISEMPTY").result().size()).isEqualTo(1);
        assertThat(usher.as(Caller.basic(name, "not to be seen")).get(TABLE + "incident?sysparm_limit=1").status()).isEqualTo(200);
    }

    @Test
    void aSecondUserOfTheSameNameIsRefused() {
        var refused = admin.post(TABLE + "sys_user", Map.of("user_name", "10311862"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/error/detail").asText()).contains("Unique Key violation");
    }

    @Test
    void whatIsMandatoryIsMissed() {
        var refused = usher.post(TABLE + "sysapproval_approver", Map.of("sysapproval", usher.create("incident", Map.of())));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().at("/error/message").asText()).isEqualTo("Operation Failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"short_description\": ", "[]", "\"text\"", "nonsense"})
    void aBodyThatIsNoJsonObjectIsABadRequest(String body) {
        var answer = usher.send("POST", TABLE + "incident", BodyPublishers.ofString(body), Map.of("Content-Type", "application/json"));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status").asText()).isEqualTo("failure");
    }

    @Test
    void otherMethodsFormatsAndPathsAreRefusedInTheSameShape() {
        assertProblem(usher.delete(TABLE + "incident"), 405);
        assertProblem(usher.send("POST", TABLE + "incident/" + "0".repeat(32), BodyPublishers.noBody(), Map.of()), 405);
        assertProblem(usher.send("GET", TABLE + "incident", BodyPublishers.noBody(), Map.of("Accept", "application/xml")), 406);
        assertProblem(usher.send("POST", TABLE + "incident", BodyPublishers.ofString("<a/>"), Map.of("Content-Type", "text/xml")), 415);
        assertProblem(usher.get("/api/now/nothing"), 400);
    }

    @Test
    void numbersAreGivenOutOnceHoweverManyAskAtTheSameTime() throws Exception {
        var calls = IntStream.range(0, 40)
                .<Callable<String>>mapToObj(
                        number -> () -> usher.post(TABLE + "sc_request", Map.of("short_description", "n" + number)).field("number"))
                .toList();
        var numbers = ApprovalsIT.together(calls);
        assertThat(new HashSet<>(numbers)).hasSize(40).allMatch(number -> number.matches("REQ\\d{7}"));
    }

    @Test
    void whatIsTooLongIsCutAndWhatIsNoNumberOrTimeIsEmpty() {
        var made = usher.post(TABLE + "incident",
                Map.of("short_description", "ä".repeat(200), "due_date", "tomorrow", "priority", "urgent"));
        assertThat(made.field("short_description")).isEqualTo("ä".repeat(160));
        assertThat(made.field("due_date")).isEmpty();
        assertThat(made.field("priority")).isEmpty();
    }

    @Test
    void controlCharactersAndScriptsComeBackAsTheyWere() {
        var text = "<script>alert('x')</script> \u0001 \uD83D\uDE80 '; DROP TABLE task; --";
        var key = usher.create("incident", Map.of("description", text));
        assertThat(usher.read("incident", key).field("description")).isEqualTo(text);
    }

    private Caller.Answer send(String method, String path, Map<String, ?> body) {
        return usher.send(method, TABLE + path, Caller.json(body), Map.of("Content-Type", "application/json"));
    }

    private static void assertProblem(Caller.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("status").asText()).isEqualTo("failure");
        assertThat(answer.json().at("/error/message").asText()).isNotBlank();
    }
}

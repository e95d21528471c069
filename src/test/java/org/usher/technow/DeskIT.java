package org.usher.technow;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages, as a browser without scripts uses them. */
@ResourceLock(TechNowServer.SHARED)
class DeskIT {

    private static final String MARCUS = "10311862";
    private static final String AGENT = "dwp.it.agent";

    private final Caller usher = Caller.of(TechNowServer.shared(), "usher");
    private final Visitor agent = new Visitor().signedInAs(AGENT);
    private String item = "";
    private String task = "";
    private String number = "";
    private String title = "";

    @BeforeEach
    void anApprovedItemIsInTheQueue() {
        title = "2012 scheme – Add – " + UUID.randomUUID();
        item = openItem();
        var approval = ask(item);
        usher.change("sysapproval_approver", approval, Map.of("state", "approved"));
        task = usher.key("sc_task", "request_item=" + item);
        number = usher.read("sc_task", task).field("number");
    }

    @Test
    void whoeverIsNotSignedInIsSentToSignInAndThenToWhereTheyWanted() {
        var visitor = new Visitor();
        var shown = visitor.get("/ticket/" + number);
        assertThat(shown.uri().getPath()).isEqualTo("/sign-in");
        assertThat(shown.body()).contains("Sign in to TechNow", "Imogen Farrow", "Marcus Oyelaran").doesNotContain(">Usher<");
        assertThat(visitor.post("/sign-in", Map.of("person", AGENT, "next", "/ticket/" + number)).body()).contains(title);
    }

    @Test
    void aPasswordSignsInAndAWrongOneDoesNot() {
        var visitor = new Visitor();
        visitor.get("/sign-in");
        var refused = visitor.post("/sign-in", Map.of("user_name", "admin", "password", "wrong"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("The user name or the password is wrong", "<title>Error:");
        assertThat(visitor.post("/sign-in", Map.of("user_name", "admin", "password", TechNowServer.PASSWORD)).body()).contains("Queues");
    }

    @Test
    void nobodyIsSentElsewhereAfterSigningIn() {
        for (var next : List.of("https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)")) {
            var visitor = new Visitor();
            visitor.get("/sign-in");
            assertThat(visitor.post("/sign-in", Map.of("person", AGENT, "next", next)).uri().getPath()).as(next).isEqualTo("/");
        }
    }

    @Test
    void whoeverSignsOutIsOut() {
        var visitor = new Visitor().signedInAs(AGENT);
        assertThat(visitor.post("/sign-out", Map.of()).uri().getPath()).isEqualTo("/sign-in");
        assertThat(visitor.get("/").uri().getPath()).isEqualTo("/sign-in");
    }

    @Test
    void queuesShowWhatIsOpenUnassignedAndOverdue() {
        usher.change("sc_task", task, Map.of("due_date", "2026-01-02 09:00:00"));
        assertThat(agent.get("/").body()).contains("Yours", "DWP IT", "Overdue", "Nobody's yet");
        var group = usher.key("sys_user_group", "name=DWP IT");
        assertThat(agent.get("/queue/" + group).body()).contains(title, number);
        assertThat(agent.get("/queue/" + group + "?show=overdue").body()).contains(title, "Overdue", "Fri 2 Jan 2026, 09:00");
        assertThat(agent.get("/queue/" + group + "?show=unassigned").body()).contains(title);
        assertThat(agent.get("/queue/" + group + "?show=closed").body()).doesNotContain(title);
        assertThat(agent.get("/queue/none").statusCode()).isEqualTo(404);
    }

    @Test
    void aTicketShowsItsAnswersInSectionsItsRemarksPapersAndApprovals() {
        usher.change("sc_task", task,
                Map.of("description", "READ FURTHER INFORMATION\nWarning GB-R10: Less than three days\nNote GB-R13: The ODR decides"));
        usher.send("POST", "/api/now/attachment/file?table_name=sc_req_item&table_sys_id=" + item + "&file_name=form.html",
                BodyPublishers.ofString("<b>form</b>"), Map.of("Content-Type", "text/html"));
        var page = agent.get("/ticket/" + number).body();
        assertThat(page).contains("Who and when", "Staff number of the user", "10455188", ">What<", "Action", "Add", "Further information");
        assertThat(page).contains("remark--flag\">READ FURTHER INFORMATION", "remark--warning\">Warning GB-R10",
                "remark--note\">Note GB-R13");
        assertThat(page).contains("form.html", "Marcus Oyelaran", "Approved", "Requested Item").doesNotContain("<script>alert");
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
        var link = Pattern.compile("/attachment/[0-9a-f]{32}").matcher(page);
        assertThat(link.find()).isTrue();
        var file = agent.get(link.group());
        assertThat(file.body()).isEqualTo("<b>form</b>");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).startsWith("attachment"));
        assertThat(file.headers().firstValue("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void anAgentTakesATicketNotesSendsBackGoesOnAndCloses() {
        assertThat(act("take", Map.of()).body()).contains("You have taken this ticket", "Imogen Farrow");
        assertThat(state()).isEqualTo("2");
        assertThat(usher.read("sc_req_item", item).field("state")).isEqualTo("2");
        assertThat(agent.get("/my-work").body()).contains(title);
        assertThat(act("note", Map.of("text", "Looked at it", "for", "desk")).body()).contains("Looked at it", "for the desk");
        assertThat(act("note", Map.of("text", "Nearly there", "for", "requester")).body()).contains("Nearly there",
                "seen by the requester");
        assertThat(usher.find("sys_journal_field", "element_id=" + item + "^element=comments").column("value")).contains("Nearly there");
        assertThat(act("send_back", Map.of("text", "Which team leader?")).body()).contains("sent back to the requester",
                "Which team leader?");
        assertThat(state()).isEqualTo("-5");
        assertThat(usher.read("sc_req_item", item).field("stage")).isEqualTo("returned");
        act("go_on", Map.of());
        assertThat(state()).isEqualTo("2");
        var closed = act("complete", Map.of("result.assigned_position", "CW002", "text", "All set"));
        assertThat(closed.body()).contains("closed as complete", "Closed Complete").doesNotContain("Take this ticket");
        assertThat(state()).isEqualTo("3");
        assertThat(usher.get("/api/now/table/sc_req_item/" + item + "?sysparm_fields=state,close_notes,variables.assigned_position")
                .result().toString())
                .isEqualTo("{\"state\":\"3\",\"close_notes\":\"All set\",\"variables.assigned_position\":\"CW002\"}");
        var group = usher.key("sys_user_group", "name=DWP IT");
        assertThat(agent.get("/queue/" + group + "?show=closed").body()).contains(title);
    }

    @Test
    void closingIncompleteAndSendingBackNeedAReason() {
        for (var action : List.of("incomplete", "send_back", "note")) {
            var refused = act(action, Map.of("text", "  "));
            assertThat(refused.statusCode()).as(action).isEqualTo(422);
            assertThat(refused.body()).contains("There is a problem");
        }
        assertThat(state()).isEqualTo("1");
        act("incomplete", Map.of("text", "There is no such team"));
        assertThat(state()).isEqualTo("4");
        assertThat(usher.read("sc_req_item", item).field("close_notes")).isEqualTo("There is no such team");
    }

    @Test
    void whatComesTooLateChangesNothing() {
        act("complete", Map.of());
        for (var action : List.of("take", "send_back", "incomplete", "complete", "go_on", "put_back")) {
            assertThat(act(action, Map.of("text", "late")).statusCode()).as(action).isEqualTo(422);
        }
        assertThat(state()).isEqualTo("3");
        assertThat(act("explode", Map.of()).statusCode()).isEqualTo(404);
    }

    @Test
    void ofTwoWhoTakeATicketAtOnceOneIsTold() throws Exception {
        var other = new Visitor().signedInAs("dwp.it.agent2");
        agent.get("/ticket/" + number);
        other.get("/ticket/" + number);
        var statuses = ApprovalsIT.together(
                List.<Callable<Integer>>of(() -> agent.post("/ticket/" + number + "/take", Map.of("assigned_to", "")).statusCode(),
                        () -> other.post("/ticket/" + number + "/take", Map.of("assigned_to", "")).statusCode()));
        assertThat(statuses).containsExactlyInAnyOrder(200, 422);
    }

    @Test
    void aFormWithoutTheTokenOfTheSignInIsRefused() {
        for (var token : List.of("", "forged")) {
            var refused = agent.send("/ticket/" + number + "/complete", Map.of("form_token", token));
            assertThat(refused.statusCode()).isEqualTo(403);
        }
        assertThat(new Visitor().send("/ticket/" + number + "/complete", Map.of()).uri().getPath()).isEqualTo("/sign-in");
        assertThat(state()).isEqualTo("1");
    }

    @Test
    void anAgentAttachesAFile() {
        agent.get("/ticket/" + number);
        var attached = agent.attach("/ticket/" + number + "/attach", "evidence.txt", "seen");
        assertThat(attached.body()).contains("The file is attached", "evidence.txt");
        assertThat(usher.get("/api/now/attachment?sysparm_query=table_sys_id=" + task).column("file_name")).containsExactly("evidence.txt");
    }

    @Test
    void anApproverSeesWhatIsAskedAndDecidesWithOneClick() {
        var waiting = openItem();
        var approval = ask(waiting);
        var marcus = new Visitor().signedInAs(MARCUS);
        assertThat(marcus.get("/").uri().getPath()).isEqualTo("/approvals");
        assertThat(marcus.get("/approvals").body()).contains(title, "/approval/" + approval);
        assertThat(marcus.get("/approval/" + approval).body()).contains(title, "10455188", "Approve", "Reject");
        assertThat(marcus.post("/approval/" + approval, Map.of("decision", "approve")).body()).contains("You have approved the request");
        assertThat(usher.read("sysapproval_approver", approval).field("state")).isEqualTo("approved");
        assertThat(usher.find("sc_task", "request_item=" + waiting).result().size()).isEqualTo(1);
        var again = marcus.post("/approval/" + approval, Map.of("decision", "reject", "text", "No, after all"));
        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("already approved");
    }

    @Test
    void aRejectionNeedsAReasonWhichTheRequesterIsTold() {
        var waiting = openItem();
        var approval = ask(waiting);
        var marcus = new Visitor().signedInAs(MARCUS);
        assertThat(marcus.get("/approval/" + approval).statusCode()).isEqualTo(200);
        assertThat(marcus.post("/approval/" + approval, Map.of("decision", "reject")).body()).contains("Say why you reject");
        assertThat(usher.read("sysapproval_approver", approval).field("state")).isEqualTo("requested");
        marcus.post("/approval/" + approval, Map.of("decision", "reject", "text", "Wrong team"));
        assertThat(usher.read("sc_req_item", waiting).field("close_notes")).contains("Wrong team");
    }

    @Test
    void nobodySeesOrDecidesWhatIsNotTheirs() {
        var approval = ask(openItem());
        var stranger = new Visitor().signedInAs("10200640");
        assertThat(stranger.get("/approval/" + approval).statusCode()).isEqualTo(404);
        stranger.get("/approvals");
        assertThat(stranger.post("/approval/" + approval, Map.of("decision", "approve")).statusCode()).isEqualTo(404);
        assertThat(usher.read("sysapproval_approver", approval).field("state")).isEqualTo("requested");
        assertThat(stranger.get("/ticket/" + number).statusCode()).isEqualTo(404);
        assertThat(stranger.get("/queue/" + usher.key("sys_user_group", "name=DWP IT")).statusCode()).isEqualTo(403);
        assertThat(stranger.get("/requests").body()).doesNotContain(title);
        stranger.get("/approvals");
        assertThat(stranger.post("/ticket/" + number + "/complete", Map.of()).statusCode()).isEqualTo(404);
        assertThat(state()).isEqualTo("1");
    }

    @Test
    void aRequesterSeesTheirTicketButNotTheWorkNotesOfTheDesk() {
        act("note", Map.of("text", "Between us", "for", "desk"));
        act("note", Map.of("text", "For you", "for", "requester"));
        var leila = new Visitor().signedInAs("10455188");
        assertThat(leila.get("/ticket/" + number).body()).contains(title, "For you").doesNotContain("Between us", "Close complete");
        assertThat(leila.get("/requests").body()).contains(title);
    }

    @Test
    void requestsAreFoundByNumberNameAndWords() {
        assertThat(agent.get("/requests?q=" + number.toLowerCase(java.util.Locale.ROOT)).uri().getPath()).isEqualTo("/ticket/" + number);
        assertThat(agent.get("/requests?q=" + Caller.encoded(title.substring(title.length() - 12))).body()).contains(title);
        assertThat(agent.get("/requests?q=Leila").body()).contains("Leila Haddad");
        assertThat(agent.get("/requests?q=%25%5E%3Cscript%3E").body()).contains("Nothing found").doesNotContain("<script>");
        assertThat(agent.get("/requests?page=999").statusCode()).isEqualTo(200);
    }

    /** Answers to restricted questions are for the group that works on the ticket, for who ordered it and who approves it: on pages, over the API, and in the papers. */
    @Test
    void whatIsRestrictedIsForTheGroupThatWorksOnItOnly() {
        var admin = usher.as(Caller.basic("admin", TechNowServer.PASSWORD));
        var form = admin.create("sc_cat_item", Map.of("name", "A form " + title, "group", usher.key("sys_user_group", "name=DWP IT")));
        admin.create("item_option_new", Map.of("cat_item", form, "name", "phone", "question_text", "Phone", "restricted", "true"));
        admin.create("item_option_new", Map.of("cat_item", form, "name", "why", "question_text", "Why"));
        var secret = "+45 " + UUID.randomUUID();
        var ordered = usher.create("sc_req_item", Map.of("cat_item", form, "short_description", "Restricted " + title, "approval",
                "approved", "opened_by", usher.key("sys_user", "user_name=10311990"), "variables",
                Map.of("phone", secret, "why", "A new one")));
        usher.send("POST", "/api/now/attachment/file?table_name=sc_req_item&table_sys_id=" + ordered + "&file_name=form.html",
                BodyPublishers.ofString(secret), Map.of("Content-Type", "text/html"));
        var paper = usher.key("sys_attachment", "table_sys_id=" + ordered);
        var ticket = "/ticket/" + usher.read("sc_req_item", ordered).field("number");
        admin.create("sys_user", Map.of("user_name", "other." + secret.substring(4, 12), "name", "Somebody else", "roles", "itil",
                "user_password", TechNowServer.PASSWORD));
        var other = new Visitor();
        other.get("/sign-in");
        other.post("/sign-in", Map.of("user_name", "other." + secret.substring(4, 12), "password", TechNowServer.PASSWORD));
        var program = usher.as(Caller.basic("other." + secret.substring(4, 12), TechNowServer.PASSWORD));
        var answer = usher.key("sc_item_option", "value=" + secret);
        var variable = "/api/now/table/sc_req_item/" + ordered + "?sysparm_fields=variables.phone,variables.why&sysparm_display_value=all";
        var tie = "/api/now/table/sc_item_option_mtom?sysparm_fields=sc_item_option.value&sysparm_query=request_item=" + ordered;

        assertThat(agent.get(ticket).body()).contains(secret, "A new one", "/attachment/" + paper);
        assertThat(agent.get("/attachment/" + paper).body()).isEqualTo(secret);
        assertThat(new Visitor().signedInAs("10311990").get(ticket).body()).as("who ordered it").contains(secret);
        assertThat(usher.read("sc_item_option", answer).field("value")).isEqualTo(secret);
        assertThat(usher.get(variable).text()).contains(secret);

        assertThat(other.get(ticket).body()).contains("(restricted)", "A new one", "form.html").doesNotContain(secret, "/attachment/");
        assertThat(other.get("/attachment/" + paper).statusCode()).isEqualTo(403);
        assertThat(program.read("sc_item_option", answer).field("value")).isEqualTo("(restricted)");
        assertThat(program.get(variable).text()).contains("(restricted)", "A new one").doesNotContain(secret);
        assertThat(program.get(tie).text()).contains("(restricted)", "A new one").doesNotContain(secret);
        assertThat(program.get("/api/now/attachment/" + paper + "/file").status()).isEqualTo(403);
        assertThat(program.find("sc_item_option", "valueSTARTSWITH+45").text()).as("guessing").doesNotContain(answer);
        assertThat(program.find("sc_item_option_mtom", "request_item=" + ordered + "^sc_item_option.value=" + secret).result()).isEmpty();
        assertThat(program.find("sc_item_option", "value=A new one").result()).isNotEmpty();
    }

    @Test
    void longHistoriesHavePages() {
        var mark = UUID.randomUUID().toString();
        IntStream.range(0, 30).forEach(count -> usher.create("sc_req_item", Map.of("short_description", mark + " " + count)));
        assertThat(agent.get("/requests?q=" + mark).body()).contains("30 requests", "Page 1 of 2", "Older").doesNotContain("Newer");
        assertThat(agent.get("/requests?q=" + mark + "&page=2").body()).contains("Page 2 of 2", "Newer");
    }

    @Test
    void whatIsNotThereIsToldOfKindly() {
        assertThat(agent.get("/nothing").statusCode()).isEqualTo(404);
        assertThat(agent.get("/nothing").body()).contains("There is no such page", "<html");
        assertThat(agent.get("/ticket/REQ9999999").body()).contains("There is no such ticket");
        assertThat(agent.get("/attachment/none").statusCode()).isEqualTo(404);
        assertThat(agent.get("/ticket/" + number).headers().firstValue("Content-Security-Policy")).isPresent();
    }

    private String openItem() {
        return usher.create("sc_req_item",
                Map.of("cat_item", usher.key("sc_cat_item", "nameSTARTSWITHCMG 2012"), "short_description", title, "approval", "requested",
                        "requested_for", usher.key("sys_user", "user_name=10455188"), "variables",
                        Map.of("user", "10455188", "access_action", "add", "further_information", "<script>alert(1)</script>")));
    }

    private String ask(String about) {
        return usher.create("sysapproval_approver",
                Map.of("sysapproval", about, "approver", usher.key("sys_user", "user_name=" + MARCUS), "state", "requested"));
    }

    private String state() {
        return usher.read("sc_task", task).field("state");
    }

    private HttpResponse<String> act(String action, Map<String, String> fields) {
        agent.get("/ticket/" + number);
        return agent.post("/ticket/" + number + "/" + action, fields);
    }

    /** A browser without scripts: keeps cookies, follows redirects, and sends the token of the page it saw last. */
    private static final class Visitor {

        private static final Pattern TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");

        private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        private final URI url = TechNowServer.shared().url();
        private String token = "";

        Visitor signedInAs(String userName) {
            get("/sign-in");
            assertThat(post("/sign-in", Map.of("person", userName)).statusCode()).isEqualTo(200);
            return this;
        }

        HttpResponse<String> get(String path) {
            return exchange(HttpRequest.newBuilder(url.resolve(path)).GET());
        }

        HttpResponse<String> post(String path, Map<String, String> fields) {
            var all = new java.util.HashMap<>(fields);
            all.put("form_token", token);
            return send(path, all);
        }

        HttpResponse<String> send(String path, Map<String, String> fields) {
            var body = fields.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            return exchange(HttpRequest.newBuilder(url.resolve(path)).header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(body)));
        }

        HttpResponse<String> attach(String path, String name, String content) {
            var body = """
                    --line\r
                    Content-Disposition: form-data; name="form_token"\r
                    \r
                    %s\r
                    --line\r
                    Content-Disposition: form-data; name="file"; filename="%s"\r
                    Content-Type: text/plain\r
                    \r
                    %s\r
                    --line--\r
                    """.formatted(token, name, content);
            return exchange(HttpRequest.newBuilder(url.resolve(path)).header("Content-Type", "multipart/form-data; boundary=line")
                    .POST(BodyPublishers.ofString(body)));
        }

        private HttpResponse<String> exchange(HttpRequest.Builder request) {
            try {
                var response = client.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofString());
                var found = TOKEN.matcher(response.body());
                if (found.find()) {
                    token = found.group(1);
                }
                return response;
            } catch (IOException | InterruptedException problem) {
                throw new AssertionError(problem);
            }
        }
    }
}

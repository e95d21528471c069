package org.usher.checkout;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.sql.DataSource;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.server.EmbeddedServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.usher.Office;
import org.usher.approval.ApprovalService;
import org.usher.audit.AuditTrail;
import org.usher.chat.ChatResult;
import org.usher.chat.DialogueView;
import org.usher.conversation.Answer;
import org.usher.conversation.Input;
import org.usher.facts.Dialogues;
import org.usher.facts.Judge;
import org.usher.facts.RegisterService;
import org.usher.file.Upload;
import org.usher.request.Decision;
import org.usher.request.Requests;
import org.usher.story.Member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.usher.Office.BEN;
import static org.usher.Office.CLEO;

class JourneyIT {

    /** As few rounds as may be: what they are for is not what is tested. */
    private static final Office OFFICE = Office.open(Map.of("usher.secrets.rounds", "100000", "micronaut.server.port", "-1"));

    @AfterAll
    static void close() {
        OFFICE.close();
    }

    /** Everything that the database has, but for the secret's own hash, as text. */
    private static String allOfTheDatabase() {
        var sql = DelegatingDataSource.unwrapDataSource(OFFICE.context.getBean(DataSource.class));
        var all = new StringBuilder();
        try (var connection = sql.getConnection();
                var tables = connection.getMetaData().getTables(connection.getCatalog(), null, "%", new String[]{"TABLE"})) {
            while (tables.next()) {
                try (var statement = connection.createStatement();
                        var rows = statement.executeQuery("SELECT * FROM `" + tables.getString("TABLE_NAME") + '`')) {
                    while (rows.next()) {
                        for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                            all.append(rows.getString(column)).append('\n');
                        }
                    }
                }
            }
        } catch (SQLException unreadable) {
            throw new AssertionError(unreadable);
        }
        return all.toString();
    }

    private static String fulfilled(DialogueView filled) {
        OFFICE.send(BEN, filled, new Input.Submit());
        var sent = (CartService.Checkout.Sent) OFFICE.cart.checkout(BEN, "test");
        var number = sent.request().items().getFirst().reference();
        var item = OFFICE.context.getBean(Requests.class).item("office", number).orElseThrow();
        OFFICE.fulfilment.ticketing(item.number());
        OFFICE.fulfilment.raised(item.number());
        OFFICE.fulfilment.fulfilled(item.number(), Map.of(), "");
        return number;
    }

    private static String hashOf(String account) {
        return OFFICE.context.getBean(RegisterService.class).current("office").entry("accounts", account).text("password_hash");
    }

    /** Whether a hash is that of a secret: worked out here, without any help of Usher's. */
    private static boolean matches(String secret, String hash) throws GeneralSecurityException {
        var parts = hash.split("\\$");
        assertThat(parts).hasSize(5);
        var spec = new PBEKeySpec(secret.toCharArray(), Base64.getDecoder().decode(parts[3]), Integer.parseInt(parts[2].substring(2)), 256);
        var made = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        return Base64.getEncoder().withoutPadding().encodeToString(made).equals(parts[4]);
    }

    @Test
    void ofASecretNothingIsKeptButItsHashWhichEndsInTheRegister() throws GeneralSecurityException {
        var secret = "Tell-nobody-7731";
        var view = OFFICE.choose(BEN, OFFICE.start(BEN, "account"), "own");
        view = OFFICE.choose(BEN, OFFICE.say(BEN, view, "300"), "dan.clerk");
        assertThat(OFFICE.chat.turn(BEN, view.id(), view.turn(), new Input.Say(secret + "<"), "test"))
                .isInstanceOf(ChatResult.Refused.class);
        view = OFFICE.say(BEN, ((ChatResult.Done) OFFICE.chat.view(BEN, view.id())).view(), secret);
        assertThat(view.status()).isEqualTo("reviewing");
        assertThat(view.answers()).filteredOn(answer -> answer.question().equals("login.password")).singleElement()
                .extracting(DialogueView.Answered::value, DialogueView.Answered::text).containsExactly("", "Set (not shown)");

        var number = fulfilled(view);

        var hash = hashOf("dan.clerk");
        assertThat(matches(secret, hash)).isTrue();
        assertThat(allOfTheDatabase()).doesNotContain(secret);
        var trail = OFFICE.context.getBean(AuditTrail.class);
        assertThat(trail.about("office", number)).extracting(entry -> entry.details().toString())
                .noneMatch(details -> details.contains(hash));
        var dialogue = OFFICE.context.getBean(Dialogues.class).find(view.id()).orElseThrow();
        assertThat(dialogue.dialogue().answers()).containsEntry("login.password", new Answer.SecretGiven(""));
        var copy = (RequestService.Handled.InDialogue) OFFICE.requests.copy(BEN, number);
        assertThat(((ChatResult.Done) OFFICE.chat.view(BEN, copy.dialogue())).view().prompt().question()).isEqualTo("login.password");
    }

    @Test
    void aFirstPasswordIsShownToOnePersonUntilItIsSavedAndIsKeptNowhere() throws GeneralSecurityException {
        var view = OFFICE.choose(BEN, OFFICE.start(BEN, "account"), "open");
        view = OFFICE.choose(BEN, OFFICE.say(BEN, view, "320"), "yes");
        view = OFFICE.say(BEN, OFFICE.say(BEN, view, "100"), "today");
        view = OFFICE.send(BEN, OFFICE.choose(BEN, view, "document"), new Input.Skip());
        view = Office.done(
                OFFICE.chat.handIn(BEN, view.id(), view.turn(), new Upload("permit.pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII)),
                        "test"));
        fulfilled(OFFICE.send(BEN, view, new Input.Skip()));
        var url = OFFICE.context.getBean(EmbeddedServer.class).start().getURL().toString();
        var ben = Member.signIn(url, BEN.key());
        var cleo = Member.signIn(url, CLEO.key());
        var waiting = ben.get("/api/credentials").expecting(200);
        assertThat(waiting.body()).hasSize(1);
        assertThat(waiting.text("/0/username")).isEqualTo("fay.clerk");
        assertThat(waiting.text("/0/state")).isEqualTo("waiting");
        var path = "/api/credentials/" + waiting.text("/0/id");
        assertThat(hashOf("fay.clerk")).isEmpty();
        cleo.post(path + "/show", Map.of()).expecting(404);
        assertThat(cleo.get("/api/credentials").body()).isEmpty();
        assertThat(cleo.fetch("/credentials/" + waiting.text("/0/id")).statusCode()).isEqualTo(404);
        ben.post(path + "/saved", Map.of()).expecting(409);

        var first = ben.post(path + "/show", Map.of()).expecting(200).text("/password");
        assertThat(first).hasSize(16);
        assertThat(matches(first, hashOf("fay.clerk"))).isTrue();
        var page = ben.fetch("/credentials/" + waiting.text("/0/id"));
        assertThat(new String(page.body(), StandardCharsets.UTF_8)).contains("fay.clerk", "Make another password").doesNotContain(first);
        var second = ben.post(path + "/show", Map.of()).expecting(200).text("/password"); // the first one never arrived
        assertThat(second).isNotEqualTo(first);
        assertThat(matches(second, hashOf("fay.clerk"))).isTrue();
        ben.post(path + "/saved", Map.of()).expecting(204);

        ben.post(path + "/show", Map.of()).expecting(410);
        assertThat(ben.get("/api/credentials").body()).isEmpty();
        assertThat(matches(second, hashOf("fay.clerk"))).as("nothing was changed by asking again").isTrue();
        assertThat(allOfTheDatabase()).doesNotContain(first).doesNotContain(second);
    }

    @Test
    void aFormGoesFromTheFirstQuestionToTheChangedRegister() {
        var view = OFFICE.start(BEN, "badge");
        assertThat(view.prompt().question()).isEqualTo("user");
        view = OFFICE.say(BEN, view, "310");
        view = OFFICE.choose(BEN, view, "front");
        view = OFFICE.say(BEN, view, "new colleague");
        assertThat(view.status()).isEqualTo("reviewing");
        view = OFFICE.send(BEN, view, new Input.Submit());
        assertThat(view.status()).isEqualTo("submitted");
        assertThat(view.item()).startsWith("UI-");
        assertThat(view.prompt().question()).isEqualTo("another");
        assertThat(OFFICE.cart.cart(BEN).items()).hasSize(1);

        var sent = (CartService.Checkout.Sent) OFFICE.cart.checkout(BEN, "test");
        var number = sent.request().items().getFirst().reference();
        assertThat(sent.request().items().getFirst().state()).isEqualTo("pending_approval");
        assertThat(OFFICE.cart.cart(BEN).items()).isEmpty();

        var approval = OFFICE.approvals.inbox(CLEO).stream().filter(each -> each.number().equals(number)).findFirst().orElseThrow();
        assertThat(OFFICE.approvals.decide(CLEO, approval.id(), Decision.Verdict.APPROVE, "", "test"))
                .isInstanceOf(ApprovalService.Decided.Done.class);

        var item = OFFICE.context.getBean(Requests.class).item("office", number).orElseThrow();
        OFFICE.fulfilment.ticketing(item.number());
        OFFICE.fulfilment.raised(item.number());
        OFFICE.fulfilment.fulfilled(item.number(), Map.of("badge_number", "B77"), "");
        OFFICE.fulfilment.fulfilled(item.number(), Map.of("badge_number", "B78"), "");
        var registers = OFFICE.context.getBean(RegisterService.class).current("office");
        assertThat(registers.entry("people", "310").text("badge")).isEqualTo("B77");
        var done = OFFICE.context.getBean(Requests.class).item("office", number).orElseThrow();
        var judged = OFFICE.context.getBean(Judge.class).of(done, OFFICE.clock.instant()).orElseThrow();
        assertThat(judged.facts().registers().entry("people", "310").text("badge")).as("the form as it was before it was fulfilled")
                .isEmpty();
        var request = OFFICE.requests.one(BEN, number).orElseThrow();
        assertThat(request.state()).isEqualTo("fulfilled");
        assertThat(request.items().getFirst().history()).extracting(ItemView.HistoryLine::text).contains("Put into the cart", "Done");
    }
}

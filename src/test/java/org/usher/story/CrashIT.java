package org.usher.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole program is killed (SIGKILL) again and again, mostly while it is working on something, and started again: no acknowledged answer is lost, there is one request, one
 * ticket, one decision, one catalog task, and the requester is told each outcome once.
 */
@Order(1)
class CrashIT {

    private static final int LEAST_KILLS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final SplittableRandom random = new SplittableRandom();
    private int kills;

    @Test
    @Timeout(value = 15, unit = TimeUnit.MINUTES) // it starts more than twenty times
    void nothingIsLostAndNothingHappensTwiceWhereverTheProgramIsKilled() {
        try (var program = new Program(folder, Map.of("TECHNOW_SEED_ADMIN_PASSWORD", Desk.PASSWORD))) {
            program.rehearse().start();
            var item = ask(program);
            var request = checkOut(program, item);
            decide(program);
            enter(program);
            work(program, request);
            assertThat(kills).as("times it was killed").isGreaterThanOrEqualTo(LEAST_KILLS);
        }
    }

    /** Gwen asks for access for Connor; the program dies after every second answer, half of the times before she has seen the reply. */
    private String ask(Program program) {
        var answers = new LinkedHashMap<String, String>();
        answers.put("user", "10455230");
        answers.put("subject_ok", "yes");
        answers.put("approver_keep", "yes");
        answers.put("required_by", "in 3 weeks 09:00");
        answers.put("directorate", "operations");
        answers.put("area_team", "Enforcement North");
        answers.put("odr", "Enforcement Caseworker");
        answers.put("access_action", "add");
        answers.put("new.role", "Caseworker");
        answers.put("new.segment", "ENF NORTH");
        answers.put("new.team", "TL012");
        answers.put("new.cw_position", "lowest");
        answers.put("additional_needed", "no");
        answers.put("telephony", "none");
        answers.put("extract_needed", "no");
        answers.put("legacy_ack", "yes");
        var id = gwen(program).start("gb-provision-user").id();
        var acknowledged = new LinkedHashMap<String, String>();
        int number = 0;
        for (var answer : answers.entrySet()) {
            boolean dies = ++number % 2 == 0;
            boolean midway = number % 4 == 0;
            if (dies && midway) {
                killWhile(program, () -> gwen(program).resume(id).say(answer.getValue()));
            }
            var talk = gwen(program).resume(id);
            if (talk.asks().equals(answer.getKey())) {
                talk.say(answer.getValue());
                assertThat(talk.refusalText()).isEmpty();
            }
            acknowledged.put(answer.getKey(), talk.answers().get(answer.getKey()));
            if (dies && !midway) {
                kill(program);
            }
            assertThat(gwen(program).resume(id).answers()).as("acknowledged answers").containsAllEntriesOf(acknowledged);
        }
        gwen(program).resume(id).fill(Map.of());
        killWhile(program, () -> gwen(program).resume(id).command("submit"));
        var talk = gwen(program).resume(id);
        if (talk.status().equals("reviewing")) {
            talk.submit();
        }
        kill(program);
        var cart = Member.list(gwen(program).get("/api/cart").expecting(200).body().path("items"));
        assertThat(cart).as("the cart").hasSize(1);
        return cart.getFirst().path("reference").asText();
    }

    private JsonNode checkOut(Program program, String item) {
        for (int i = 0; i < 3; i++) {
            killWhile(program, () -> gwen(program).post("/api/cart/checkout", Map.of()));
        }
        if (!gwen(program).get("/api/cart").body().path("items").isEmpty()) {
            gwen(program).checkOut();
        }
        Program.waitUntil("the ITSM has given its numbers", PATIENCE,
                () -> requests(program).getFirst().path("number").asText().startsWith("REQ"));
        kill(program);
        var requests = requests(program);
        assertThat(requests).as("requests").hasSize(1);
        var desk = new Desk(program.technowUrl());
        assertThat(desk.records("sc_request", "numberSTARTSWITHREQ")).as("requests in the ITSM").hasSize(1);
        assertThat(desk.records("sc_req_item", "numberSTARTSWITHRITM")).as("items in the ITSM for " + item).hasSize(1);
        return requests.getFirst();
    }

    private void decide(Program program) {
        var approval = marcus(program).approvals().getFirst().path("id").asText();
        for (int i = 0; i < 2; i++) {
            killWhile(program, () -> marcus(program).decide(approval, "approve", ""));
        }
        var decided = marcus(program).decide(approval, "approve", "");
        assertThat(decided.status()).as("the decision, or the word that it is made already: " + decided.body()).isIn(200, 409);
        assertThat(marcus(program).decide(approval, "reject", "Changed my mind").status()).as("a second decision").isEqualTo(409);
    }

    /** Karen enters two researchers in a file that is picked up; the program dies while it is written. Each line stands there whole, and once. */
    private void enter(Program program) {
        for (var researcher : List.of("FB014", "AH014")) {
            Member.signIn(program.usherUrl(), "BIAA").start("dk-disable-mail")
                    .fill(Map.of("institution", "INST-014", "researchers", researcher, "reason", "Left")).submit();
            var approval = karen(program).approvals().getFirst().path("id").asText();
            killWhile(program, () -> karen(program).decide(approval, "approve", ""));
            assertThat(karen(program).decide(approval, "approve", "").status()).isIn(200, 409);
        }
        Program.waitUntil("both lines are there", PATIENCE, () -> entered().size() >= 2);
        kill(program);
        Program.waitUntil("Karen sees that nothing else waits", PATIENCE, () -> karen(program).approvals().isEmpty());
        assertThat(entered()).as("lines, in the file or in one that was picked up meanwhile").hasSize(2)
                .anySatisfy(line -> assertThat(line).matches("FB014;KALI;[^;]+;disable"))
                .anySatisfy(line -> assertThat(line).matches("AH014;KALI;[^;]+;disable"));
    }

    private List<String> entered() {
        try (var files = Files.walk(folder.resolve("data"))) {
            var lines = new ArrayList<String>();
            for (var file : files.filter(each -> each.getFileName().toString().matches("disable_mail.*\\.csv")).toList()) {
                Files.readAllLines(file).stream().filter(line -> !line.startsWith("researcher_id;")).forEach(lines::add);
            }
            return lines;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void work(Program program, JsonNode request) {
        var item = request.at("/items/0/number").asText();
        kill(program);
        var desk = new Desk(program.technowUrl());
        Program.waitUntil("the catalog task is in the queue", PATIENCE, () -> !desk.tasks(item).isEmpty());
        kill(program);
        Program.waitUntil("the requester sees it with the desk", PATIENCE, () -> state(program).equals("ticket_open"));
        assertThat(desk.tasks(item)).as("catalog tasks").hasSize(1);
        killWhile(program, () -> desk.change("sc_task", desk.tasks(item).getFirst().path("sys_id").asText(), Map.of("state", "3")));
        var task = desk.tasks(item).getFirst();
        if (!task.path("state").asText().equals("3")) {
            desk.change("sc_task", task.path("sys_id").asText(), Map.of("state", "3"));
        }
        kill(program);
        Program.waitUntil("the work is known to be done", PATIENCE, () -> List.of("fulfilled", "closed").contains(state(program)));
        kill(program);
        assertThat(notices(program, "fulfilled")).as("times Gwen was told that it is done").isEqualTo(1);
        assertThat(notices(program, "approved")).as("times Gwen was told that it is approved").isEqualTo(1);
        var again = gwen(program).start("gb-provision-user").say("10455230");
        assertThat(again.prompt()).as("Connor in the directory").contains("Connor Blythe").contains("TL012").contains("CW002");
    }

    // ---- dying

    private void kill(Program program) {
        program.kill();
        kills++;
        program.start();
    }

    /** Kills the program while it is working on a call, at a random moment of it. What becomes of the call nobody knows. */
    private void killWhile(Program program, Supplier<?> call) {
        var running = CompletableFuture.supplyAsync(call::get);
        LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextLong(60_000)));
        kill(program);
        running.handle((_, _) -> true).orTimeout(60, TimeUnit.SECONDS).join();
    }

    // ---- people

    private static Member gwen(Program program) {
        return Member.signIn(program.usherUrl(), "10311990");
    }

    private static Member marcus(Program program) {
        return Member.signIn(program.usherUrl(), "10311862");
    }

    private static Member karen(Program program) {
        return Member.signIn(program.usherUrl(), "KALI");
    }

    private static List<JsonNode> requests(Program program) {
        return Member.list(gwen(program).get("/api/requests").expecting(200).body());
    }

    private static String state(Program program) {
        return requests(program).getFirst().at("/items/0/state").asText();
    }

    private static long notices(Program program, String kind) {
        return Member.list(gwen(program).get("/api/messages").expecting(200).body()).stream()
                .filter(notice -> notice.path("kind").asText().equals(kind)).count();
    }
}

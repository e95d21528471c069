package org.usher.discord;

import java.util.Optional;

import org.usher.approval.ApprovalService.Decided;
import org.usher.approval.ApprovalService.Reassigned;
import org.usher.approval.ApprovalView;
import org.usher.checkout.CartService;
import org.usher.checkout.RequestService;
import org.usher.request.Decision;
import org.usher.secret.Credentials;

/** Everything around the dialogues: cart, requests, approvals, reminders. Whoever clicks is judged anew each time, by the floor. */
final class Counter {

    private final Floor floor;

    Counter(Floor floor) {
        this.floor = floor;
    }

    // ---- the cart

    void cart(Line line, Visitor who) {
        line.show(who.screens().cart(floor.cart(who.person())));
    }

    void look(Line line, Visitor who, String number) {
        var item = floor.cart(who.person()).items().stream()
                .filter(each -> each.reference().equals(number) || each.number().equals(number)).findFirst();
        line.show(item.map(who.screens()::cartItem).orElseGet(() -> notInCart(who)));
    }

    void edit(Line line, Talk talk, Visitor who, String number) {
        handled(line, talk, who, floor.edit(who.person(), number), "settled.opened_again");
    }

    void remove(Line line, Visitor who, String number) {
        switch (floor.remove(who.person(), number)) {
            case CartService.Handled.Done _ -> {
                line.settle("✔ " + who.say("settled.taken_out"));
                cart(line, who);
            }
            case CartService.Handled.Refused(var text) -> line.whisper(who.note(text));
            case CartService.Handled.NotFound _ -> line.whisper(notInCart(who));
        }
    }

    private static void handled(Line line, Talk talk, Visitor who, CartService.Handled result, String settled) {
        switch (result) {
            case CartService.Handled.Done(var dialogue) -> {
                line.settle("✔ " + who.say(settled));
                talk.resume(line, who, dialogue);
            }
            case CartService.Handled.Refused(var text) -> line.whisper(who.note(text));
            case CartService.Handled.NotFound _ -> line.whisper(notInCart(who));
        }
    }

    private static Sheet notInCart(Visitor who) {
        return who.tell("cart.not_there").buttons(who.screens().go("cart", "go.cart_look"));
    }

    void checkout(Line line, Visitor who) {
        switch (floor.checkout(who.person())) {
            case CartService.Checkout.Sent(var request) -> {
                line.settle("✔ " + who.say("settled.checked_out"));
                line.show(who.screens().request(request));
            }
            case CartService.Checkout.Refused(var text, var cart, var troubles) -> {
                var sheet = who.note(text);
                cart.forEach(finding -> sheet.say("⚠️ " + Words.plain(finding.text())));
                troubles.forEach((number, findings) -> findings
                        .forEach(finding -> sheet.say("⚠️ **" + Words.plain(number) + "** " + Words.plain(finding.text()))));
                line.show(sheet.buttons(who.screens().go("cart", "go.cart_look")));
            }
        }
    }

    // ---- requests

    void requests(Line line, Visitor who) {
        line.show(who.screens().requests(floor.requests(who.person())));
    }

    void request(Line line, Visitor who, String number) {
        line.show(floor.request(who.person(), number).map(who.screens()::request).orElseGet(() -> noSuchRequest(who)));
    }

    void copy(Line line, Talk talk, Visitor who, String number) {
        handled(line, talk, who, floor.copy(who.person(), number));
    }

    void mend(Line line, Talk talk, Visitor who, String number) {
        handled(line, talk, who, floor.mend(who.person(), number));
    }

    void withdraw(Line line, Talk talk, Visitor who, String number, String reason) {
        handled(line, talk, who, floor.withdraw(who.person(), number, reason));
    }

    private static void handled(Line line, Talk talk, Visitor who, RequestService.Handled result) {
        switch (result) {
            case RequestService.Handled.Done(var text) -> {
                line.settle("✔ " + Words.plain(text));
                line.whisper(who.note(text));
            }
            case RequestService.Handled.InDialogue(var dialogue) -> {
                line.settle("✔ " + who.say("settled.opened"));
                talk.resume(line, who, dialogue);
            }
            case RequestService.Handled.Refused(_, var text) -> line.whisper(who.note(text));
            case RequestService.Handled.NotFound _ -> line.whisper(noSuchRequest(who));
        }
    }

    private static Sheet noSuchRequest(Visitor who) {
        return who.tell("requests.not_yours").buttons(who.screens().go("requests", "go.requests"));
    }

    void candidates(Line line, Visitor who, String number) {
        line.show(who.screens().candidates(number, floor.candidates(who.person(), number)));
    }

    void chooseAnother(Line line, Visitor who, String number, String approver, String label) {
        switch (floor.chooseAnother(who.person(), number, approver)) {
            case Reassigned.Done _ -> {
                line.settle("✔ " + Words.plain(label));
                line.whisper(who.tell("candidates.asked", label));
            }
            case Reassigned.Refused(var text) -> line.whisper(who.note(text));
            case Reassigned.NotFound _ -> line.whisper(noSuchRequest(who));
        }
    }

    // ---- approvals

    void approvals(Line line, Visitor who) {
        line.show(who.screens().approvals(floor.approvals(who.person())));
    }

    void approval(Line line, Visitor who, String id, boolean everything) {
        var sheet = floor.approval(who.person(), id).map(approval -> who.screens().approval(approval, everything))
                .orElseGet(() -> notYours(who));
        line.whisper(sheet);
    }

    /** Hands out a file of a form that somebody may read, to them alone. */
    void file(Line line, Visitor who, String id) {
        var found = floor.file(who.person(), id);
        if (found.isEmpty()) {
            line.whisper(who.tell("file.not_yours"));
        } else if (!line.hand(found.get())) {
            line.whisper(who.tell("file.too_large_here", found.get().file().name()));
        }
    }

    /** Decides; the message that was clicked shows the outcome. */
    void decide(Line line, Visitor who, String id, Decision.Verdict verdict, String reason) {
        switch (floor.decide(who.person(), id, verdict, reason)) {
            case Decided.Done(var approval) -> line.swap(who.screens().approval(approval, false));
            case Decided.Already(var text, var approval) -> {
                line.swap(who.screens().approval(approval, false));
                line.whisper(who.note(text));
            }
            case Decided.NotYours(var text) -> line.whisper(who.note(text));
            case Decided.ReasonNeeded(var text) -> line.whisper(who.note(text));
            case Decided.Objections(var findings) -> line.whisper(who.screens().objections("refused.decide", findings));
            case Decided.SentBack(var findings) ->
                line.swap(who.screens().objections("decide.went_back",
                        findings));
            case Decided.Moot(var text) -> line.swap(who.note(text));
            case Decided.NotFound _ -> line.whisper(notYours(who));
        }
    }

    void notMine(Line line, Visitor who, String id) {
        Optional<ApprovalView> approval = floor.approval(who.person(), id);
        if (approval.isEmpty()) {
            line.whisper(notYours(who));
            return;
        }
        var said = floor.notMine(who.person(), id);
        line.whisper(who.note(said));
    }

    private static Sheet notYours(Visitor who) {
        return who.tell("approval.not_yours");
    }

    // ---- first passwords

    /** Shows a first password, to nobody but the person who clicked; nothing of it stays in the direct messages. */
    void showPassword(Line line, Visitor who, String id) {
        switch (floor.showPassword(who.person(), id)) {
            case Credentials.Shown.Now(var view, var password) -> line.whisper(who.screens().password(view, password));
            case Credentials.Shown.Over(_, var text) -> line.whisper(who.note(text));
            case Credentials.Shown.NotFound _ -> line.whisper(who.tell("password.not_yours"));
        }
    }

    /** Takes the password away from where it was shown. */
    void passwordSaved(Line line, Visitor who, String id) {
        switch (floor.passwordSaved(who.person(), id)) {
            case Credentials.Saved.Done(_, var text) -> line.swap(who.note(text));
            case Credentials.Saved.NotShown(_, var text) -> line.whisper(who.note(text));
            case Credentials.Saved.NotFound _ -> line.whisper(who.tell("password.not_yours"));
        }
    }

    // ---- reminders

    void reminders(Line line, Visitor who) {
        line.show(who.screens().reminders(floor.reminders(who.person())));
    }

    void answer(Line line, Talk talk, Visitor who, String reminder, String answer, String label) {
        switch (floor.answer(who.person(), reminder, answer)) {
            case Floor.Answered.Said(var text) -> {
                line.settle("✔ " + Words.plain(label));
                line.whisper(who.note(text));
            }
            case Floor.Answered.GoesOn(var dialogue) -> talk.arrive(line, who, dialogue);
        }
    }
}

package org.usher.discord;

import java.util.Optional;

import org.usher.approval.ApprovalService.Decided;
import org.usher.approval.ApprovalService.Reassigned;
import org.usher.approval.ApprovalView;
import org.usher.checkout.CartService;
import org.usher.checkout.RequestService;
import org.usher.discord.Accounts.Account;
import org.usher.request.Decision;
import org.usher.secret.Credentials;

/** Everything around the dialogues: cart, requests, approvals, reminders. Whoever clicks is judged anew each time, by the floor. */
final class Counter {

    private final Floor floor;

    Counter(Floor floor) {
        this.floor = floor;
    }

    // ---- the cart

    void cart(Line line, Account account) {
        line.show(Screens.cart(floor.cart(account.person())));
    }

    void look(Line line, Account account, String number) {
        var item = floor.cart(account.person()).items().stream()
                .filter(each -> each.reference().equals(number) || each.number().equals(number)).findFirst();
        line.show(item.map(Screens::cartItem).orElseGet(Counter::notInCart));
    }

    void edit(Line line, Talk talk, Account account, String number) {
        handled(line, talk, account, floor.edit(account.person(), number), "✔ opened again");
    }

    void remove(Line line, Account account, String number) {
        switch (floor.remove(account.person(), number)) {
            case CartService.Handled.Done _ -> {
                line.settle("✔ taken out");
                cart(line, account);
            }
            case CartService.Handled.Refused(var text) -> line.whisper(Screens.note(text));
            case CartService.Handled.NotFound _ -> line.whisper(notInCart());
        }
    }

    private static void handled(Line line, Talk talk, Account account, CartService.Handled result, String settled) {
        switch (result) {
            case CartService.Handled.Done(var dialogue) -> {
                line.settle(settled);
                talk.resume(line, account, dialogue);
            }
            case CartService.Handled.Refused(var text) -> line.whisper(Screens.note(text));
            case CartService.Handled.NotFound _ -> line.whisper(notInCart());
        }
    }

    private static Sheet notInCart() {
        return Screens.note("That is not in your cart (any more).").buttons(Screens.go("cart", "Look into the cart"));
    }

    void checkout(Line line, Account account) {
        switch (floor.checkout(account.person())) {
            case CartService.Checkout.Sent(var request) -> {
                line.settle("✔ checked out");
                line.show(Screens.request(request));
            }
            case CartService.Checkout.Refused(var text, var cart, var troubles) -> {
                var sheet = Screens.note(text);
                cart.forEach(finding -> sheet.say("⚠️ " + Words.plain(finding.text())));
                troubles.forEach((number, findings) -> findings
                        .forEach(finding -> sheet.say("⚠️ **" + Words.plain(number) + "** " + Words.plain(finding.text()))));
                line.show(sheet.buttons(Screens.go("cart", "Look into the cart")));
            }
        }
    }

    // ---- requests

    void requests(Line line, Account account) {
        line.show(Screens.requests(floor.requests(account.person())));
    }

    void request(Line line, Account account, String number) {
        line.show(floor.request(account.person(), number).map(Screens::request).orElseGet(Counter::noSuchRequest));
    }

    void copy(Line line, Talk talk, Account account, String number) {
        handled(line, talk, account, floor.copy(account.person(), number));
    }

    void mend(Line line, Talk talk, Account account, String number) {
        handled(line, talk, account, floor.mend(account.person(), number));
    }

    void withdraw(Line line, Talk talk, Account account, String number, String reason) {
        handled(line, talk, account, floor.withdraw(account.person(), number, reason));
    }

    private static void handled(Line line, Talk talk, Account account, RequestService.Handled result) {
        switch (result) {
            case RequestService.Handled.Done(var text) -> {
                line.settle("✔ " + Words.plain(text));
                line.whisper(Screens.note(text));
            }
            case RequestService.Handled.InDialogue(var dialogue) -> {
                line.settle("✔ opened");
                talk.resume(line, account, dialogue);
            }
            case RequestService.Handled.Refused(_, var text) -> line.whisper(Screens.note(text));
            case RequestService.Handled.NotFound _ -> line.whisper(noSuchRequest());
        }
    }

    private static Sheet noSuchRequest() {
        return Screens.note("There is no such request of yours.").buttons(Screens.go("requests", "My requests"));
    }

    void candidates(Line line, Account account, String number) {
        line.show(Screens.candidates(number, floor.candidates(account.person(), number)));
    }

    void chooseAnother(Line line, Account account, String number, String approver, String label) {
        switch (floor.chooseAnother(account.person(), number, approver)) {
            case Reassigned.Done _ -> {
                line.settle("✔ " + Words.plain(label));
                line.whisper(Screens.note("I have asked " + label + " to decide."));
            }
            case Reassigned.Refused(var text) -> line.whisper(Screens.note(text));
            case Reassigned.NotFound _ -> line.whisper(noSuchRequest());
        }
    }

    // ---- approvals

    void approvals(Line line, Account account) {
        line.show(Screens.approvals(floor.approvals(account.person())));
    }

    void approval(Line line, Account account, String id, boolean everything) {
        var sheet = floor.approval(account.person(), id).map(approval -> Screens.approval(approval, everything))
                .orElseGet(Counter::notYours);
        line.whisper(sheet);
    }

    /** Decides; the message that was clicked shows the outcome. */
    void decide(Line line, Account account, String id, Decision.Verdict verdict, String reason) {
        switch (floor.decide(account.person(), id, verdict, reason)) {
            case Decided.Done(var approval) -> line.swap(Screens.approval(approval, false));
            case Decided.Already(var text, var approval) -> {
                line.swap(Screens.approval(approval, false));
                line.whisper(Screens.note(text));
            }
            case Decided.NotYours(var text) -> line.whisper(Screens.note(text));
            case Decided.ReasonNeeded(var text) -> line.whisper(Screens.note(text));
            case Decided.Objections(var findings) -> line.whisper(Screens.objections("You cannot decide this.", findings));
            case Decided.SentBack(var findings) ->
                line.swap(Screens.objections("A rule is not kept any more, so it went back to the requester. Nothing is left to decide.",
                        findings));
            case Decided.Moot(var text) -> line.swap(Screens.note(text));
            case Decided.NotFound _ -> line.whisper(notYours());
        }
    }

    void notMine(Line line, Account account, String id) {
        Optional<ApprovalView> approval = floor.approval(account.person(), id);
        if (approval.isEmpty()) {
            line.whisper(notYours());
            return;
        }
        var said = floor.notMine(account.person(), id);
        line.whisper(Screens.note(said));
    }

    private static Sheet notYours() {
        return Screens.note("This decision is not yours.");
    }

    // ---- first passwords

    /** Shows a first password, to nobody but the person who clicked; nothing of it stays in the direct messages. */
    void showPassword(Line line, Account account, String id) {
        switch (floor.showPassword(account.person(), id)) {
            case Credentials.Shown.Now(var view, var password) -> line.whisper(Screens.password(view, password));
            case Credentials.Shown.Over(_, var text) -> line.whisper(Screens.note(text));
            case Credentials.Shown.NotFound _ -> line.whisper(Screens.note("That password is not for you."));
        }
    }

    /** Takes the password away from where it was shown. */
    void passwordSaved(Line line, Account account, String id) {
        switch (floor.passwordSaved(account.person(), id)) {
            case Credentials.Saved.Done(_, var text) -> line.swap(Screens.note(text));
            case Credentials.Saved.NotShown(_, var text) -> line.whisper(Screens.note(text));
            case Credentials.Saved.NotFound _ -> line.whisper(Screens.note("That password is not for you."));
        }
    }

    // ---- reminders

    void reminders(Line line, Account account) {
        line.show(Screens.reminders(floor.reminders(account.person())));
    }

    void answer(Line line, Talk talk, Account account, String reminder, String answer, String label) {
        switch (floor.answer(account.person(), reminder, answer)) {
            case Floor.Answered.Said(var text) -> {
                line.settle("✔ " + Words.plain(label));
                line.whisper(Screens.note(text));
            }
            case Floor.Answered.GoesOn(var dialogue) -> talk.arrive(line, account, dialogue);
        }
    }
}

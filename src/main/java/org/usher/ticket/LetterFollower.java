package org.usher.ticket;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.conversation.Form;
import org.usher.conversation.Submission;
import org.usher.document.Documents;
import org.usher.facts.Judge;
import org.usher.outbox.Follower;
import org.usher.outbox.Letters;
import org.usher.outbox.Mails;
import org.usher.request.FollowStep;
import org.usher.request.Happening;
import org.usher.request.Person;
import org.usher.request.RequestItem;
import org.usher.request.Requests;

/** Writes the mails that a form wants written when something has happened to an item, each once. */
@Singleton
final class LetterFollower implements Follower {

    private final Judge judge;
    private final Requests requests;
    private final Letters letters;
    private final ReadableForm readableForm;
    private final Documents documents;

    LetterFollower(Judge judge, Requests requests, Letters letters, ReadableForm readableForm, Documents documents) {
        this.judge = judge;
        this.requests = requests;
        this.letters = letters;
        this.readableForm = readableForm;
        this.documents = documents;
    }

    @Override
    public void follow(Happening happening) {
        switch (happening) {
            case Happening.Submitted(var item, var at, var again) -> write(item, again ? "" : "submitted", 0, at);
            case Happening.Approved(var item, _, var at) -> write(item, "approved", 0, at);
            case Happening.Raised(var item, var at) -> write(item, "raised", 0, at);
            case Happening.Fulfilled(var item, _, var at) -> write(item, "fulfilled", 0, at);
            case Happening.FollowedUp(var item, var step, _, var at) -> write(item, step.step(), step.round(), at);
            case Happening.Added _,Happening.TakenOut _,Happening.EvidenceMissing _,Happening.Asked _,Happening.Rejected _,Happening.Returned _,Happening.Cancelled _,Happening.CancelAsked _,Happening.Waiting _,Happening.NotFulfilled _ ->
                {
                }
        }
    }

    private void write(RequestItem item, String on, int time, Instant now) {
        var judged = judge.of(item, now)
                .filter(found -> found.conversation().submission().map(asked -> !asked.mails().isEmpty()).orElse(false));
        if (judged.isEmpty() || on.isEmpty()) {
            return;
        }
        for (var letter : judged.get().form().letters(on)) {
            // After it was sent back and handed in again, what is told once more is told anew: when it was handed in tells the rounds apart.
            var round = item.milestones().submitted().map(moment -> moment.getEpochSecond()).orElse(0L);
            if (requests.firstTime(item.number(), "mail:" + FollowStep.nameOf(letter.id(), time) + ":" + round)) {
                post(item, judged.get().form(), letter, now);
            }
        }
    }

    private void post(RequestItem item, Form form, Form.Letter letter, Instant now) {
        var organisation = item.person().organisation();
        var files = files(item, form, letter.attach());
        letter.people().forEach(key -> letters.post(new Person(organisation, key), "", letter.subject(), letter.text(), item.reference(),
                files, now));
        letter.addresses().forEach(address -> letters.post(new Person(organisation, ""), address, letter.subject(), letter.text(),
                item.reference(), files, now));
    }

    private List<Mails.Attachment> files(RequestItem item, Form form, List<String> names) {
        var approval = requests.approvalOf(item.number());
        if (names.isEmpty() || approval.isEmpty()) {
            return List.of();
        }
        var files = new ArrayList<Itsm.Document>();
        if (names.contains(Submission.FORM)) {
            files.add(readableForm.of(item, form, approval.get(), 0));
        }
        if (names.contains(Submission.DATA)) {
            files.add(FormData.of(item, form, approval.get(), 0));
        }
        documents.of(form, names, new Documents.Became(item, approval.get(), requests.results(item.number())), "")
                .forEach(file -> files.add(Itsm.Document.of(file)));
        return files.stream().map(file -> new Mails.Attachment(file.name(), file.contentType(), file.content())).toList();
    }
}

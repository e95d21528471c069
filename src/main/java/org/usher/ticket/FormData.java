package org.usher.ticket;

import java.util.LinkedHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.usher.conversation.Answer;
import org.usher.conversation.Form;
import org.usher.request.Approval;
import org.usher.request.Decision;
import org.usher.request.RequestItem;

/** The completed form as data, for a program that goes on with it: every answer by its path, as the API has it. A secret is never among them. */
final class FormData {

    private static final ObjectMapper JSON = new ObjectMapper();

    private FormData() {}

    /** A file in JSON, named after the reference. */
    static Itsm.Document of(RequestItem item, Form form, Approval approval, int round) {
        var answers = new LinkedHashMap<String, Object>();
        form.answers().stream().filter(answered -> !(answered.answer() instanceof Answer.SecretGiven))
                .forEach(answered -> answers.put(answered.path(), answered.answer().plain()));
        var data = new LinkedHashMap<String, Object>();
        data.put("reference", item.reference());
        data.put("item", form.item());
        data.put("summary", form.summary());
        data.put("requested_by", item.person().key());
        data.put("requested_for", form.subject().key());
        data.put("decided_by", approval.decision().map(Decision::by).orElse(""));
        data.put("decided_at", approval.decision().map(decision -> decision.at().toString()).orElse(""));
        data.put("answers", answers);
        data.put("results", form.ownResults());
        try {
            return new Itsm.Document(ReadableForm.name(item, round, "json"), "application/json",
                    JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(data));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts, lists and numbers can always be written", impossible);
        }
    }
}

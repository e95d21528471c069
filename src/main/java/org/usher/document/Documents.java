package org.usher.document;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;
import org.usher.conversation.Form;
import org.usher.facts.Definitions;
import org.usher.facts.RegisterService;
import org.usher.register.Entry;
import org.usher.request.Approval;
import org.usher.request.Decision;
import org.usher.request.RequestItem;

/** Makes files of the documents that a form is laid out as. */
@Singleton
public class Documents {

    private final Workbooks workbooks;
    private final Definitions definitions;
    private final RegisterService registers;

    Documents(Workbooks workbooks, Definitions definitions, RegisterService registers) {
        this.workbooks = workbooks;
        this.definitions = definitions;
        this.registers = registers;
    }

    /** A file. */
    public record File(String name, String contentType, byte[] content) {}

    /** What became of a form by the time that it is written. {@code results} is what the desk wrote back, by name. */
    public record Became(RequestItem item, Approval approval, Map<String, String> results) {
        public Became {
            results = Map.copyOf(results);
        }
    }

    /**
     * The documents of these names; names of other attachments are passed over.
     *
     * @param mark put behind the name of each file, so that a later one does not replace it; may be empty
     */
    public List<File> of(Form form, List<String> names, Became became, String mark) {
        return form.documents(names, further(became)).stream()
                .map(document -> new File(fileName(document.name() + mark) + workbooks.ending(), workbooks.contentType(),
                        workbooks.write(document)))
                .toList();
    }

    private Map<String, Object> further(Became became) {
        var organisation = definitions.organisation(became.item().person().organisation());
        var people = organisation.people().register();
        var decision = became.approval().decision();
        var further = new HashMap<String, Object>();
        further.put("result", became.results());
        further.put("ticket", became.item().shownNumber());
        further.put("decider", decision.map(Decision::by).map(by -> registers.current(organisation.id()).entry(people, by))
                .orElseGet(() -> Entry.none(people)));
        further.put("decided_at", decision.map(Decision::at).orElse(Instant.EPOCH));
        return further;
    }

    /** A name that every system takes. */
    static String fileName(String name) {
        var plain = name.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]+", " ").replaceAll("\\s+", " ").strip();
        return plain.isEmpty() ? "document" : plain.length() <= 120 ? plain : plain.substring(0, 120).strip();
    }
}

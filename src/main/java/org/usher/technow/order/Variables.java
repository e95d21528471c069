package org.usher.technow.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Singleton;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Displays;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** The questions of catalogue items, and the answers of requested items to them. */
@Singleton
public final class Variables {

    private static final String LABEL = "11";
    private static final String CONTAINER_START = "19";
    private static final String CONTAINER_END = "20";

    private final Records records;

    Variables(Records records) {
        this.records = records;
    }

    /** A question and its answer. */
    public record Answer(Row question, Row option) {

        public String name() {
            return question.get("name");
        }

        public String label() {
            return question.getOr("question_text", question.get("name"));
        }

        public String value() {
            return option.get("value");
        }

        boolean isRestricted() {
            return question.is("restricted", "true");
        }

        private int order() {
            return Integer.parseInt(question.getOr("order", "0"));
        }
    }

    /** The questions of a catalogue item, headings included, in order. */
    public List<Row> questions(String catalogueItem) {
        return records.find(Dictionary.QUESTION, Query.where("cat_item", catalogueItem).and("active", "true").orderedBy("order"));
    }

    /** Whether a question is one that can be answered, rather than a heading. */
    public static boolean isAnswerable(Row question) {
        return !isHeading(question) && !question.is("type", CONTAINER_END);
    }

    /** Whether a question is a heading, with which a section begins. */
    public static boolean isHeading(Row question) {
        return question.is("type", LABEL) || question.is("type", CONTAINER_START);
    }

    /** The requested item that a ticket is or belongs to; none of a ticket of another kind. */
    public Optional<Row> itemOf(Row ticket) {
        return switch (ticket.table().name()) {
            case Dictionary.ITEM -> Optional.of(ticket);
            case Dictionary.CATALOG_TASK -> records.get(Dictionary.ITEM, ticket.get("request_item"));
            default -> Optional.empty();
        };
    }

    /** The answers of a requested item, in the order of the questions. */
    public List<Answer> of(String requestedItem) {
        var ties = records.find(Dictionary.ANSWER_OF_ITEM, Query.where("request_item", requestedItem));
        var displays = new Displays(records);
        displays.prepare(ties, "sc_item_option");
        var options = ties.stream().flatMap(tie -> displays.target(tie, "sc_item_option").stream()).toList();
        return answers(options, displays);
    }

    /** The answers given with an item in a cart. */
    public List<Answer> ofCartItem(String cartItem) {
        return answers(records.find(Dictionary.ANSWER, Query.where("cart_item", cartItem)), new Displays(records));
    }

    /** What a requested item answers to a question; empty if nothing. */
    public Optional<String> value(String requestedItem, String name) {
        return of(requestedItem).stream().filter(answer -> answer.name().equals(name)).map(Answer::value).findFirst();
    }

    /**
     * Writes answers of a requested item. An answer to a question that the catalogue item does not have is kept all the same: the
     * question is then added to the item, inactive, so that nothing is lost and nobody else is asked it.
     */
    public void write(Row requestedItem, Map<String, String> values, Actor actor) {
        var present = new HashMap<String, Row>();
        of(requestedItem.sysId()).forEach(answer -> present.put(answer.name(), answer.option()));
        values.forEach((name, value) -> {
            var option = Optional.ofNullable(present.get(name));
            if (option.isPresent()) {
                records.update(Dictionary.ANSWER, option.get().sysId(), Map.of("value", value), actor);
            } else {
                var question = question(requestedItem.get("cat_item"), name);
                tie(requestedItem, insert(question, value, "", actor), actor);
            }
        });
    }

    /** Keeps the answers given with an item in a cart. */
    void writeCartItem(Row cartItem, Map<String, String> values, Actor actor) {
        ofCartItem(cartItem.sysId()).forEach(answer -> records.delete(answer.option().table(), answer.option().sysId(), actor));
        values.forEach((name, value) -> insert(question(cartItem.get("cat_item"), name), value, cartItem.sysId(), actor));
    }

    /** The values of an order, with the defaults of the questions that it does not answer. */
    Map<String, String> withDefaults(String catalogueItem, Map<String, String> values) {
        var all = new LinkedHashMap<String, String>();
        questions(catalogueItem).stream().filter(Variables::isAnswerable)
                .forEach(question -> all.put(question.get("name"), question.get("default_value")));
        all.putAll(values);
        return all;
    }

    /** The mandatory questions that an order leaves open. */
    List<Row> unanswered(String catalogueItem, Map<String, String> values) {
        var all = withDefaults(catalogueItem, values);
        return questions(catalogueItem).stream().filter(Variables::isAnswerable)
                .filter(question -> question.is("mandatory", "true") && all.getOrDefault(question.get("name"), "").isBlank()).toList();
    }

    private static List<Answer> answers(List<Row> options, Displays displays) {
        displays.prepare(options, "item_option_new");
        var answers = new ArrayList<Answer>();
        options.forEach(
                option -> displays.target(option, "item_option_new").ifPresent(question -> answers.add(new Answer(question, option))));
        answers.sort(Comparator.comparingInt(Answer::order));
        return List.copyOf(answers);
    }

    private Row question(String catalogueItem, String name) {
        var known = records.first(Dictionary.QUESTION, Query.where("cat_item", catalogueItem).and("name", name));
        return known.orElseGet(() -> {
            records.lock(records.table(Dictionary.CATALOG_ITEM), catalogueItem);
            return records.first(Dictionary.QUESTION, Query.where("cat_item", catalogueItem).and("name", name))
                    .orElseGet(
                            () -> records.insert(Dictionary.QUESTION, Map.of("cat_item", catalogueItem, "name", name, "question_text", name,
                                    "active", "false", "order", "100000"), Actor.SYSTEM));
        });
    }

    private Row insert(Row question, String value, String cartItem, Actor actor) {
        return records.insert(Dictionary.ANSWER,
                Map.of("item_option_new", question.sysId(), "value", value, "order", question.get("order"), "cart_item", cartItem), actor);
    }

    private void tie(Row requestedItem, Row option, Actor actor) {
        records.insert(Dictionary.ANSWER_OF_ITEM, Map.of("request_item", requestedItem.sysId(), "sc_item_option", option.sysId()), actor);
    }
}

package org.usher.technow.order;

import java.util.HashSet;

import jakarta.inject.Singleton;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/**
 * Who may read the answers to restricted questions: the group that works on the item, whoever ordered it, who is asked to approve it,
 * administrators, and programs that keep tickets. Everybody else sees that there is an answer, and not which.
 */
@Singleton
public final class Restrictions {

    /** What stands in the place of an answer. */
    public static final String HIDDEN = "(restricted)";

    private final Records records;
    private final Variables variables;

    Restrictions(Records records, Variables variables) {
        this.records = records;
        this.variables = variables;
    }

    /** Whether somebody may read everything. */
    public static boolean readsAll(Actor actor) {
        return actor.hasRole("rest_service");
    }

    /** Whether somebody may read what an item answers to restricted questions. */
    public boolean mayRead(Row item, Actor actor) {
        if (readsAll(actor) || item.is("opened_by", actor.sysId())) {
            return true;
        }
        var groups = new HashSet<String>();
        groups.add(item.get("assignment_group"));
        records.get(Dictionary.CATALOG_ITEM, item.get("cat_item")).ifPresent(ordered -> groups.add(ordered.get("group")));
        records.find(Dictionary.CATALOG_TASK, Query.where("request_item", item.sysId()))
                .forEach(task -> groups.add(task.get("assignment_group")));
        return records.find(Dictionary.MEMBER, Query.where("user", actor.sysId())).stream()
                .anyMatch(member -> groups.contains(member.get("group")))
                || !records.find(Dictionary.APPROVAL, Query.where("sysapproval", item.sysId()).and("approver", actor.sysId())).isEmpty();
    }

    /** An answer of an item as somebody may read it. */
    public String shown(Row item, Variables.Answer answer, Actor actor) {
        return !answer.isRestricted() || answer.value().isEmpty() || mayRead(item, actor) ? answer.value() : HIDDEN;
    }

    /** The value of an answer, whosever it is, as somebody may read it. */
    public String shown(Row option, Actor actor) {
        var value = option.get("value");
        if (value.isEmpty() || readsAll(actor)
                || records.get(Dictionary.QUESTION, option.get("item_option_new")).filter(question -> question.is("restricted", "true"))
                        .isEmpty()) {
            return value;
        }
        return records.first(Dictionary.ANSWER_OF_ITEM, Query.where("sc_item_option", option.sysId()))
                .flatMap(tie -> records.get(Dictionary.ITEM, tie.get("request_item"))).filter(item -> mayRead(item, actor)).isPresent()
                        ? value
                        : HIDDEN;
    }

    /** Whether the papers of a record are kept from somebody, because the form among them has answers that this person may not read. */
    public boolean keepsPapersFrom(Row record, Actor actor) {
        return variables.itemOf(record).filter(item -> variables.of(item.sysId()).stream()
                .anyMatch(answer -> answer.isRestricted() && !answer.value().isEmpty())).filter(item -> !mayRead(item, actor)).isPresent();
    }
}

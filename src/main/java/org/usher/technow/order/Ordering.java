package org.usher.technow.order;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.usher.technow.fulfilment.Approval;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** Puts catalogue items into carts, and orders them: a request, its items with their answers, and the approvals they need. */
@Singleton
public final class Ordering {

    private static final int MOST = 100;

    private final Records records;
    private final Variables variables;

    Ordering(Records records, Variables variables) {
        this.records = records;
        this.variables = variables;
    }

    /**
     * What somebody wants of a catalogue item.
     *
     * @param requestedFor for whom; empty for oneself
     * @param values       the answers by the name of the question
     */
    public record Wish(String catalogueItem, String quantity, String requestedFor, Map<String, String> values) {
        public Wish {
            values = Map.copyOf(values);
        }
    }

    /** What became of a wish: a record, or a refusal to be shown. */
    public sealed interface Result {
        /** Done. */
        record Done(Row row) implements Result {}

        /** Not done, and why. */
        record Refused(String why) implements Result {}
    }

    /** Orders one item at once. */
    public Result orderNow(Wish wish, Actor actor) {
        var refusal = refusal(wish);
        return refusal.isPresent() ? new Result.Refused(refusal.get()) : new Result.Done(order(List.of(wish), actor));
    }

    /** Adds an item to the cart of a user; gives the cart. */
    public Result addToCart(Wish wish, Actor actor) {
        var refusal = refusal(wish);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        var cart = cart(actor);
        var item = records.insert(Dictionary.CART_ITEM, Map.of("cart", cart.sysId(), "cat_item", wish.catalogueItem(), "quantity",
                wish.quantity(), "requested_for", wish.requestedFor()), actor);
        variables.writeCartItem(item, variables.withDefaults(wish.catalogueItem(), wish.values()), actor);
        return new Result.Done(cart);
    }

    /** Changes an item in the cart of a user; empty if it is not there. */
    public Optional<Result> changeInCart(String cartItem, Optional<String> quantity, Map<String, String> values, Actor actor) {
        return inCart(cartItem, actor).map(item -> {
            var all = new LinkedHashMap<String, String>();
            variables.ofCartItem(cartItem).forEach(answer -> all.put(answer.name(), answer.value()));
            all.putAll(values);
            var refusal = refusal(new Wish(item.get("cat_item"), quantity.orElse(item.get("quantity")), item.get("requested_for"), all));
            if (refusal.isPresent()) {
                return new Result.Refused(refusal.get());
            }
            variables.writeCartItem(item, all, actor);
            records.update(Dictionary.CART_ITEM, cartItem, Map.of("quantity", quantity.orElse(item.get("quantity"))), actor);
            return new Result.Done(cart(actor));
        });
    }

    /** Takes an item out of the cart of a user; false if it is not there. */
    public boolean removeFromCart(String cartItem, Actor actor) {
        var item = inCart(cartItem, actor);
        item.ifPresent(found -> remove(found, actor));
        return item.isPresent();
    }

    public void emptyCart(Actor actor) {
        itemsInCart(actor).forEach(item -> remove(item, actor));
    }

    /** Orders what is in the cart of a user, and empties it. Two who do so at once get one request and one refusal. */
    public Result checkOut(Actor actor) {
        records.lock(records.table(Dictionary.CART), cart(actor).sysId());
        var items = itemsInCart(actor);
        if (items.isEmpty()) {
            return new Result.Refused("Cart is empty");
        }
        var wishes = new ArrayList<Wish>();
        items.forEach(item -> wishes.add(new Wish(item.get("cat_item"), item.get("quantity"), item.get("requested_for"),
                variables.ofCartItem(item.sysId()).stream().collect(Collectors.toMap(Variables.Answer::name, Variables.Answer::value)))));
        var request = order(wishes, actor);
        emptyCart(actor);
        return new Result.Done(request);
    }

    /** The cart of a user, made at its first use. */
    public Row cart(Actor actor) {
        return records.first(Dictionary.CART, Query.where("user", actor.sysId())).orElseGet(
                () -> records.insert(Dictionary.CART, Map.of("user", actor.sysId(), "name", "Default", "requested_for", actor.sysId()),
                        actor));
    }

    public List<Row> itemsInCart(Actor actor) {
        return records.find(Dictionary.CART_ITEM, Query.where("cart", cart(actor).sysId()));
    }

    /** Makes the record that a record producer describes. */
    public Result produce(Row producer, Map<String, String> values, Actor actor) {
        var unanswered = variables.unanswered(producer.sysId(), values);
        if (!unanswered.isEmpty()) {
            return new Result.Refused("Mandatory Variables are required");
        }
        var table = producer.getOr("table_name", Dictionary.INCIDENT);
        var fields = new LinkedHashMap<>(variables.withDefaults(producer.sysId(), values));
        fields.putIfAbsent("short_description", producer.getOr("short_description", producer.get("name")));
        fields.putIfAbsent("caller_id", actor.sysId());
        fields.put("contact_type", "self-service");
        fields.putIfAbsent("assignment_group", producer.get("group"));
        return new Result.Done(records.insert(table, fields, actor));
    }

    private Optional<String> refusal(Wish wish) {
        var item = records.get(Dictionary.CATALOG_ITEM, wish.catalogueItem());
        if (item.isEmpty() || !item.get().is("active", "true") || !item.get().is("type", "item")) {
            return Optional.of("Item is not available to order");
        }
        if (!wish.quantity().matches("[1-9]\\d{0,2}") || Integer.parseInt(wish.quantity()) > MOST) {
            return Optional.of("Invalid Quantity value");
        }
        if (!wish.requestedFor().isEmpty() && records.get(Dictionary.USER, wish.requestedFor()).isEmpty()) {
            return Optional.of("Requested for user does not exist");
        }
        return variables.unanswered(wish.catalogueItem(), wish.values()).isEmpty()
                ? Optional.empty()
                : Optional.of("Mandatory Variables are required");
    }

    private Row order(List<Wish> wishes, Actor actor) {
        var requestedFor = wishes.getFirst().requestedFor();
        var request = records.insert(Dictionary.REQUEST,
                Map.of("requested_for", requestedFor.isEmpty() ? actor.sysId() : requestedFor, "opened_by", actor.sysId()), actor);
        wishes.forEach(wish -> orderItem(request, wish, actor));
        return records.get(Dictionary.REQUEST, request.sysId()).orElseThrow();
    }

    private void orderItem(Row request, Wish wish, Actor actor) {
        var item = records.insert(Dictionary.ITEM, Map.of("request", request.sysId(), "cat_item", wish.catalogueItem(), "quantity",
                wish.quantity(), "requested_for", wish.requestedFor()), actor);
        variables.write(item, variables.withDefaults(wish.catalogueItem(), wish.values()), actor);
        askForApproval(item);
    }

    /** As the workflow of the catalogue item says: the manager is asked, another system will ask, or nobody is. */
    private void askForApproval(Row item) {
        var workflow = records.get(Dictionary.CATALOG_ITEM, item.get("cat_item")).map(found -> found.get("workflow")).orElse("");
        var manager = records.get(Dictionary.USER, item.get("requested_for"))
                .flatMap(user -> records.get(Dictionary.USER, user.get("manager")))
                .filter(found -> found.is("active", "true"));
        if (workflow.equals("manager_approval") && manager.isPresent()) {
            records.insert(Dictionary.APPROVAL, Map.of("sysapproval", item.sysId(), "approver", manager.get().sysId(), "state",
                    Approval.REQUESTED.code()), Actor.SYSTEM);
        } else {
            var approval = workflow.equals("external_approval") ? Approval.REQUESTED : Approval.APPROVED;
            records.update(Dictionary.ITEM, item.sysId(), Map.of("approval", approval.code()), Actor.SYSTEM);
        }
    }

    private Optional<Row> inCart(String cartItem, Actor actor) {
        return records.get(Dictionary.CART_ITEM, cartItem).filter(item -> item.is("cart", cart(actor).sysId()));
    }

    private void remove(Row cartItem, Actor actor) {
        variables.ofCartItem(cartItem.sysId())
                .forEach(answer -> records.delete(answer.option().table(), answer.option().sysId(), actor));
        records.delete(cartItem.table(), cartItem.sysId(), actor);
    }
}

package org.usher.technow.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.usher.technow.order.Ordering;
import org.usher.technow.order.Ordering.Result;
import org.usher.technow.order.Ordering.Wish;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Query;
import org.usher.technow.table.Query.Condition;
import org.usher.technow.table.Query.Operator;
import org.usher.technow.table.Query.Path;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** The Service Catalog API. Whoever signs in may order. */
@Hidden
@Controller
class CatalogController {

    private static final String A = "/api/sn_sc/servicecatalog";
    private static final String B = "/api/sn_sc/v1/servicecatalog";
    private static final String C = "/api/sn_sc/v2/servicecatalog";
    private static final int PAGE = 10;

    private final Database database;
    private final Records records;
    private final Ordering ordering;
    private final CatalogView view;

    CatalogController(Database database, Records records, Ordering ordering, CatalogView view) {
        this.database = database;
        this.records = records;
        this.ordering = ordering;
        this.view = view;
    }

    @Get(uris = {A + "/catalogs", B + "/catalogs", C + "/catalogs"})
    HttpResponse<String> catalogs() {
        return database.transaction(
                () -> Answers.ok(records.find(Dictionary.CATALOG, Query.where("active", "true")).stream().map(view::catalog).toList()));
    }

    @Get(uris = {A + "/catalogs/{id}", B + "/catalogs/{id}", C + "/catalogs/{id}"})
    HttpResponse<String> catalog(String id) {
        return database.transaction(() -> Answers.ok(view.catalog(existing(Dictionary.CATALOG, id))));
    }

    @Get(uris = {A + "/catalogs/{id}/categories", B + "/catalogs/{id}/categories", C + "/catalogs/{id}/categories"})
    HttpResponse<String> categories(String id) {
        return database.transaction(() -> {
            var catalog = existing(Dictionary.CATALOG, id);
            var query = Query.where("sc_catalog", catalog.sysId()).and("active", "true");
            return Answers.ok(records.find(Dictionary.CATEGORY, query).stream().map(view::category).toList());
        });
    }

    @Get(uris = {A + "/categories/{id}", B + "/categories/{id}", C + "/categories/{id}"})
    HttpResponse<String> category(String id) {
        return database.transaction(() -> Answers.ok(view.category(existing(Dictionary.CATEGORY, id))));
    }

    @Get(uris = {A + "/items", B + "/items", C + "/items"})
    HttpResponse<String> items(HttpRequest<?> request) {
        return database.transaction(() -> {
            var parameters = Parameters.of(request);
            var query = Query.where("active", "true");
            if (!parameters.get("text").isBlank()) {
                query = query.and(new Condition(Path.of("name"), Operator.CONTAINS, parameters.get("text").strip()));
            }
            if (!parameters.get("category").isBlank()) {
                query = query.and("category", parameters.get("category"));
            }
            if (!parameters.get("catalog").isBlank()) {
                query = query.and("sc_catalogs", parameters.get("catalog"));
            }
            var items = records.find(records.table(Dictionary.CATALOG_ITEM), query.orderedBy("order"), parameters.offset(),
                    parameters.number("limit", PAGE));
            return Answers.ok(items.stream().map(view::item).toList());
        });
    }

    @Get(uris = {A + "/items/{id}", B + "/items/{id}", C + "/items/{id}"})
    HttpResponse<String> item(String id) {
        return database.transaction(() -> Answers.ok(view.itemWithVariables(orderable(id))));
    }

    @Post(uris = {A + "/items/{id}/order_now", B + "/items/{id}/order_now", C + "/items/{id}/order_now"})
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> orderNow(HttpRequest<?> request, String id, @Nullable @Body String body) {
        return answered(() -> ordering.orderNow(wish(id, Answers.object(body)), SignIn.actor(request)), CatalogView::ordered);
    }

    @Post(uris = {A + "/items/{id}/add_to_cart", B + "/items/{id}/add_to_cart", C + "/items/{id}/add_to_cart"})
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> addToCart(HttpRequest<?> request, String id, @Nullable @Body String body) {
        return answered(() -> ordering.addToCart(wish(id, Answers.object(body)), SignIn.actor(request)),
                cart -> view.cart(cart, ordering.itemsInCart(SignIn.actor(request))));
    }

    @Post(uris = {A + "/items/{id}/submit_producer", B + "/items/{id}/submit_producer", C + "/items/{id}/submit_producer"})
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> submitProducer(HttpRequest<?> request, String id, @Nullable @Body String body) {
        var given = Answers.object(body);
        return answered(() -> {
            var producer = orderable(id);
            return producer.is("type", "producer")
                    ? ordering.produce(producer, variables(given), SignIn.actor(request))
                    : new Result.Refused("Item is not a record producer");
        }, CatalogView::produced);
    }

    @Get(uris = {A + "/cart", B + "/cart", C + "/cart"})
    HttpResponse<String> cart(HttpRequest<?> request) {
        return database.transaction(() -> {
            var actor = SignIn.actor(request);
            return Answers.ok(view.cart(ordering.cart(actor), ordering.itemsInCart(actor)));
        });
    }

    @Put(uris = {A + "/cart/{cartItem}", B + "/cart/{cartItem}", C + "/cart/{cartItem}"})
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> changeInCart(HttpRequest<?> request, String cartItem, @Nullable @Body String body) {
        var given = Answers.object(body);
        var quantity = Optional.of(given.path("sysparm_quantity")).filter(node -> !node.isMissingNode()).map(node -> node.asText(""));
        return answered(
                () -> ordering.changeInCart(cartItem, quantity, variables(given), SignIn.actor(request)).orElseThrow(Problem::noRecord),
                cart -> view.cart(cart, ordering.itemsInCart(SignIn.actor(request))));
    }

    @Delete(uris = {A + "/cart/{cartItem}", B + "/cart/{cartItem}", C + "/cart/{cartItem}"})
    HttpResponse<String> removeFromCart(HttpRequest<?> request, String cartItem) {
        return database.transaction(() -> {
            if (!ordering.removeFromCart(cartItem, SignIn.actor(request))) {
                throw Problem.noRecord();
            }
            return HttpResponse.noContent();
        });
    }

    @Delete(uris = {A + "/cart/{cart}/empty", B + "/cart/{cart}/empty", C + "/cart/{cart}/empty"})
    HttpResponse<String> emptyCart(HttpRequest<?> request, String cart) {
        return database.transaction(() -> {
            var actor = SignIn.actor(request);
            if (!ordering.cart(actor).sysId().equals(cart)) {
                throw Problem.noRecord();
            }
            ordering.emptyCart(actor);
            return HttpResponse.noContent();
        });
    }

    @Post(uris = {A + "/cart/submit_order", B + "/cart/submit_order", C + "/cart/submit_order", A + "/cart/checkout", B + "/cart/checkout",
            C + "/cart/checkout"})
    @Consumes(MediaType.ALL)
    HttpResponse<String> checkOut(HttpRequest<?> request) {
        return answered(() -> ordering.checkOut(SignIn.actor(request)), CatalogView::checkedOut);
    }

    private HttpResponse<String> answered(java.util.function.Supplier<Result> work,
            java.util.function.Function<Row, Map<String, Object>> shown) {
        return database.transaction(() -> switch (work.get()) {
            case Result.Done(var row) -> Answers.ok(shown.apply(row));
            case Result.Refused(var why) -> throw Problem.badRequest(why, null);
        });
    }

    private Row existing(String table, String id) {
        return records.get(table, id).orElseThrow(Problem::noRecord);
    }

    private Row orderable(String id) {
        return records.get(Dictionary.CATALOG_ITEM, id).filter(item -> item.is("active", "true")).orElseThrow(Problem::noRecord);
    }

    private static Wish wish(String item, JsonNode given) {
        return new Wish(item, given.path("sysparm_quantity").asText("1"), given.path("sysparm_requested_for").asText(""), variables(given));
    }

    private static Map<String, String> variables(JsonNode given) {
        var variables = given.path("variables");
        return variables.isObject() ? new LinkedHashMap<>(Answers.strings(variables)) : Map.of();
    }

    /** The methods of the cart for clients behind proxies that let POST through only. */
    @Post(uris = {A + "/cart/{cartItem}", B + "/cart/{cartItem}", C + "/cart/{cartItem}"})
    @Consumes(MediaType.ALL)
    HttpResponse<String> overridden(HttpRequest<?> request, String cartItem, @Nullable @Body String body) {
        return switch (Overrides.method(request)) {
            case PUT -> changeInCart(request, cartItem, body);
            case DELETE -> removeFromCart(request, cartItem);
            case GET, POST, PATCH, HEAD, OPTIONS, CONNECT, TRACE, CUSTOM -> throw Problem.methodNotAllowed();
        };
    }
}

package org.usher.technow.rest;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;
import org.usher.technow.order.Variables;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;

/** Catalogues, items and carts as the Service Catalog API shows them. */
@Singleton
final class CatalogView {

    private final Records records;
    private final Variables variables;

    CatalogView(Records records, Variables variables) {
        this.records = records;
        this.variables = variables;
    }

    Map<String, Object> catalog(Row catalog) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("sys_id", catalog.sysId());
        shown.put("title", catalog.get("title"));
        shown.put("description", catalog.get("description"));
        shown.put("has_categories", !records.find(Dictionary.CATEGORY, Query.where("sc_catalog", catalog.sysId())).isEmpty());
        shown.put("has_items", !records.find(Dictionary.CATALOG_ITEM, Query.where("sc_catalogs", catalog.sysId())).isEmpty());
        return shown;
    }

    Map<String, Object> category(Row category) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("sys_id", category.sysId());
        shown.put("title", category.get("title"));
        shown.put("description", category.get("description"));
        shown.put("full_description", category.get("description"));
        shown.put("parent", category.get("parent"));
        shown.put("count", records.count(records.table(Dictionary.CATALOG_ITEM),
                Query.where("category", category.sysId()).and("active", "true")));
        return shown;
    }

    Map<String, Object> item(Row item) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("sys_id", item.sysId());
        shown.put("name", item.get("name"));
        shown.put("short_description", item.get("short_description"));
        shown.put("description", item.get("description"));
        shown.put("type", item.is("type", "producer") ? "record_producer" : "catalog_item");
        shown.put("sys_class_name", item.is("type", "producer") ? "sc_cat_item_producer" : Dictionary.CATALOG_ITEM);
        shown.put("price", item.get("price"));
        shown.put("recurring_price", item.get("recurring_price"));
        shown.put("recurring_price_frequency", item.get("recurring_frequency"));
        shown.put("order", item.get("order"));
        records.get(Dictionary.CATEGORY, item.get("category"))
                .ifPresent(category -> shown.put("category", Map.of("sys_id", category.sysId(), "title", category.get("title"))));
        shown.put("catalogs", records.get(Dictionary.CATALOG, item.get("sc_catalogs")).stream()
                .map(catalog -> Map.of("sys_id", catalog.sysId(), "title", catalog.get("title"), "active", true)).toList());
        return shown;
    }

    Map<String, Object> itemWithVariables(Row item) {
        var shown = item(item);
        shown.put("variables", variables.questions(item.sysId()).stream().map(this::variable).toList());
        return shown;
    }

    private Map<String, Object> variable(Row question) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("id", question.sysId());
        shown.put("name", question.get("name"));
        shown.put("label", question.get("question_text"));
        shown.put("type", Integer.parseInt(question.getOr("type", "6")));
        shown.put("friendly_type", question.table().labelOf("type", question.get("type")));
        shown.put("mandatory", question.is("mandatory", "true"));
        shown.put("read_only", question.is("read_only", "true"));
        shown.put("active", question.is("active", "true"));
        shown.put("help_text", question.get("help_text"));
        shown.put("reference", question.get("reference"));
        shown.put("value", question.get("default_value"));
        shown.put("displayvalue", question.get("default_value"));
        shown.put("order", question.get("order"));
        shown.put("choices", choices(question));
        return shown;
    }

    private List<Map<String, String>> choices(Row question) {
        return records.find(Dictionary.QUESTION_CHOICE, Query.where("question", question.sysId()).orderedBy("order")).stream()
                .map(choice -> Map.of("label", choice.get("text"), "value", choice.get("value"))).toList();
    }

    Map<String, Object> cart(Row cart, List<Row> items) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("cart_id", cart.sysId());
        shown.put("subtotal", money(items.stream().map(this::price).reduce(BigDecimal.ZERO, BigDecimal::add)));
        shown.put("items", items.stream().map(this::cartItem).toList());
        return shown;
    }

    private Map<String, Object> cartItem(Row item) {
        var catalogueItem = records.get(Dictionary.CATALOG_ITEM, item.get("cat_item")).orElseThrow();
        var shown = new LinkedHashMap<String, Object>();
        shown.put("cart_item_id", item.sysId());
        shown.put("catalog_item_id", catalogueItem.sysId());
        shown.put("item_name", catalogueItem.get("name"));
        shown.put("quantity", item.get("quantity"));
        shown.put("price", catalogueItem.get("price"));
        shown.put("localized_price", money(price(item)));
        shown.put("recurring_price", catalogueItem.get("recurring_price"));
        shown.put("localized_recurring_price", money(amount(catalogueItem.get("recurring_price"))));
        shown.put("recurring_frequency", catalogueItem.get("recurring_frequency"));
        var answers = new LinkedHashMap<String, String>();
        variables.ofCartItem(item.sysId()).forEach(answer -> answers.put(answer.name(), answer.value()));
        shown.put("variables", answers);
        return shown;
    }

    private BigDecimal price(Row cartItem) {
        var price = records.get(Dictionary.CATALOG_ITEM, cartItem.get("cat_item")).map(item -> amount(item.get("price")))
                .orElse(BigDecimal.ZERO);
        return price.multiply(BigDecimal.valueOf(Long.parseLong(cartItem.getOr("quantity", "1"))));
    }

    private static BigDecimal amount(String price) {
        return price.matches("\\d{1,9}(\\.\\d{1,2})?") ? new BigDecimal(price) : BigDecimal.ZERO;
    }

    private static String money(BigDecimal amount) {
        return "£" + amount.setScale(2, java.math.RoundingMode.HALF_UP);
    }

    static Map<String, Object> ordered(Row request) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("sys_id", request.sysId());
        shown.put("number", request.get("number"));
        shown.put("request_number", request.get("number"));
        shown.put("request_id", request.sysId());
        shown.put("table", Dictionary.REQUEST);
        return shown;
    }

    static Map<String, Object> checkedOut(Row request) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("request_number", request.get("number"));
        shown.put("request_id", request.sysId());
        return shown;
    }

    static Map<String, Object> produced(Row record) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("sys_id", record.sysId());
        shown.put("number", record.get("number"));
        shown.put("table", record.table().name());
        shown.put("redirect_to", "record");
        return shown;
    }
}

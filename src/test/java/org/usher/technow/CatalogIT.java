package org.usher.technow;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

@ResourceLock(TechNowServer.SHARED)
class CatalogIT {

    private static final String CATALOG = "/api/sn_sc/servicecatalog/";
    private static final Map<String, String> ANSWERS = Map.of("user", "10455188", "required_by", "2026-12-01 09:00:00", "access_action",
            "add");

    private final Caller usher = Caller.of(TechNowServer.shared(), "usher");
    private final Caller admin = Caller.of(TechNowServer.shared(), "admin");
    private final String form = usher.key("sc_cat_item", "nameSTARTSWITHCMG 2012");
    private Caller orderer = usher;

    /** Carts belong to their users; so each test is a user of its own. */
    @BeforeEach
    void somebodyNewOrders() {
        var name = "orderer" + UUID.randomUUID().toString().substring(0, 8);
        admin.create("sys_user", Map.of("user_name", name, "name", name, "roles", "itil", "user_password", TechNowServer.PASSWORD));
        orderer = usher.as(Caller.basic(name, TechNowServer.PASSWORD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/sn_sc/servicecatalog/", "/api/sn_sc/v1/servicecatalog/", "/api/sn_sc/v2/servicecatalog/"})
    void theCatalogueIsFoundFromItsTopToItsQuestions(String base) {
        var catalog = usher.get(base + "catalogs").result().path(0).path("sys_id").asText();
        assertThat(usher.get(base + "catalogs/" + catalog).field("title")).isEqualTo("Service Catalog");
        var categories = usher.get(base + "catalogs/" + catalog + "/categories");
        assertThat(categories.column("title")).contains("User Access and Applications");
        var category = categories.result().path(0).path("sys_id").asText();
        assertThat(usher.get(base + "categories/" + category).field("title")).isEqualTo("User Access and Applications");
        assertThat(usher.get(base + "items?sysparm_text=provisioning&sysparm_category=" + category).column("sys_id")).containsExactly(form);
        assertThat(usher.get(base + "items?sysparm_text=nothing+like+that").column("sys_id")).isEmpty();
        assertThat(usher.get(base + "items?sysparm_limit=0").column("sys_id")).isEmpty();
        var variables = usher.get(base + "items/" + form).result().path("variables");
        assertThat(variables.findValuesAsText("name")).containsSubsequence("section_who", "user", "required_by", "access_action");
        assertThat(variables.findValuesAsText("label")).contains("Add", "Reinstate");
    }

    @Test
    void anOrderOpensARequestWithItsItemItsAnswersAndTheQuestionToTheManager() {
        var leila = usher.key("sys_user", "user_name=10455188");
        var ordered = orderer.post(CATALOG + "items/" + form + "/order_now",
                Map.of("sysparm_quantity", "1", "sysparm_requested_for", leila, "variables", ANSWERS));
        assertThat(ordered.status()).isEqualTo(200);
        assertThat(ordered.field("number")).isEqualTo(ordered.field("request_number")).matches("REQ\\d{7}");
        assertThat(ordered.field("table")).isEqualTo("sc_request");
        assertThat(ordered.field("sys_id")).isEqualTo(ordered.field("request_id"));
        var item = usher.find("sc_req_item", "request=" + ordered.field("request_id"));
        assertThat(item.column("approval")).containsExactly("requested");
        assertThat(item.column("requested_for")).containsExactly(leila);
        var key = item.column("sys_id").getFirst();
        assertThat(usher.get("/api/now/table/sc_req_item/" + key + "?sysparm_fields=number,variables.access_action,variables.user").result()
                .toString()).contains("\"variables.access_action\":\"add\"", "\"variables.user\":\"10455188\"");
        assertThat(usher.get("/api/now/table/sysapproval_approver?sysapproval=" + key + "&sysparm_fields=approver.user_name,state").result()
                .toString()).isEqualTo("[{\"approver.user_name\":\"10311862\",\"state\":\"requested\"}]");
    }

    @Test
    void whoeverHasNoManagerNeedsNoApproval() {
        var boss = usher.key("sys_user", "user_name=10600015");
        var ordered = orderer.post(CATALOG + "items/" + form + "/order_now",
                Map.of("sysparm_quantity", 1, "sysparm_requested_for", boss, "variables", ANSWERS));
        assertThat(usher.find("sc_req_item", "request=" + ordered.field("request_id")).column("approval")).containsExactly("approved");
        assertThat(usher.find("sc_task", "request=" + ordered.field("request_id")).result().size()).isEqualTo(1);
    }

    @Test
    void aCartIsFilledChangedAndCheckedOutOnce() {
        var added = orderer.post(CATALOG + "items/" + form + "/add_to_cart", Map.of("sysparm_quantity", "1", "variables", ANSWERS));
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.field("cart_id")).matches("[0-9a-f]{32}");
        assertThat(added.field("subtotal")).isEqualTo("£0.00");
        orderer.post(CATALOG + "items/" + form + "/add_to_cart", Map.of("sysparm_quantity", "1", "variables", ANSWERS));
        var items = orderer.get(CATALOG + "cart").result().path("items");
        assertThat(items.size()).isEqualTo(2);
        assertThat(items.path(0).path("item_name").asText()).isEqualTo("CMG 2012 Scheme User Provisioning Form");
        var first = items.path(0).path("cart_item_id").asText();
        var changed = orderer.put(CATALOG + "cart/" + first,
                Map.of("sysparm_quantity", "2", "variables", Map.of("access_action", "amend")));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(orderer.delete(CATALOG + "cart/" + items.path(1).path("cart_item_id").asText()).status()).isEqualTo(204);
        var out = orderer.post(CATALOG + "cart/checkout", Map.of());
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.field("request_number")).matches("REQ\\d{7}");
        var item = usher.get("/api/now/table/sc_req_item?request=" + out.field("request_id")
                + "&sysparm_fields=quantity,variables.access_action,variables.user");
        assertThat(item.result().toString())
                .isEqualTo("[{\"quantity\":\"2\",\"variables.access_action\":\"amend\",\"variables.user\":\"10455188\"}]");
        var again = orderer.post(CATALOG + "cart/submit_order", Map.of());
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().at("/error/message").asText()).isEqualTo("Cart is empty");
    }

    @Test
    void aCartThatIsCheckedOutByManyAtOnceGivesOneRequest() throws Exception {
        orderer.post(CATALOG + "items/" + form + "/add_to_cart", Map.of("sysparm_quantity", "1", "variables", ANSWERS));
        var statuses = ApprovalsIT.together(IntStream.range(0, 10)
                .<Callable<Integer>>mapToObj(number -> () -> orderer.post(CATALOG + "cart/checkout", Map.of()).status()).toList());
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 400);
    }

    @Test
    void aCartIsEmptiedByItsOwnerOnly() {
        var cart = orderer.post(CATALOG + "items/" + form + "/add_to_cart", Map.of("sysparm_quantity", "1", "variables", ANSWERS));
        var item = cart.result().path("items").path(0).path("cart_item_id").asText();
        assertThat(usher.delete(CATALOG + "cart/" + cart.field("cart_id") + "/empty").status()).isEqualTo(404);
        assertThat(usher.delete(CATALOG + "cart/" + item).status()).isEqualTo(404);
        assertThat(orderer.get(CATALOG + "cart").result().path("items").size()).isEqualTo(1);
        assertThat(orderer.delete(CATALOG + "cart/" + cart.field("cart_id") + "/empty").status()).isEqualTo(204);
        assertThat(orderer.get(CATALOG + "cart").result().path("items").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "", "1000"})
    void aBadQuantityIsRefused(String quantity) {
        var answer = orderer.post(CATALOG + "items/" + form + "/order_now", Map.of("sysparm_quantity", quantity, "variables", ANSWERS));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").asText()).isEqualTo("Invalid Quantity value");
    }

    @Test
    void mandatoryVariablesAreMissed() {
        for (var action : new String[]{"order_now", "add_to_cart"}) {
            var answer = orderer.post(CATALOG + "items/" + form + "/" + action,
                    Map.of("sysparm_quantity", "1", "variables", Map.of("user", "10455188")));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().at("/error/message").asText()).isEqualTo("Mandatory Variables are required");
        }
    }

    @Test
    void whatIsNotOnOfferCannotBeOrdered() {
        var withdrawn = admin.create("sc_cat_item", Map.of("name", "Withdrawn " + UUID.randomUUID(), "active", "false"));
        assertThat(orderer.post(CATALOG + "items/" + withdrawn + "/order_now", Map.of("sysparm_quantity", "1")).status()).isEqualTo(400);
        assertThat(orderer.get(CATALOG + "items/" + withdrawn).status()).isEqualTo(404);
        assertThat(orderer.post(CATALOG + "items/none/order_now", Map.of("sysparm_quantity", "1")).status()).isEqualTo(400);
    }

    @Test
    void aRecordProducerMakesARecord() {
        var name = "Report a fault " + UUID.randomUUID();
        var producer = admin.create("sc_cat_item", Map.of("name", name, "type", "producer", "table_name", "incident"));
        admin.create("item_option_new", Map.of("cat_item", producer, "name", "short_description", "mandatory", "true"));
        assertThat(orderer.post(CATALOG + "items/" + producer + "/submit_producer", Map.of("variables", Map.of())).status()).isEqualTo(400);
        var made = orderer.post(CATALOG + "items/" + producer + "/submit_producer",
                Map.of("variables", Map.of("short_description", "The lift is stuck")));
        assertThat(made.field("number")).matches("INC\\d{7}");
        assertThat(usher.read("incident", made.field("sys_id")).field("short_description")).isEqualTo("The lift is stuck");
    }

    @Test
    void variablesCanBeWrittenWithTheItemAndNoneIsLost() {
        var item = usher.create("sc_req_item",
                Map.of("cat_item", form, "variables", Map.of("user", "10455188", "new.team", "TL012", "never asked", "kept")));
        var path = "/api/now/table/sc_req_item/" + item + "?sysparm_fields=variables.user,variables.new.team,variables.never%20asked";
        assertThat(usher.get(path).result().toString()).contains("10455188", "TL012", "kept");
        usher.change("sc_req_item", item, Map.of("variables", Map.of("user", "10455021")));
        assertThat(usher.get(path).result().toString()).contains("10455021", "TL012", "kept").doesNotContain("10455188");
        assertThat(usher.find("sc_item_option_mtom", "request_item=" + item).result().size()).isEqualTo(3);
    }

    @Test
    void variablesCanBeWrittenRecordByRecordAsOnAnyInstance() {
        var item = usher.create("sc_req_item", Map.of("cat_item", form));
        var question = usher.key("item_option_new", "cat_item=" + form + "^name=odr");
        var option = usher.create("sc_item_option", Map.of("item_option_new", question, "value", "ENF-CW", "order", "100"));
        usher.create("sc_item_option_mtom", Map.of("request_item", item, "sc_item_option", option));
        assertThat(usher.get("/api/now/table/sc_req_item/" + item + "?sysparm_fields=variables.odr").result().toString())
                .contains("ENF-CW");
        assertThat(usher.get("/api/now/table/sc_item_option_mtom?request_item=" + item
                + "&sysparm_fields=sc_item_option.value,sc_item_option.item_option_new.name").result().toString())
                .contains("ENF-CW", "\"odr\"");
    }
}

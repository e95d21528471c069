package org.usher.technow.table;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import static org.usher.technow.table.Column.flag;
import static org.usher.technow.table.Column.journal;
import static org.usher.technow.table.Column.line;
import static org.usher.technow.table.Column.number;
import static org.usher.technow.table.Column.password;
import static org.usher.technow.table.Column.text;
import static org.usher.technow.table.Column.time;
import static org.usher.technow.table.Column.to;

/** All tables. The SQL tables are made by the migrations in {@code db/technow}, and a test holds the two together. */
@Singleton
public final class Dictionary {

    public static final String TASK = "task";
    public static final String COMPANY = "core_company";
    public static final String USER = "sys_user";
    public static final String GROUP = "sys_user_group";
    public static final String MEMBER = "sys_user_grmember";
    public static final String CATALOG = "sc_catalog";
    public static final String CATEGORY = "sc_category";
    public static final String CATALOG_ITEM = "sc_cat_item";
    public static final String QUESTION = "item_option_new";
    public static final String QUESTION_CHOICE = "question_choice";
    public static final String REQUEST = "sc_request";
    public static final String ITEM = "sc_req_item";
    public static final String CATALOG_TASK = "sc_task";
    public static final String INCIDENT = "incident";
    public static final String ANSWER = "sc_item_option";
    public static final String ANSWER_OF_ITEM = "sc_item_option_mtom";
    public static final String APPROVAL = "sysapproval_approver";
    public static final String ATTACHMENT = "sys_attachment";
    public static final String JOURNAL = "sys_journal_field";
    public static final String CART = "sc_cart";
    public static final String CART_ITEM = "sc_cart_item";

    /** The longest short description; the vendor's. */
    private static final int SHORT = 160;
    private static final int NAME = 100;
    private static final int WORD = 40;

    private final Map<String, Table> tables = new LinkedHashMap<>();

    public Dictionary() {
        people();
        catalogue();
        tickets();
        answers();
        approvals();
        papers();
        cart();
    }

    public Optional<Table> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    /** A table that is known to exist. */
    public Table table(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("There is no table " + name));
    }

    public Collection<Table> tables() {
        return List.copyOf(tables.values());
    }

    private void people() {
        add(COMPANY, "Company", "name", line("name", "Name", NAME).required());
        add(USER, "User", "name", line("user_name", "User ID", WORD).required(), line("name", "Name", NAME),
                line("first_name", "First name", NAME), line("last_name", "Last name", NAME), line("email", "Email", NAME),
                line("title", "Title", NAME), line("phone", "Business phone", WORD), line("employee_number", "Employee number", WORD),
                to(COMPANY, "company", "Company"),
                line("location", "Location", NAME), line("time_zone", "Time zone", WORD), to(USER, "manager", "Manager"),
                line("roles", "Roles"), flag("active", "Active", true), flag("locked_out", "Locked out", false),
                password("user_password", "Password"));
        add(GROUP, "Group", "name", line("name", "Name", NAME).required(), text("description", "Description"),
                to(USER, "manager", "Manager"), line("email", "Group email", NAME), flag("active", "Active", true));
        add(MEMBER, "Group member", "user", to(USER, "user", "User").required(), to(GROUP, "group", "Group").required());
    }

    private void catalogue() {
        add(CATALOG, "Catalog", "title", line("title", "Title", NAME).required(), text("description", "Description"),
                flag("active", "Active", true));
        add(CATEGORY, "Category", "title", line("title", "Title", NAME).required(), text("description", "Description"),
                to(CATALOG, "sc_catalog", "Catalog"), to(CATEGORY, "parent", "Parent"), flag("active", "Active", true));
        add(CATALOG_ITEM, "Catalog Item", "name", line("name", "Name", NAME).required(),
                line("short_description", "Short description", SHORT), text("description", "Description"),
                to(CATEGORY, "category", "Category"), to(CATALOG, "sc_catalogs", "Catalogs"), flag("active", "Active", true),
                line("type", "Type", WORD).initially("item").choice("item", "Item").choice("producer", "Record producer"),
                line("table_name", "Table name", WORD), to(GROUP, "group", "Fulfillment group"), time("delivery_time", "Delivery time"),
                line("workflow", "Workflow", WORD).initially("manager_approval").choice("manager_approval", "Manager approval")
                        .choice("external_approval", "Approval asked for by another system").choice("no_approval", "No approval"),
                line("price", "Price", WORD).initially("0"), line("recurring_price", "Recurring price", WORD).initially("0"),
                line("recurring_frequency", "Recurring price frequency", WORD), number("order", "Order").initially("0"));
        add(QUESTION, "Variable", "question_text", to(CATALOG_ITEM, "cat_item", "Catalog item").required(),
                line("name", "Name", NAME).required(), line("question_text", "Question"), text("help_text", "Help text"),
                questionType(), line("reference", "Reference", WORD), flag("mandatory", "Mandatory", false),
                flag("read_only", "Read only", false), text("default_value", "Default value"), number("order", "Order").initially("100"),
                flag("active", "Active", true), flag("restricted", "Restricted to the group that works on it", false));
        add(QUESTION_CHOICE, "Question choice", "text", to(QUESTION, "question", "Question").required(), line("text", "Text"),
                line("value", "Value"), number("order", "Order").initially("100"));
    }

    private static Column questionType() {
        return number("type", "Type").initially("6").choice("1", "Yes / No").choice("2", "Multi Line Text").choice("3", "Multiple Choice")
                .choice("5", "Select Box").choice("6", "Single Line Text").choice("7", "CheckBox").choice("8", "Reference")
                .choice("9", "Date").choice("10", "Date/Time").choice("11", "Label").choice("19", "Container Start")
                .choice("20", "Container End").choice("16", "Wide Single Line Text").choice("18", "Lookup Select Box")
                .choice("21", "List Collector");
    }

    private void tickets() {
        var state = number("state", "State").initially("1").choice("-5", "Pending").choice("1", "Open").choice("2", "Work in Progress")
                .choice("3", "Closed Complete").choice("4", "Closed Incomplete").choice("7", "Closed Skipped");
        addTask(TASK, "Task", "", state);
        addTask(REQUEST, "Request", "REQ", state, to(USER, "requested_for", "Requested for"),
                line("request_state", "Request state", WORD).initially("requested").choice("requested", "Pending Approval")
                        .choice("in_process", "Approved").choice("closed_complete", "Closed Complete")
                        .choice("closed_incomplete", "Closed Incomplete").choice("closed_cancelled", "Closed Cancelled"),
                stage(), line("price", "Price", WORD), text("special_instructions", "Special instructions"));
        addTask(ITEM, "Requested Item", "RITM", state, to(REQUEST, "request", "Request"), to(CATALOG_ITEM, "cat_item", "Item"),
                to(USER, "requested_for", "Requested for"), number("quantity", "Quantity").initially("1"), stage(),
                line("price", "Price", WORD), line("recurring_price", "Recurring price", WORD),
                time("estimated_delivery", "Estimated delivery"));
        addTask(CATALOG_TASK, "Catalog Task", "SCTASK", state, to(REQUEST, "request", "Request"),
                to(ITEM, "request_item", "Requested item"), to(CATALOG_ITEM, "cat_item", "Item"));
        addTask(INCIDENT, "Incident", "INC", number("state", "State").initially("1").choice("1", "New").choice("2", "In Progress")
                .choice("3", "On Hold").choice("6", "Resolved").choice("7", "Closed").choice("8", "Canceled"),
                to(USER, "caller_id", "Caller"), line("category", "Category", WORD).initially("inquiry"),
                line("subcategory", "Subcategory", WORD), line("close_code", "Resolution code", WORD));
    }

    private static Column stage() {
        return line("stage", "Stage", WORD).choice("waiting_for_approval", "Waiting for Approval").choice("fulfillment", "Fulfillment")
                .choice("returned", "Returned to the requester").choice("completed", "Completed")
                .choice("incomplete", "Closed Incomplete").choice("request_rejected", "Rejected")
                .choice("request_cancelled", "Request Cancelled");
    }

    private static Column[] taskColumns(Column state) {
        return new Column[]{line("number", "Number", WORD), line("sys_class_name", "Task type", WORD),
                line("short_description", "Short description", SHORT), text("description", "Description"), state,
                flag("active", "Active", true), approval("approval", "Approval").initially("not requested"),
                time("approval_set", "Approval set"), to(GROUP, "assignment_group", "Assignment group"),
                to(USER, "assigned_to", "Assigned to"), to(USER, "opened_by", "Opened by"), time("opened_at", "Opened"),
                to(USER, "closed_by", "Closed by"), time("closed_at", "Closed"), text("close_notes", "Close notes"),
                time("due_date", "Due date"), time("expected_start", "Expected start"), time("work_start", "Actual start"),
                time("work_end", "Actual end"),
                level("priority", "Priority", "4"), level("urgency", "Urgency", "3"), level("impact", "Impact", "3"),
                line("contact_type", "Contact type", WORD), to(TASK, "parent", "Parent"),
                line("correlation_id", "Correlation ID", NAME), line("correlation_display", "Correlation display", NAME),
                journal("comments", "Additional comments"), journal("work_notes", "Work notes")};
    }

    private static Column level(String name, String label, String initially) {
        return number(name, label).initially(initially).choice("1", "1 - Critical").choice("2", "2 - High").choice("3", "3 - Moderate")
                .choice("4", "4 - Low").choice("5", "5 - Planning");
    }

    private static Column approval(String name, String label) {
        return line(name, label, WORD).choice("not requested", "Not Yet Requested").choice("requested", "Requested")
                .choice("approved", "Approved").choice("rejected", "Rejected").choice("cancelled", "Cancelled")
                .choice("not_required", "No Longer Required");
    }

    private void answers() {
        add(ANSWER, "Options", "sys_id", to(QUESTION, "item_option_new", "Question"), text("value", "Value"),
                number("order", "Order").initially("0"), to(CART_ITEM, "cart_item", "Cart item"));
        add(ANSWER_OF_ITEM, "Item Options", "sys_id", to(ITEM, "request_item", "Requested item").required(),
                to(ANSWER, "sc_item_option", "Option").required());
    }

    private void approvals() {
        add(APPROVAL, "Approval", "sys_id", to(TASK, "sysapproval", "Approval for"), line("document_id", "Approving", WORD),
                line("source_table", "Source table", WORD), to(USER, "approver", "Approver").required(),
                approval("state", "State").initially("not requested"), journal("comments", "Comments"), time("due_date", "Due date"),
                time("decided_on", "Decided"), to(USER, "decided_by", "Decided by"));
    }

    private void papers() {
        add(ATTACHMENT, "Attachment", "file_name", line("file_name", "File name").required(), line("content_type", "Content type"),
                number("size_bytes", "Size bytes"), number("size_compressed", "Size compressed"), flag("compressed", "Compressed", false),
                line("table_name", "Table name", WORD).required(), line("table_sys_id", "Table sys ID", WORD).required(),
                line("hash", "SHA256 Hash", NAME));
        add(JOURNAL, "Journal Entry", "sys_id", line("name", "Name", WORD), line("element", "Element", WORD),
                line("element_id", "Element ID", WORD), text("value", "Value"));
    }

    private void cart() {
        add(CART, "Shopping Cart", "name", line("name", "Name", NAME), to(USER, "user", "User").required(),
                to(USER, "requested_for", "Requested for"));
        add(CART_ITEM, "Cart item", "sys_id", to(CART, "cart", "Cart").required(), to(CATALOG_ITEM, "cat_item", "Item").required(),
                to(USER, "requested_for", "Requested for"), number("quantity", "Quantity").initially("1"));
    }

    private void addTask(String name, String label, String prefix, Column state, Column... own) {
        put(name, label, TASK, prefix, "number", Stream.concat(Stream.of(taskColumns(state)), Stream.of(own)));
    }

    private void add(String name, String label, String display, Column... columns) {
        put(name, label, name, "", display, Stream.of(columns));
    }

    private void put(String name, String label, String storage, String prefix, String display, Stream<Column> own) {
        var columns = new LinkedHashMap<String, Column>();
        Stream.concat(kept(), own).forEach(column -> columns.put(column.name(), column));
        tables.put(name, new Table(name, label, storage, prefix, display, columns));
    }

    /** What is kept of every record. */
    private static Stream<Column> kept() {
        return Stream.of(line("sys_id", "Sys ID", 32), time("sys_created_on", "Created"), line("sys_created_by", "Created by", WORD),
                time("sys_updated_on", "Updated"), line("sys_updated_by", "Updated by", WORD), number("sys_mod_count", "Updates"));
    }
}

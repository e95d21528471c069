package org.usher.technow.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.server.util.HttpHostResolver;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.usher.technow.order.Restrictions;
import org.usher.technow.order.Variables;
import org.usher.technow.table.Column;
import org.usher.technow.table.ColumnType;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Query;
import org.usher.technow.table.QueryParser;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;
import org.usher.technow.table.Table;

/** The Table API. */
@Hidden
@Controller
class TableController {

    private static final String VARIABLES = "variables";

    private final Database database;
    private final Dictionary dictionary;
    private final Records records;
    private final QueryParser parser;
    private final Variables variables;
    private final Restrictions restrictions;
    private final HttpHostResolver hosts;

    TableController(Database database, Dictionary dictionary, Records records, QueryParser parser, Variables variables,
            Restrictions restrictions, HttpHostResolver hosts) {
        this.database = database;
        this.dictionary = dictionary;
        this.records = records;
        this.parser = parser;
        this.variables = variables;
        this.restrictions = restrictions;
        this.hosts = hosts;
    }

    @Get(uris = {"/api/now/table/{table}", "/api/now/v1/table/{table}", "/api/now/v2/table/{table}"})
    HttpResponse<String> list(HttpRequest<?> request, String table) {
        return database.transaction(() -> {
            var found = table(table);
            var actor = SignIn.actor(request);
            Permissions.requireRead(found, actor);
            var parameters = Parameters.of(request);
            var query = query(found, parameters, request);
            var rows = records.find(found, query, parameters.offset(), parameters.limit());
            if (rows.isEmpty() && request.getPath().startsWith("/api/now/v1/")) {
                throw Problem.noRecord();
            }
            var response = Answers.ok(rendering(request).of(rows));
            return parameters.isTrue("no_count") ? response : counted(response, request, parameters, records.count(found, query));
        });
    }

    @Get(uris = {"/api/now/table/{table}/{sysId}", "/api/now/v1/table/{table}/{sysId}", "/api/now/v2/table/{table}/{sysId}"})
    HttpResponse<String> read(HttpRequest<?> request, String table, String sysId) {
        return database.transaction(() -> {
            var found = table(table);
            Permissions.requireRead(found, SignIn.actor(request));
            return Answers.ok(rendering(request).of(records.get(found, sysId).orElseThrow(Problem::noRecord)));
        });
    }

    @Post(uris = {"/api/now/table/{table}", "/api/now/v1/table/{table}", "/api/now/v2/table/{table}"})
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> create(HttpRequest<?> request, String table, @Nullable @Body String body) {
        if (Overrides.method(request) == HttpMethod.GET) {
            return list(request, table);
        }
        if (Overrides.method(request) != HttpMethod.POST) {
            throw Problem.methodNotAllowed();
        }
        return database.transaction(() -> {
            var found = table(table);
            var actor = SignIn.actor(request);
            Permissions.requireWrite(found, actor);
            var row = records.insert(found, given(found, request, body), actor);
            var answered = withVariables(row, request, body);
            return Answers.created(hosts.resolve(request) + "/api/now/table/" + found.name() + "/" + row.sysId(),
                    rendering(request).of(answered));
        });
    }

    @Post(uris = {"/api/now/table/{table}/{sysId}", "/api/now/v1/table/{table}/{sysId}", "/api/now/v2/table/{table}/{sysId}"})
    @Consumes(MediaType.ALL)
    HttpResponse<?> overridden(HttpRequest<?> request, String table, String sysId, @Nullable @Body String body) {
        return switch (Overrides.method(request)) {
            case GET -> read(request, table, sysId);
            case PUT, PATCH -> change(request, table, sysId, body);
            case DELETE -> delete(request, table, sysId);
            case POST, HEAD, OPTIONS, CONNECT, TRACE, CUSTOM -> throw Problem.methodNotAllowed();
        };
    }

    @Put(uris = {"/api/now/table/{table}/{sysId}", "/api/now/v1/table/{table}/{sysId}", "/api/now/v2/table/{table}/{sysId}"})
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> put(HttpRequest<?> request, String table, String sysId, @Nullable @Body String body) {
        return change(request, table, sysId, body);
    }

    @Patch(uris = {"/api/now/table/{table}/{sysId}", "/api/now/v1/table/{table}/{sysId}", "/api/now/v2/table/{table}/{sysId}"})
    @Consumes(MediaType.APPLICATION_JSON)
    HttpResponse<String> patch(HttpRequest<?> request, String table, String sysId, @Nullable @Body String body) {
        return change(request, table, sysId, body);
    }

    @Delete(uris = {"/api/now/table/{table}/{sysId}", "/api/now/v1/table/{table}/{sysId}", "/api/now/v2/table/{table}/{sysId}"})
    HttpResponse<String> delete(HttpRequest<?> request, String table, String sysId) {
        return database.transaction(() -> {
            var found = table(table);
            var actor = SignIn.actor(request);
            Permissions.requireDelete(found, actor);
            if (!records.delete(found, sysId, actor)) {
                throw Problem.noRecord();
            }
            return HttpResponse.noContent();
        });
    }

    private HttpResponse<String> change(HttpRequest<?> request, String table, String sysId, @Nullable String body) {
        return database.transaction(() -> {
            var found = table(table);
            var actor = SignIn.actor(request);
            Permissions.requireWrite(found, actor);
            var row = records.update(found, sysId, given(found, request, body), actor).orElseThrow(Problem::noRecord);
            return Answers.ok(rendering(request).of(withVariables(row, request, body)));
        });
    }

    private Table table(String name) {
        return dictionary.find(name).orElseThrow(() -> Problem.unknownTable(name));
    }

    private Rendering rendering(HttpRequest<?> request) {
        return new Rendering(records, variables, restrictions, SignIn.actor(request), Parameters.of(request), hosts.resolve(request));
    }

    private Query query(Table table, Parameters parameters, HttpRequest<?> request) {
        var query = parser.parse(table, parameters.get("query"), SignIn.actor(request));
        for (var plain : parameters.plain().entrySet()) {
            if (parser.path(table, plain.getKey()).isPresent()) {
                query = query.and(plain.getKey(), plain.getValue());
            }
        }
        return Restrictions.readsAll(SignIn.actor(request)) ? query : withoutGuessing(table, query);
    }

    /** A query that compares or orders answers finds none to restricted questions: what is not shown cannot be guessed either. */
    private Query withoutGuessing(Table table, Query query) {
        var guarded = query;
        for (var path : query.paths()) {
            if (parser.owner(table, path).name().equals(Dictionary.ANSWER) && path.column().equals("value")) {
                guarded = guarded.and(path.beside("item_option_new", "restricted"), "false");
            }
        }
        return guarded;
    }

    /** The fields of a body; with {@code sysparm_input_display_value} they hold what people see. */
    private Map<String, String> given(Table table, HttpRequest<?> request, @Nullable String body) {
        var fields = Answers.strings(Answers.object(body));
        if (Parameters.of(request).isTrue("input_display_value")) {
            fields.replaceAll((name, shown) -> table.column(name).map(column -> stored(column, shown)).orElse(shown));
        }
        return fields;
    }

    private String stored(Column column, String shown) {
        if (column.type() == ColumnType.REFERENCE && !shown.isEmpty()) {
            var target = dictionary.table(column.reference().orElseThrow());
            return records.first(target.name(), Query.where(target.display(), shown)).map(Row::sysId).orElse(shown);
        }
        return column.choices().entrySet().stream().filter(choice -> choice.getValue().equalsIgnoreCase(shown)).map(Map.Entry::getKey)
                .findFirst().orElse(shown);
    }

    /** A requested item may bring its variables with it: {@code "variables": {"name": "value"}}. */
    private Row withVariables(Row row, HttpRequest<?> request, @Nullable String body) {
        var given = Answers.object(body).path(VARIABLES);
        if (row.table().name().equals(Dictionary.ITEM) && given.isObject()) {
            variables.write(row, Answers.strings(given), SignIn.actor(request));
        }
        return row;
    }

    private MutableHttpResponse<String> counted(MutableHttpResponse<String> response, HttpRequest<?> request, Parameters parameters,
            long count) {
        response.header("X-Total-Count", String.valueOf(count));
        if (!parameters.isTrue("suppress_pagination_header")) {
            var links = links(request, parameters, count);
            response.header("Link", String.join(",", links));
        }
        return response;
    }

    private List<String> links(HttpRequest<?> request, Parameters parameters, long count) {
        var limit = Math.max(1, parameters.limit());
        var offset = parameters.offset();
        var last = count == 0 ? 0 : (count - 1) / limit * limit;
        var links = new ArrayList<String>();
        links.add(link(request, parameters, 0, "first"));
        if (offset > 0) {
            links.add(link(request, parameters, Math.max(0, offset - limit), "prev"));
        }
        if (offset + (long) limit < count) {
            links.add(link(request, parameters, offset + (long) limit, "next"));
        }
        links.add(link(request, parameters, last, "last"));
        return links;
    }

    private String link(HttpRequest<?> request, Parameters parameters, long offset, String relation) {
        var all = new TreeMap<>(parameters.all());
        all.put("sysparm_limit", String.valueOf(parameters.limit()));
        all.put("sysparm_offset", String.valueOf(offset));
        var query = all.entrySet().stream().map(entry -> Locations.encoded(entry.getKey()) + "=" + Locations.encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
        return "<" + hosts.resolve(request) + request.getPath() + "?" + query + ">;rel=\"" + relation + "\"";
    }
}

package org.usher.technow.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.http.multipart.CompletedPart;
import io.micronaut.http.server.multipart.MultipartBody;
import io.micronaut.http.server.util.HttpHostResolver;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.usher.technow.attachment.Attachments;
import org.usher.technow.order.Restrictions;
import org.usher.technow.table.Actor;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.QueryParser;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;
import reactor.core.publisher.Flux;

/** The Attachment API. */
@Hidden
@Controller
class AttachmentController {

    private static final String A = "/api/now/attachment";
    private static final String B = "/api/now/v1/attachment";
    private static final String C = "/api/now/v2/attachment";
    private static final String NAME_MISSING = "Missing required parameter ";

    private final Database database;
    private final Dictionary dictionary;
    private final Records records;
    private final QueryParser parser;
    private final Attachments attachments;
    private final Restrictions restrictions;
    private final HttpHostResolver hosts;

    AttachmentController(Database database, Dictionary dictionary, Records records, QueryParser parser, Attachments attachments,
            Restrictions restrictions, HttpHostResolver hosts) {
        this.database = database;
        this.dictionary = dictionary;
        this.records = records;
        this.parser = parser;
        this.attachments = attachments;
        this.restrictions = restrictions;
        this.hosts = hosts;
    }

    @Get(uris = {A, B, C})
    HttpResponse<String> list(HttpRequest<?> request) {
        return database.transaction(() -> {
            var table = dictionary.table(Dictionary.ATTACHMENT);
            var actor = SignIn.actor(request);
            Permissions.requireRead(table, actor);
            var parameters = Parameters.of(request);
            var query = parser.parse(table, parameters.get("query"), actor);
            var rows = records.find(table, query, parameters.offset(), parameters.limit());
            return Answers.ok(rows.stream().map(row -> shown(request, row)).toList()).header("X-Total-Count",
                    String.valueOf(records.count(table, query)));
        });
    }

    @Get(uris = {A + "/{sysId}", B + "/{sysId}", C + "/{sysId}"})
    HttpResponse<String> read(HttpRequest<?> request, String sysId) {
        return database.transaction(() -> Answers.ok(shown(request, attachment(request, sysId))));
    }

    @Get(uris = {A + "/{sysId}/file", B + "/{sysId}/file", C + "/{sysId}/file"})
    @Produces(MediaType.ALL)
    HttpResponse<byte[]> file(HttpRequest<?> request, String sysId) {
        return database.transaction(() -> {
            var attachment = attachment(request, sysId);
            dictionary.find(attachment.get("table_name")).flatMap(table -> records.get(table, attachment.get("table_sys_id")))
                    .filter(record -> restrictions.keepsPapersFrom(record, SignIn.actor(request))).ifPresent(_ -> {
                        throw Problem.forbidden("Read operation against '" + Dictionary.ATTACHMENT + "' was denied by an ACL");
                    });
            return HttpResponse.ok(attachments.content(attachment))
                    .contentType(attachment.getOr("content_type", MediaType.APPLICATION_OCTET_STREAM))
                    .header("Content-Disposition", "attachment;filename*=UTF-8''" + Locations.encoded(attachment.get("file_name")))
                    .header("X-Content-Type-Options", "nosniff").header("X-Attachment-Metadata", Answers.text(shown(request, attachment)));
        });
    }

    @Post(uris = {A + "/file", B + "/file", C + "/file"})
    @Consumes(MediaType.ALL)
    HttpResponse<String> raw(HttpRequest<?> request, @Nullable @Body byte[] content) {
        var parameters = Parameters.of(request).all();
        var type = request.getContentType().map(MediaType::getName).orElse(MediaType.APPLICATION_OCTET_STREAM);
        return add(request, parameters, parameters.getOrDefault("file_name", ""), type, content == null ? new byte[0] : content);
    }

    @Post(uris = {A + "/upload", B + "/upload", C + "/upload"})
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    HttpResponse<String> upload(HttpRequest<?> request, @Body MultipartBody body) {
        var parts = Flux.from(body).collectList().blockOptional().orElse(List.of());
        var fields = new LinkedHashMap<String, String>();
        var files = new ArrayList<CompletedFileUpload>();
        for (var part : parts) {
            if (part instanceof CompletedFileUpload file) {
                files.add(file);
            } else {
                fields.put(part.getName(), new String(bytes(part), StandardCharsets.UTF_8));
            }
        }
        if (files.isEmpty()) {
            throw Problem.badRequest(NAME_MISSING + "uploadFile", null);
        }
        var file = files.getFirst();
        var type = file.getContentType().map(MediaType::getName).orElse(MediaType.APPLICATION_OCTET_STREAM);
        return add(request, fields, file.getFilename(), type, bytes(file));
    }

    @Delete(uris = {A + "/{sysId}", B + "/{sysId}", C + "/{sysId}"})
    HttpResponse<String> delete(HttpRequest<?> request, String sysId) {
        return database.transaction(() -> {
            var table = dictionary.table(Dictionary.ATTACHMENT);
            var actor = SignIn.actor(request);
            Permissions.requireDelete(table, actor);
            if (!records.delete(table, sysId, actor)) {
                throw Problem.noRecord();
            }
            return HttpResponse.noContent();
        });
    }

    private HttpResponse<String> add(HttpRequest<?> request, Map<String, String> parameters, String fileName, String type, byte[] content) {
        for (var required : List.of("table_name", "table_sys_id")) {
            if (parameters.getOrDefault(required, "").isBlank()) {
                throw Problem.badRequest(NAME_MISSING + required, null);
            }
        }
        if (fileName.isBlank()) {
            throw Problem.badRequest(NAME_MISSING + "file_name", null);
        }
        return database.transaction(() -> {
            var record = record(parameters, SignIn.actor(request));
            var attachment = attachments.add(record, fileName, type, content, SignIn.actor(request));
            return Answers.created(hosts.resolve(request) + A + "/" + attachment.sysId(), shown(request, attachment));
        });
    }

    private Row record(Map<String, String> parameters, Actor actor) {
        var name = parameters.getOrDefault("table_name", "");
        var table = dictionary.find(name).orElseThrow(() -> Problem.unknownTable(name));
        Permissions.requireWrite(table, actor);
        return records.get(table, parameters.getOrDefault("table_sys_id", "")).orElseThrow(Problem::noRecord);
    }

    private Row attachment(HttpRequest<?> request, String sysId) {
        var table = dictionary.table(Dictionary.ATTACHMENT);
        Permissions.requireRead(table, SignIn.actor(request));
        return records.get(table, sysId).orElseThrow(Problem::noRecord);
    }

    private Map<String, Object> shown(HttpRequest<?> request, Row attachment) {
        var shown = new LinkedHashMap<String, Object>(attachment.values());
        shown.put("download_link", hosts.resolve(request) + A + "/" + attachment.sysId() + "/file");
        return shown;
    }

    private static byte[] bytes(CompletedPart part) {
        try {
            return part.getBytes();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}

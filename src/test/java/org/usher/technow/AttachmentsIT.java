package org.usher.technow;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;

import static org.assertj.core.api.Assertions.assertThat;

@ResourceLock(TechNowServer.SHARED)
class AttachmentsIT {

    private static final String API = "/api/now/attachment";

    private final Caller usher = Caller.of(TechNowServer.shared(), "usher");
    private final Caller admin = Caller.of(TechNowServer.shared(), "admin");
    private final String ticket = usher.create("incident", Map.of("short_description", "With a paper"));

    @Test
    void aFileIsKeptAsItIsAndDescribedInStrings() {
        var made = attach("Form för Connor.txt", "text/plain", "What was asked: ä €");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.field("file_name")).isEqualTo("Form för Connor.txt");
        assertThat(made.field("content_type")).isEqualTo("text/plain");
        assertThat(made.result().path("size_bytes").isTextual()).isTrue();
        assertThat(made.field("size_bytes")).isEqualTo("22");
        assertThat(made.field("hash")).matches("[0-9a-f]{64}");
        assertThat(made.field("table_sys_id")).isEqualTo(ticket);
        assertThat(made.header("Location")).isEqualTo(usher.url() + API + "/" + made.field("sys_id"));
        assertThat(made.field("download_link")).isEqualTo(usher.url() + API + "/" + made.field("sys_id") + "/file");
        var file = usher.get(API + "/" + made.field("sys_id") + "/file");
        assertThat(file.text()).isEqualTo("What was asked: ä €");
        assertThat(file.header("Content-Type")).startsWith("text/plain");
        assertThat(file.header("Content-Disposition")).startsWith("attachment");
        assertThat(usher.get(API + "/" + made.field("sys_id")).result()).isEqualTo(made.result());
    }

    @Test
    void aFormWithAFileIsTakenToo() {
        var body = """
                --line\r
                Content-Disposition: form-data; name="table_name"\r
                \r
                incident\r
                --line\r
                Content-Disposition: form-data; name="table_sys_id"\r
                \r
                %s\r
                --line\r
                Content-Disposition: form-data; name="uploadFile"; filename="note.txt"\r
                Content-Type: text/plain\r
                \r
                hello\r
                --line--\r
                """.formatted(ticket);
        var made = usher.send("POST", API + "/upload", BodyPublishers.ofString(body),
                Map.of("Content-Type", "multipart/form-data; boundary=line"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.field("file_name")).isEqualTo("note.txt");
        assertThat(usher.get(API + "/" + made.field("sys_id") + "/file").text()).isEqualTo("hello");
    }

    @Test
    void theAttachmentsOfARecordAreListedAndDeleted() {
        var one = attach("one.txt", "text/plain", "1").field("sys_id");
        attach("two.txt", "text/plain", "2");
        var query = API + "?sysparm_query=" + Caller.encoded("table_name=incident^table_sys_id=" + ticket + "^ORDERBYfile_name");
        assertThat(usher.get(query).column("file_name")).containsExactly("one.txt", "two.txt");
        assertThat(usher.get(query + "&sysparm_limit=1&sysparm_offset=1").column("file_name")).containsExactly("two.txt");
        assertThat(usher.delete(API + "/" + one).status()).isEqualTo(204);
        assertThat(usher.get(API + "/" + one).status()).isEqualTo(404);
        assertThat(usher.get(API + "/" + one + "/file").status()).isEqualTo(404);
        assertThat(usher.get(query).column("file_name")).containsExactly("two.txt");
    }

    @Test
    void theAttachmentsOfADeletedRecordGoWithIt() {
        var key = attach("one.txt", "text/plain", "1").field("sys_id");
        admin.delete("/api/now/table/incident/" + ticket);
        assertThat(usher.get(API + "/" + key).status()).isEqualTo(404);
    }

    @Test
    void withoutARecordOrANameAFileIsRefused() {
        assertThat(post("?table_name=incident&table_sys_id=" + ticket).status()).isEqualTo(400);
        assertThat(post("?table_name=incident&file_name=a").status()).isEqualTo(400);
        assertThat(post("?table_name=u_nothing&table_sys_id=" + ticket + "&file_name=a").status()).isEqualTo(400);
        assertThat(post("?table_name=incident&table_sys_id=none&file_name=a").status()).isEqualTo(404);
        assertThat(usher.as("").get(API).status()).isEqualTo(401);
    }

    private Caller.Answer attach(String name, String type, String content) {
        return usher.send("POST", API + "/file?table_name=incident&table_sys_id=" + ticket + "&file_name=" + Caller.encoded(name),
                BodyPublishers.ofString(content), Map.of("Content-Type", type));
    }

    private Caller.Answer post(String parameters) {
        return usher.send("POST", API + "/file" + parameters, BodyPublishers.ofString("x"), Map.of("Content-Type", "text/plain"));
    }
}

package org.usher.technow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.event.StartupEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.usher.technow.table.Column;
import org.usher.technow.table.ColumnType;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Records;

import static org.assertj.core.api.Assertions.assertThat;

@ResourceLock(TechNowServer.SHARED)
class SeedIT {

    @TempDir
    Path folder;

    @Test
    void theSampleIsLoadedWithItsReferences() {
        var usher = Caller.of(TechNowServer.shared(), "usher");
        var leila = usher.get("/api/now/table/sys_user?user_name=10455188&sysparm_fields=name,email,manager.name,employee_number,active");
        assertThat(leila.result().toString()).contains("Leila Haddad", "Marcus Oyelaran", "\"employee_number\":\"10455188\"",
                "\"active\":\"true\"");
        var members = usher.get("/api/now/table/sys_user_grmember?sysparm_query=group.name=DWP%20IT&sysparm_fields=user.user_name");
        assertThat(members.column("user.user_name")).contains("dwp.it.agent");
        var item = usher
                .get("/api/now/table/sc_cat_item?sysparm_query=nameLIKE2012&sysparm_fields=group.name,category.title,delivery_time");
        assertThat(item.result().toString()).contains("DWP IT", "User Access and Applications", "1970-01-04 00:00:00");
    }

    @Test
    void loadingTwiceChangesNothing() {
        try (var server = TechNowServer.start()) {
            var before = everything(server.context());
            server.context().getEventPublisher(StartupEvent.class).publishEvent(new StartupEvent(server.context()));
            assertThat(everything(server.context())).isEqualTo(before);
        }
    }

    @Test
    void aFolderBringsItsOwnAndWhatCannotBeUsedIsLeftOut() throws IOException {
        var technow = Files.createDirectories(folder.resolve("camms").resolve("technow"));
        Files.writeString(technow.resolve("sys_user.csv"), """
                # two people
                user_name,name,manager,shoe_size
                beth,Beth Callahan,martin,39
                martin,Martin Orr,nobody,42
                """);
        Files.writeString(technow.resolve("sc_cat_item.json"), """
                [{"name": "CAMMS login", "group": "DWP IT", "variables": [
                    {"name": "action", "question_text": "What?", "choices": [{"value": "c", "text": "Create"}]}]}]
                """);
        try (var server = TechNowServer.start(Clock.systemUTC(), Map.of("technow.seed.folder", folder.toString()))) {
            var usher = Caller.of(server, "usher");
            assertThat(usher.get("/api/now/table/sys_user?user_name=beth&sysparm_fields=manager.name").column("manager.name"))
                    .containsExactly("Martin Orr");
            assertThat(usher.find("sys_user", "user_name=martin^managerISEMPTY").result().size()).isEqualTo(1);
            assertThat(usher.find("sys_user", "user_name=10455188").result().size()).isEqualTo(1);
            var choices = usher.get(
                    "/api/now/table/question_choice?sysparm_query=question.cat_item.name=CAMMS%20login&sysparm_fields=text,question.name");
            assertThat(choices.result().toString()).isEqualTo("[{\"text\":\"Create\",\"question.name\":\"action\"}]");
        }
    }

    @Test
    void theLastDescriptionOfAnItemSaysWhichVariablesItHas() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("technow")).resolve("sc_cat_item.json"), """
                [{"name": "CMG 2012 Scheme User Provisioning Form", "variables": [{"name": "user"}, {"name": "new_team"}]}]
                """);
        try (var server = TechNowServer.start(Clock.systemUTC(), Map.of("technow.seed.folder", folder.toString()))) {
            var usher = Caller.of(server, "usher");
            assertThat(usher.find("item_option_new", "cat_item.nameLIKE2012^active=true^ORDERBYorder").column("name"))
                    .containsExactly("user", "new_team");
            assertThat(usher.find("sc_cat_item", "nameLIKE2012").column("workflow")).containsExactly("manager_approval");
            Files.writeString(folder.resolve("technow").resolve("sc_cat_item.json"), """
                    [{"name": "CMG 2012 Scheme User Provisioning Form", "variables": [{"name": "user"}]}]
                    """);
            server.context().getEventPublisher(StartupEvent.class).publishEvent(new StartupEvent(server.context()));
            assertThat(usher.find("item_option_new", "cat_item.nameLIKE2012^active=true").column("name")).containsExactly("user");
        }
    }

    @Test
    void theMigrationsMakeTheTablesThatTheDictionaryDescribes() {
        var context = TechNowServer.shared().context();
        var dictionary = context.getBean(Dictionary.class);
        var described = new TreeMap<String, TreeSet<String>>();
        dictionary.tables()
                .forEach(table -> described.computeIfAbsent(table.storage(), name -> new TreeSet<>()).addAll(table.columns().values()
                        .stream().filter(column -> column.type() != ColumnType.JOURNAL).map(Column::name).toList()));
        var database = context.getBean(Database.class);
        described.forEach((table, columns) -> {
            var made = database.transaction(() -> database.query(
                    "SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?",
                    List.of(table)));
            var names = made.stream().map(row -> row.getOrDefault("name", "")).collect(Collectors.toCollection(TreeSet<String>::new));
            assertThat(List.copyOf(names)).as(table).isEqualTo(List.copyOf(columns));
        });
    }

    private static Map<String, Object> everything(ApplicationContext context) {
        var records = context.getBean(Records.class);
        var all = new TreeMap<String, Object>();
        context.getBean(Database.class).inTransaction(() -> context.getBean(Dictionary.class).tables()
                .forEach(table -> all.put(table.name(), records.find(table.name(), org.usher.technow.table.Query.ALL))));
        return all;
    }
}

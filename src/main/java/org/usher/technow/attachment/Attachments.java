package org.usher.technow.attachment;

import java.util.LinkedHashMap;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.technow.account.Secrets;
import org.usher.technow.table.Actor;
import org.usher.technow.table.BusinessRule;
import org.usher.technow.table.Change;
import org.usher.technow.table.Database;
import org.usher.technow.table.Dictionary;
import org.usher.technow.table.Query;
import org.usher.technow.table.Records;
import org.usher.technow.table.Row;
import org.usher.technow.table.Table;

/** Keeps attachments. Their bytes go when they do, and they go when their record does. */
@Singleton
public final class Attachments {

    private final Database database;
    private final Records records;

    Attachments(Database database, Records records) {
        this.database = database;
        this.records = records;
    }

    /** Keeps a file with a record. */
    public Row add(Row record, String fileName, String contentType, byte[] content, Actor actor) {
        var values = new LinkedHashMap<String, String>();
        values.put("file_name", fileName);
        values.put("content_type", contentType);
        values.put("size_bytes", String.valueOf(content.length));
        values.put("size_compressed", String.valueOf(content.length));
        values.put("table_name", record.table().name());
        values.put("table_sys_id", record.sysId());
        values.put("hash", Secrets.hash(content));
        var attachment = records.insert(Dictionary.ATTACHMENT, values, actor);
        database.update("INSERT INTO sys_attachment_doc (attachment, content) VALUES (?, ?)", List.of(attachment.sysId(), content));
        return attachment;
    }

    /** What is in an attachment. */
    public byte[] content(Row attachment) {
        return database.bytes("SELECT content FROM sys_attachment_doc WHERE attachment = ?", List.of(attachment.sysId()));
    }

    /** The attachments of a record, oldest first. */
    public List<Row> of(Row record) {
        return records.find(Dictionary.ATTACHMENT, Query.where("table_sys_id", record.sysId()));
    }

    /** Deletes the bytes with their attachment, and the attachments with their record. */
    @Singleton
    static final class Clearing implements BusinessRule {

        private final Database database;

        Clearing(Database database) {
            this.database = database;
        }

        @Override
        public boolean concerns(Table table) {
            return table.isTask() || table.name().equals(Dictionary.ATTACHMENT);
        }

        @Override
        public void after(Change change) {
            if (change.operation() != Change.Operation.DELETE) {
                return;
            }
            if (change.after().table().isTask()) {
                var records = change.records();
                records.find(Dictionary.ATTACHMENT, Query.where("table_sys_id", change.after().sysId())).forEach(
                        attachment -> records.delete(attachment.table(), attachment.sysId(), change.actor()));
            } else {
                database.update("DELETE FROM sys_attachment_doc WHERE attachment = ?", List.of(change.after().sysId()));
            }
        }
    }
}

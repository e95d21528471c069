package org.usher.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.inject.Singleton;
import org.usher.outbox.Notice;
import org.usher.outbox.NoticeBoard;
import org.usher.outbox.Notifications;
import org.usher.request.Person;

/** The notice board in MariaDB: everything anybody is told is on it, whatever other channels there are. */
@Singleton
final class JdbcNoticeBoard implements NoticeBoard, Notifications {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;

    JdbcNoticeBoard(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void tell(Notice notice) {
        var buttons = JsonNodeFactory.instance.arrayNode();
        notice.buttons().forEach(
                button -> buttons.addObject().put("action", button.action()).put("label", button.label()).put("target", button.target()));
        sql.update("INSERT INTO notice (organisation, person, kind, subject, text, buttons, about, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                notice.to().organisation(), notice.to().key(), notice.kind(), shortened(notice.subject()), notice.text(),
                buttons.toString(), notice.about(),
                notice.at());
    }

    private static String shortened(String subject) {
        return subject.length() <= 400 ? subject : subject.substring(0, 399) + "…";
    }

    @Override
    public List<Posted> of(Person person, int limit) {
        return sql.list(
                """
                SELECT id, kind, subject, text, buttons, about, at, seen FROM notice WHERE organisation = ? AND person = ? ORDER BY id DESC LIMIT ?""",
                row -> new Posted(row.number("id"),
                        new Notice(person, Notice.Kind.valueOf(row.text("kind")), row.text("subject"), row.text("text"),
                                buttons(row.text("buttons")), row.text("about"), row.moment("at")),
                        row.maybeMoment("seen").isPresent()),
                person.organisation(), person.key(), limit);
    }

    private static List<Notice.Button> buttons(String json) {
        try {
            var buttons = new ArrayList<Notice.Button>();
            JSON.readTree(json).forEach(node -> buttons
                    .add(new Notice.Button(node.path("action").asText(), node.path("label").asText(), node.path("target").asText())));
            return buttons;
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("The buttons of a notice are not what was written", broken);
        }
    }

    @Override
    public long unseen(Person person) {
        return sql.one("SELECT COUNT(*) AS unseen FROM notice WHERE organisation = ? AND person = ? AND seen IS NULL",
                row -> row.number("unseen"),
                person.organisation(), person.key()).orElse(0L);
    }

    @Override
    public void seen(Person person, long upTo, Instant now) {
        sql.update("UPDATE notice SET seen = ? WHERE organisation = ? AND person = ? AND id <= ? AND seen IS NULL", now,
                person.organisation(), person.key(),
                upTo);
    }
}

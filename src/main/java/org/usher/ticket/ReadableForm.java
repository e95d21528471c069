package org.usher.ticket;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import jakarta.inject.Singleton;
import org.usher.conversation.Form;
import org.usher.conversation.Organisation;
import org.usher.conversation.Table;
import org.usher.facts.Definitions;
import org.usher.facts.Judge;
import org.usher.facts.RegisterService;
import org.usher.register.Registers;
import org.usher.request.Approval;
import org.usher.request.RequestItem;
import org.usher.validation.Reader;
import org.usher.validation.Severity;

/**
 * The completed form as people read it: all answers in their sections, evidence among them, what was warned of, and who agreed to it. A page
 * of its own, without anything that would have to be fetched.
 */
@Singleton
final class ReadableForm {

    private final Definitions definitions;
    private final RegisterService registers;
    private final Judge judge;

    ReadableForm(Definitions definitions, RegisterService registers, Judge judge) {
        this.definitions = definitions;
        this.registers = registers;
        this.judge = judge;
    }

    Itsm.Document of(RequestItem item, Form form, Approval approval, int round) {
        var organisation = definitions.organisation(item.person().organisation());
        var facts = registers.current(organisation.id());
        var reader = new Reader(organisation.languages().getFirst(), organisation.calendar().zone());
        var agreed = judge.of(item, item.milestones().submitted().orElse(item.milestones().added()))
                .map(held -> held.dialogue().acknowledged()).orElse(java.util.Set.of());
        var page = new StringBuilder(4096);
        page.append("<!doctype html>\n<html lang=\"").append(escaped(reader.language()))
                .append("\">\n<head><meta charset=\"utf-8\"><title>")
                .append(escaped(form.item()))
                .append("</title>\n<style>body{font-family:sans-serif;max-width:50em;margin:2em auto;line-height:1.4}")
                .append("th{text-align:left;vertical-align:top;width:40%;padding:.3em 1em .3em 0}td{padding:.3em 0;white-space:pre-line}")
                .append("table{width:100%;border-collapse:collapse}tr{border-bottom:1px solid #bbb}.flag{border:3px solid #000;padding:.5em;font-weight:bold}")
                .append("</style></head>\n<body>\n<h1>").append(escaped(form.item())).append("</h1>\n<p>").append(escaped(form.summary()))
                .append("</p>\n");
        form.flags().forEach(flag -> page.append("<p class=\"flag\">").append(escaped(flag)).append("</p>\n"));
        about(page, item, approval, organisation, facts, reader);
        form.tables().forEach(table -> shown(page, table));
        sections(page, form);
        findings(page, form, agreed);
        page.append("</body>\n</html>\n");
        return new Itsm.Document(name(item, round, "html"), "text/html", page.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** What the form of an item is called as a file: one that was handed in again has another name than the ones before. */
    static String name(RequestItem item, int round, String ending) {
        return item.reference() + (round == 0 ? "" : "-" + (round + 1)) + '.' + ending;
    }

    private static void about(StringBuilder page, RequestItem item, Approval approval, Organisation organisation, Registers facts,
            Reader reader) {
        var rows = new LinkedHashMap<String, String>();
        rows.put("Reference", item.reference());
        rows.put("Requested by", person(item.person().key(), organisation, facts));
        item.milestones().submitted().ifPresent(moment -> rows.put("Handed in", at(moment, reader)));
        approval.decision().ifPresent(decision -> {
            rows.put("Decision", decision.verdict().word() + switch (approval.kind()) {
                case MANUAL, ENTITLED, AUTHORISATION -> "";
                case AUTO -> ", without asking";
                case DECLARED -> ", by declaration in the form";
            });
            rows.put("Decided by", person(decision.by(), organisation, facts));
            rows.put("Decided at", at(decision.at(), reader));
            if (!decision.ground().isEmpty()) {
                rows.put("Ground", decision.ground());
            }
            if (!decision.reason().isEmpty()) {
                rows.put("Remark", decision.reason());
            }
        });
        item.milestones().due().ifPresent(moment -> rows.put("Due", at(moment, reader)));
        table(page, "The request", rows.entrySet().stream().map(row -> new String[]{row.getKey(), row.getValue()}).toList());
    }

    private static void shown(StringBuilder page, Table.Shown table) {
        page.append("<h2>").append(escaped(table.caption())).append("</h2>\n<table>\n<tr>");
        table.headings().forEach(heading -> page.append("<th scope=\"col\">").append(escaped(heading)).append("</th>"));
        page.append("</tr>\n");
        if (table.rows().isEmpty()) {
            page.append("<tr><td>").append(escaped(table.none())).append("</td></tr>\n");
        }
        for (var row : table.rows()) {
            page.append("<tr>");
            row.forEach(cell -> page.append("<td>").append(escaped(cell)).append("</td>"));
            page.append("</tr>\n");
        }
        page.append("</table>\n");
    }

    private static void sections(StringBuilder page, Form form) {
        var sections = new LinkedHashMap<String, List<String[]>>();
        for (var answered : form.answers()) {
            if (!(answered.answer() instanceof org.usher.conversation.Answer.SecretGiven)) {
                sections.computeIfAbsent(answered.section(), _ -> new ArrayList<>()).add(new String[]{answered.label(), answered.text()});
            }
        }
        sections.forEach((section, rows) -> table(page, section.isEmpty() ? "Answers" : section, rows));
    }

    private static void findings(StringBuilder page, Form form, java.util.Set<String> agreed) {
        var rows = new ArrayList<String[]>();
        for (var finding : form.findings()) {
            if (finding.severity() != Severity.BLOCK) {
                rows.add(new String[]{finding.rule() + " (" + finding.severity().word() + ")",
                        finding.text() + (agreed.contains(finding.key()) ? "\nThe requester agreed to this." : "")});
            }
        }
        if (!rows.isEmpty()) {
            table(page, "Warnings and notes", rows);
        }
    }

    private static void table(StringBuilder page, String heading, List<String[]> rows) {
        page.append("<h2>").append(escaped(heading)).append("</h2>\n<table>\n");
        rows.forEach(row -> page.append("<tr><th scope=\"row\">").append(escaped(row[0])).append("</th><td>").append(escaped(row[1]))
                .append("</td></tr>\n"));
        page.append("</table>\n");
    }

    private static String person(String key, Organisation organisation, Registers facts) {
        var entry = facts.entry(organisation.people().register(), key);
        return entry.exists() ? facts.label(entry) + " (" + key + ")" : key;
    }

    private static String at(Instant moment, Reader reader) {
        return reader.shown(moment);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}

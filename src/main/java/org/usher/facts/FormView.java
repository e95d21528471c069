package org.usher.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;
import org.usher.conversation.Answer;
import org.usher.conversation.Form;
import org.usher.conversation.Reply;
import org.usher.validation.Finding;

/** A filled-in form as people read it: answers under their headings, what the rules find, and the tables for whoever decides. */
@Serdeable
public record FormView(List<Section> sections, List<FindingView> findings, List<TableView> tables) {

    /** Nothing to read, as in lists. */
    public static final FormView NONE = new FormView(List.of(), List.of(), List.of());

    public FormView {
        sections = List.copyOf(sections);
        findings = List.copyOf(findings);
        tables = List.copyOf(tables);
    }

    /** Answers under one heading, which may be empty. */
    @Serdeable
    public record Section(String heading, List<Line> lines) {
        public Section {
            lines = List.copyOf(lines);
        }
    }

    /** One answer as it is shown. {@code file}: the id of the file that it is, if it is one. */
    @Serdeable
    public record Line(String question, String label, String text, @Nullable String file) {

        /** An answer in words. */
        public Line(String question, String label, String text) {
            this(question, label, text, null);
        }
    }

    /** What a rule found, and whether the requester agreed to it. */
    @Serdeable
    public record FindingView(String rule, String severity, String text, String source, String question, boolean acknowledged) {}

    /** The view of a form, given what its requester agreed to. */
    public static FormView of(Form form, Set<String> acknowledged) {
        var sections = new LinkedHashMap<String, List<Line>>();
        for (Reply.Answered answer : form.answers()) {
            sections.computeIfAbsent(answer.section(), _ -> new ArrayList<>()).add(line(answer));
        }
        return new FormView(sections.entrySet().stream().map(section -> new Section(section.getKey(), section.getValue())).toList(),
                views(form.findings(), acknowledged), TableView.of(form.tables()));
    }

    /** The same without what restricted questions were answered. */
    public FormView withoutRestricted(Form form, String instead) {
        var restricted = form.answers().stream().filter(Reply.Answered::restricted).map(Reply.Answered::path).toList();
        return new FormView(sections.stream().map(section -> new Section(section.heading(), section.lines().stream()
                .map(line -> restricted.contains(line.question()) ? new Line(line.question(), line.label(), instead) : line).toList()))
                .toList(), findings, tables);
    }

    private static Line line(Reply.Answered answer) {
        return new Line(answer.path(), answer.label(), answer.text(),
                answer.answer() instanceof Answer.Attachment(var id, _, _) ? id : null);
    }

    /** Findings as people read them. */
    public static List<FindingView> views(List<Finding> findings, Set<String> acknowledged) {
        return findings.stream()
                .map(finding -> new FindingView(finding.rule(), finding.severity().word(), finding.text(), finding.source(), finding.at(),
                        acknowledged.contains(finding.key())))
                .toList();
    }
}

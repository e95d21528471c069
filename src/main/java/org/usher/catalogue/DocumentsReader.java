package org.usher.catalogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.conversation.Layout;
import org.usher.conversation.Submission;
import org.usher.validation.ValueType;

/** Reads {@code documents}: how a filled-in form is laid out in sheets. The desk reads them, so their words are in the organisation's first language. */
final class DocumentsReader {

    private final Draft draft;
    private final Texts texts;

    /**
     * @param after with the names of what became of the form
     */
    DocumentsReader(Draft draft, Texts after) {
        this.draft = draft;
        this.texts = after.translatedBy(new Translations()).with("ticket", ValueType.TEXT).with("decided_at", ValueType.MOMENT);
    }

    Map<String, Layout> documents(Node.Fields documents) {
        var all = new LinkedHashMap<String, Layout>();
        documents.each().forEach(document -> {
            var node = document.fields();
            all.put(document.name(), new Layout(document.name(), texts.wording(node.text("file"), ""), node.truth("again"),
                    node.rows("sheets").stream().map(this::sheet).toList()));
        });
        return all;
    }

    private Layout.Sheet sheet(Node.Fields node) {
        return new Layout.Sheet(texts.wording(node.text("sheet"), ""), node.text("when").flatMap(texts::condition),
                texts.wording(node.text("title"), ""), node.rows("parts").stream().map(this::part).toList());
    }

    private Layout.Part part(Node.Fields node) {
        var table = draft.shown(node).stream().findFirst();
        var lines = node.get("rows").map(rows -> rows instanceof Node.Items(var items, _) ? items : List.<Node>of(rows)).orElse(List.of());
        return new Layout.Part(texts.wording(node.text("part"), ""), node.text("when").flatMap(texts::condition), lines(lines), table,
                texts.wording(node.text("text"), ""));
    }

    private List<Layout.Line> lines(List<Node> nodes) {
        var lines = new ArrayList<Layout.Line>();
        for (var node : nodes) {
            switch (node) {
                case Node.Text path -> answered(path).ifPresent(lines::add);
                case Node.Fields own -> own.text("value").flatMap(texts::expression)
                        .ifPresent(value -> lines.add(new Layout.Line.Value(texts.wording(own.text("label"), ""), value)));
                case Node.Items _ -> {
                }
            }
        }
        return lines;
    }

    private Optional<Layout.Line> answered(Node.Text path) {
        var question = draft.names().declared().get(path.text());
        if (question == null || question.repeat().isPresent() || !draft.names().questions().contains(path.text())) {
            draft.faults().dangling(path, "question", draft.names().questions());
            return Optional.empty();
        }
        var label = draft.label(texts, question.node().text("label"), "", path.text());
        return Optional.of(new Layout.Line.Answered(path.text(), label));
    }

    /** The layouts that are to be attached; a name that names nothing is reported. */
    static List<String> attached(Draft draft, List<Node.Text> names, Map<String, Layout> documents) {
        var known = new ArrayList<>(documents.keySet());
        known.addAll(List.of(Submission.FORM, Submission.DATA));
        names.stream().filter(name -> !known.contains(name.text())).forEach(name -> draft.faults().dangling(name, "document", known));
        return names.stream().map(Node.Text::text).toList();
    }
}

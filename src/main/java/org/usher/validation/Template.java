package org.usher.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A text with placeholders: {@code "I found {user.name}."}. Made by {@link #compile}; <code>{{</code> stands for a brace. */
public final class Template {

    private sealed interface Part {
        record Words(String text) implements Part {}

        record Value(Expression expression) implements Part {}
    }

    private final String source;
    private final List<Part> parts;

    private Template(String source, List<Part> parts) {
        this.source = source;
        this.parts = List.copyOf(parts);
    }

    /** A text without placeholders, whatever braces it has. */
    public static Template plain(String text) {
        return new Template(text, List.of(new Part.Words(text)));
    }

    /** Compiles the placeholders of a text; faults carry the column within the text. */
    public static Compiled<Template> compile(String source, Vocabulary vocabulary) {
        var parts = new ArrayList<Part>();
        var faults = new ArrayList<Compiled.Fault>();
        var words = new StringBuilder();
        int at = 0;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c != '{' || source.startsWith("{{", at)) {
                words.append(c);
                at += c == '{' ? 2 : 1;
                continue;
            }
            int close = closing(source, at + 1);
            if (close < 0) {
                faults.add(new Compiled.Fault(1, at + 1, "This placeholder is never closed; add '}', or write '{{' for a brace"));
                break;
            }
            parts.add(new Part.Words(words.toString()));
            words.setLength(0);
            int column = at + 1;
            switch (vocabulary.compile(source.substring(at + 1, close))) {
                case Compiled.Sound<Expression>(var expression) -> parts.add(new Part.Value(expression));
                case Compiled.Faulty<Expression>(var found) -> found
                        .forEach(fault -> faults.add(new Compiled.Fault(fault.line(), column + fault.column(), fault.message())));
            }
            at = close + 1;
        }
        parts.add(new Part.Words(words.toString()));
        return faults.isEmpty() ? new Compiled.Sound<>(new Template(source, parts)) : new Compiled.Faulty<>(faults);
    }

    /** The brace that closes a placeholder, leaving out those within quotes and nested ones. */
    private static int closing(String source, int from) {
        int depth = 0;
        char quote = 0;
        for (int i = from; i < source.length(); i++) {
            char c = source.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '{') {
                depth++;
            } else if (c == '}' && depth-- == 0) {
                return i;
            }
        }
        return -1;
    }

    /** The text as it stands in the definition. */
    public String source() {
        return source;
    }

    /** The names its placeholders depend on. */
    public Set<String> names() {
        var names = new LinkedHashSet<String>();
        for (var part : parts) {
            if (part instanceof Part.Value value) {
                names.addAll(value.expression().names());
            }
        }
        return names;
    }

    /** The names whose values could be read from the text. */
    public Set<String> exposed() {
        var names = new LinkedHashSet<String>();
        for (var part : parts) {
            if (part instanceof Part.Value value) {
                names.addAll(value.expression().exposed());
            }
        }
        return names;
    }

    /** The text with its placeholders filled, for a reader. */
    public String filled(Scope scope, Reader reader) {
        if (parts.size() == 1 && parts.getFirst() instanceof Part.Words(var words)) {
            return words;
        }
        var text = new StringBuilder();
        for (var part : parts) {
            switch (part) {
                case Part.Words words -> text.append(words.text());
                case Part.Value value -> text.append(reader.shown(value.expression().value(scope), scope));
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return source;
    }
}

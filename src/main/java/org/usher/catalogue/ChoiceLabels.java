package org.usher.catalogue;

import java.util.Map;
import java.util.Optional;

import org.usher.validation.ValueType;

/**
 * In expressions a choice is the value of its option; people read its label. So where a placeholder is nothing but the name of a choice, the
 * labels of the options are put into it, in the language of the wording; and where it is the name of a fixed answer, the words that show it.
 */
final class ChoiceLabels {

    private final Names names;
    private final Translations translations;

    ChoiceLabels(Names names, Translations translations) {
        this.names = names;
        this.translations = translations;
    }

    /**
     * The wording with the labels in it.
     *
     * @param further names that can be used at this place only, among them {@code this}
     */
    String in(String wording, String language, Map<String, ValueType> further) {
        var text = new StringBuilder();
        int at = 0;
        while (true) {
            int open = wording.indexOf('{', at);
            int close = open < 0 ? -1 : wording.indexOf('}', open);
            if (close < 0) {
                return text.append(wording, at, wording.length()).toString();
            }
            if (wording.startsWith("{{", open)) {
                text.append(wording, at, open + 2);
                at = open + 2;
                continue;
            }
            var expression = wording.substring(open + 1, close).strip();
            var placeholder = wording.substring(open, close + 1);
            text.append(wording, at, open).append(shown(expression, language, further)
                    .or(() -> labelled(expression, language, further).map(labels -> '{' + labels + '}')).orElse(placeholder));
            at = close + 1;
        }
    }

    private Optional<String> labelled(String name, String language, Map<String, ValueType> further) {
        return asked(name, further).filter(declared -> declared.node().has("options")).map(choice -> {
            var several = choice.tag().equals("choices");
            var value = several ? "each__" : name;
            var all = new StringBuilder();
            for (var option : choice.node().fields("options").each()) {
                var label = label(choice.path(), option, language);
                if (label.indexOf('{') < 0) {
                    all.append(value).append(" == ").append(quoted(option.name())).append(" ? ").append(quoted(label)).append(" : ");
                }
            }
            all.append(value);
            return several ? name + ".map(each__, " + all + ")" : all.toString();
        });
    }

    private Optional<String> shown(String name, String language, Map<String, ValueType> further) {
        return asked(name, further).filter(declared -> declared.tag().equals("fixed"))
                .flatMap(fixed -> fixed.node().text("show").map(show -> translations
                        .of(language, "questions." + fixed.path() + ".show", true).map(Node.Text::text).orElse(show.text())));
    }

    private Optional<Names.Declared> asked(String name, Map<String, ValueType> further) {
        var path = name.startsWith("this.") && further.get("this") instanceof ValueType.Group turn
                ? names.pathOf(turn).map(repeat -> repeat + name.substring("this".length()))
                : Optional.of(name);
        return path.map(names.declared()::get);
    }

    private String label(String path, Node.Field option, String language) {
        var translated = translations.of(language, "questions." + path + ".options." + option.name() + ".label", true).map(Node.Text::text);
        return translated
                .orElseGet(() -> option.value() instanceof Node.Text label ? label.text() : option.fields().word("label", option.name()));
    }

    private static String quoted(String text) {
        return '\'' + text.replace("\\", "\\\\").replace("'", "\\'") + '\'';
    }
}

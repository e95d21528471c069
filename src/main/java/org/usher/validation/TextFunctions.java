package org.usher.validation;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;

/** What expressions can do with texts besides what CEL brings: bring them into a form in which they can be compared, named or shown in part. */
final class TextFunctions {

    static final List<CelFunctionDecl> DECLARATIONS = List.of(
            function("plain", SimpleType.STRING, SimpleType.STRING),
            function("words", ListType.create(SimpleType.STRING), SimpleType.STRING),
            function("slug", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING),
            function("masked", SimpleType.STRING, SimpleType.STRING),
            function("initials", SimpleType.STRING, SimpleType.STRING));

    static final List<CelFunctionBinding> BINDINGS = List.of(
            CelFunctionBinding.from("plain", String.class, TextFunctions::plain),
            CelFunctionBinding.from("words", String.class, TextFunctions::words),
            CelFunctionBinding.from("slug", String.class, String.class, TextFunctions::slug),
            CelFunctionBinding.from("masked", String.class, TextFunctions::masked),
            CelFunctionBinding.from("initials", String.class, TextFunctions::initials));

    private TextFunctions() {}

    private static CelFunctionDecl function(String name, CelType result, CelType... parameters) {
        return CelFunctionDecl.newFunctionDeclaration(name, CelOverloadDecl.newGlobalOverload(name, result, List.of(parameters)));
    }

    /** Without blanks around it, one blank between words, lower case: two texts that people would call the same are the same in this form. */
    static String plain(String text) {
        return String.join(" ", words(text)).toLowerCase(Locale.ROOT);
    }

    static List<String> words(String text) {
        var stripped = text.strip();
        return stripped.isEmpty() ? List.of() : List.of(stripped.split("[\\s\\u00a0]+"));
    }

    /** Lower-case ASCII letters and digits; whatever else stands between them becomes the separator. */
    static String slug(String text, String separator) {
        var letters = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "").toLowerCase(Locale.ROOT);
        var parts = List.of(letters.split("[^a-z0-9]+")).stream().filter(part -> !part.isEmpty()).toList();
        return String.join(separator, parts);
    }

    /** The first letters of the first and the last word, as capital ASCII letters. */
    static String initials(String text) {
        var words = words(slug(text, " ").toUpperCase(Locale.ROOT));
        return words.isEmpty()
                ? ""
                : words.size() == 1 ? words.getFirst().substring(0, 1) : words.getFirst().substring(0, 1) + words.getLast().charAt(0);
    }

    /** The first character; of an e-mail address also the part after the @. Who knows the text recognises it, nobody else learns it. */
    static String masked(String text) {
        if (text.isEmpty()) {
            return "";
        }
        int at = text.lastIndexOf('@');
        return text.substring(0, text.offsetByCodePoints(0, 1)) + "\u2022\u2022\u2022" + (at > 0 ? text.substring(at) : "");
    }
}

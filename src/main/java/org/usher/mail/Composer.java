package org.usher.mail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

import org.usher.outbox.Notice;

/** Writes a notice as a mail: plain text and HTML from one pair of templates, with the opening and closing words of its kind. */
final class Composer {

    private static final ResourceBundle.Control NO_FALLBACK = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final String textTemplate = template("mail.txt");
    private final String htmlTemplate = template("mail.html");
    private final String address;

    Composer(URI address) {
        var written = address.toString();
        this.address = written.endsWith("/") ? written.substring(0, written.length() - 1) : written;
    }

    /** The two bodies of a mail. */
    record Bodies(String text, String html) {}

    Bodies write(Notice notice, String name, String language) {
        var links = links(notice, language);
        var text = new StringBuilder();
        var html = new StringBuilder();
        links.forEach((link, label) -> {
            text.append(label).append(":\n").append(link).append("\n\n");
            html.append("<p><a class=\"button\" href=\"").append(escaped(link)).append("\">").append(escaped(label)).append("</a></p>\n");
        });
        var greeting = word(language, "greeting").formatted(name);
        var opening = word(language, notice.kind().word() + ".opening");
        var closing = word(language, notice.kind().word() + ".closing");
        var signature = word(language, "signature");
        return new Bodies(
                filled(textTemplate,
                        Map.of("greeting", greeting, "opening", opening, "text", notice.text(), "more",
                                notice.more().isEmpty() ? "" : notice.more() + "\n\n", "links", text.toString().strip(), "closing",
                                closing, "signature", signature)),
                filled(htmlTemplate,
                        Map.of("language", escaped(language), "subject", escaped(notice.subject()), "greeting", escaped(greeting),
                                "opening", escaped(opening),
                                "text", escaped(notice.text()).replace("\n", "<br>\n"), "more",
                                notice.more().isEmpty() ? "" : "<pre>" + escaped(notice.more()) + "</pre>\n", "links", html.toString(),
                                "closing",
                                escaped(closing), "signature",
                                escaped(signature))));
    }

    /** A mail in the words of a form, with nothing that could be pressed: whoever gets it need not be known to Usher. */
    Bodies letter(String subject, String text, String language) {
        var signature = word(language, "signature");
        return new Bodies(text + "\n\n-- \n" + signature + "\n",
                filled(htmlTemplate,
                        Map.of("language", escaped(language), "subject", escaped(subject), "text", escaped(text).replace("\n", "<br>\n"),
                                "signature", escaped(signature))));
    }

    /** A link for each thing that can be done, and one to the page where it stands; each page once. */
    private Map<String, String> links(Notice notice, String language) {
        var links = new LinkedHashMap<String, String>();
        for (var button : notice.buttons()) {
            if (button.action().startsWith("reply:")) {
                continue; // a mail answers nothing by itself; the page that it leads to has the same buttons
            }
            links.putIfAbsent(address + page(button, notice), button.label());
        }
        if (links.isEmpty()) {
            links.put(address + page(notice), word(language, "look"));
        }
        return links;
    }

    private static String page(Notice.Button button, Notice notice) {
        var target = URLEncoder.encode(button.target(), StandardCharsets.UTF_8);
        var action = button.action().indexOf(':') < 0 ? button.action() : button.action().substring(0, button.action().indexOf(':'));
        return switch (action) {
            case "approve", "reject", "details" -> "/approvals/" + target;
            case "answer" -> "/reminders";
            case "open", "mend" -> "/open/" + target;
            case "copy" -> "/requests/" + target;
            case "credentials" -> "/credentials/" + target;
            case "start" -> "/";
            default -> page(notice);
        };
    }

    private static String page(Notice notice) {
        return switch (notice.kind()) {
            case REMINDER -> "/reminders";
            case PLEASE_DECIDE, NO_DECISION_NEEDED -> "/approvals";
            case SUBMITTED, EVIDENCE_MISSING, APPROVED, REJECTED, RETURNED, TICKET_NUMBER, TICKET_DELAYED, FULFILLED, NOT_FULFILLED,
                    CANCELLED,
                    CHOOSE_APPROVER ->
                notice.about().isEmpty() ? "/requests" : "/open/" + URLEncoder.encode(notice.about(), StandardCharsets.UTF_8);
            case CREDENTIALS -> "/messages";
            case HAND_OVER, QUESTION, TASK, LETTER, EXPIRY, LINK_CODE -> "/";
        };
    }

    /** A text of Usher's own; English where the language has none. */
    static String word(String language, String key) {
        try {
            return bundle(language).getString(key);
        } catch (MissingResourceException _) {
            return bundle("en").getString(key);
        }
    }

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle("org.usher.mail.words", language.equals("en") ? Locale.ROOT : Locale.forLanguageTag(language),
                NO_FALLBACK);
    }

    private static String filled(String template, Map<String, String> values) {
        var text = new StringBuilder();
        int at = 0;
        while (true) {
            int open = template.indexOf("{{", at);
            int close = template.indexOf("}}", open + 2);
            if (open < 0 || close < 0) {
                return text.append(template, at, template.length()).toString();
            }
            text.append(template, at, open).append(values.getOrDefault(template.substring(open + 2, close), ""));
            at = close + 2;
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }

    private static String template(String name) {
        try (var stream = Composer.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The template " + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

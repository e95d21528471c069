package org.usher.discord;

import java.util.ArrayList;
import java.util.List;

import net.dv8tion.jda.api.components.MessageTopLevelComponent;
import net.dv8tion.jda.api.components.actionrow.ActionRow;
import net.dv8tion.jda.api.components.actionrow.ActionRowChildComponent;
import net.dv8tion.jda.api.components.buttons.Button;
import net.dv8tion.jda.api.components.container.Container;
import net.dv8tion.jda.api.components.container.ContainerChildComponent;
import net.dv8tion.jda.api.components.selections.StringSelectMenu;
import net.dv8tion.jda.api.components.textdisplay.TextDisplay;

/**
 * What is to be shown: paragraphs, and rows of buttons and menus below them. It becomes as many messages as its text needs; the last one has
 * the buttons.
 */
final class Sheet {

    /** How many components a message may have, with all that they contain. */
    private static final int COMPONENTS = 40;
    /** Beside the frame and what is left for paragraphs. */
    private static final int IN_ROWS = 33;
    private static final int IN_A_ROW = 5;

    private final Phrases phrases;
    private final List<String> paragraphs = new ArrayList<>();
    private final List<ActionRow> rows = new ArrayList<>();
    private int inRows;

    Sheet(Phrases phrases) {
        this.phrases = phrases;
    }

    /** A paragraph that may use markdown; what comes from people or forms must have been made {@linkplain Words#plain plain}. */
    Sheet say(String markdown) {
        if (!markdown.isBlank()) {
            paragraphs.add(markdown);
        }
        return this;
    }

    /** Buttons, as many rows as they need. */
    Sheet buttons(List<Button> buttons) {
        for (int from = 0; from < buttons.size(); from += IN_A_ROW) {
            row(buttons.subList(from, Math.min(buttons.size(), from + IN_A_ROW)));
        }
        return this;
    }

    Sheet buttons(Button... buttons) {
        return buttons(List.of(buttons));
    }

    Sheet menu(StringSelectMenu menu) {
        row(List.of(menu));
        return this;
    }

    private void row(List<? extends ActionRowChildComponent> children) {
        inRows += 1 + children.size();
        if (inRows > IN_ROWS) {
            throw new IllegalStateException("Too much to click for one message: " + inRows + " components");
        }
        rows.add(ActionRow.of(children));
    }

    /** The messages. */
    List<List<MessageTopLevelComponent>> messages() {
        var packs = packs();
        var messages = new ArrayList<List<MessageTopLevelComponent>>();
        for (int i = 0; i < packs.size(); i++) {
            var children = new ArrayList<ContainerChildComponent>();
            if (i > 0) {
                children.add(TextDisplay.of("-# … " + phrases.say("sheet.continued")));
            }
            packs.get(i).forEach(paragraph -> children.add(TextDisplay.of(paragraph)));
            if (i < packs.size() - 1) {
                children.add(TextDisplay.of("-# " + phrases.say("sheet.continues") + " …"));
            } else {
                children.addAll(rows);
            }
            messages.add(List.of(Container.of(children)));
        }
        return messages;
    }

    /** The paragraphs by message: each fits by its characters and by the number of its components. */
    private List<List<String>> packs() {
        int most = COMPONENTS - 1 - inRows - 2;
        var packs = new ArrayList<List<String>>();
        var pack = new ArrayList<String>();
        int characters = 0;
        for (var paragraph : paragraphs) {
            for (var part : Words.split(paragraph, Words.MESSAGE)) {
                if (!pack.isEmpty() && (characters + part.length() > Words.MESSAGE || pack.size() >= most)) {
                    packs.add(List.copyOf(pack));
                    pack.clear();
                    characters = 0;
                }
                pack.add(part);
                characters += part.length();
            }
        }
        if (pack.isEmpty() && packs.isEmpty()) {
            pack.add("–");
        }
        if (!pack.isEmpty()) {
            packs.add(List.copyOf(pack));
        }
        return packs;
    }
}

package org.usher.catalogue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.usher.conversation.Organisation;
import org.usher.conversation.Reminding;
import org.usher.register.RegisterSchema;
import org.usher.validation.Expression;
import org.usher.validation.Rule;
import org.usher.validation.ValueType;
import org.usher.validation.Vocabulary;
import org.usher.validation.Wording;
import org.usher.validation.WorkingCalendar;

/** Reads {@code organisation.yaml}. */
final class OrganisationReader {

    private static final Duration EXPIRES_AFTER = Duration.ofDays(7);
    private static final Duration REMIND_BEFORE = Duration.ofDays(1);
    private static final int REFUSALS_BEFORE_HUMAN = 3;
    private static final Map<String, DayOfWeek> DAYS = Map.of("mon", DayOfWeek.MONDAY, "tue", DayOfWeek.TUESDAY, "wed", DayOfWeek.WEDNESDAY,
            "thu", DayOfWeek.THURSDAY,
            "fri", DayOfWeek.FRIDAY, "sat", DayOfWeek.SATURDAY, "sun", DayOfWeek.SUNDAY);

    /** What an organisation says of its carts, dialogues and reports, which needs names to be read. */
    record Cart(List<Rule> rules, List<Reminding> reminders, Wording human, Optional<Expression> reports) {}

    private final Node.Fields root;
    private final Faults faults;

    OrganisationReader(Node.Fields root, Faults faults) {
        this.root = root;
        this.faults = faults;
    }

    String id() {
        return root.word("organisation", "");
    }

    String name() {
        return root.word("name", id());
    }

    String peopleRegister() {
        return root.word("people", "people");
    }

    List<String> languages() {
        var languages = root.texts("languages").stream().map(Node.Text::text).distinct().toList();
        return languages.isEmpty() ? List.of("en") : languages;
    }

    /** The languages in which only some conversations are complete, with the ids of these. */
    Map<String, List<Node.Text>> complete() {
        var complete = new LinkedHashMap<String, List<Node.Text>>();
        var declared = root.fields("complete");
        var further = languages().subList(1, languages().size());
        for (var field : declared.each()) {
            if (further.contains(field.name())) {
                complete.put(field.name(), declared.texts(field.name()));
            } else if (Format.LANGUAGE.accepts(field.name())) {
                faults.dangling(field.key(), "further language", further);
            }
        }
        return complete;
    }

    WorkingCalendar calendar() {
        var zone = root.text("zone").filter(text -> Format.ZONE.accepts(text.text())).<ZoneId>map(text -> ZoneId.of(text.text()))
                .orElse(ZoneOffset.UTC);
        if (!root.has("working_week")) {
            return new WorkingCalendar(zone, WorkingCalendar.weekdays(zone).week(), holidays());
        }
        var week = EnumSet.noneOf(DayOfWeek.class);
        root.texts("working_week").stream().map(day -> Optional.ofNullable(DAYS.get(day.text()))).flatMap(Optional::stream)
                .forEach(week::add);
        if (week.isEmpty() && root.texts("working_week").isEmpty()) {
            faults.add(Fault.Kind.WRONG_VALUE, root.placeOf("working_week"), "The working week has no day",
                    "Name the days that are worked, such as [mon, tue]");
        }
        return week.isEmpty() ? WorkingCalendar.weekdays(zone) : new WorkingCalendar(zone, week, holidays());
    }

    private Set<LocalDate> holidays() {
        return root.texts("holidays").stream().map(Node.Text::text).filter(Format.DATE::accepts).map(LocalDate::parse)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Plain numbers and true or false are what they say; everything else, and what stands in quotes, is text. */
    Map<String, Object> settings() {
        var settings = new LinkedHashMap<String, Object>();
        root.fields("settings").each().forEach(setting -> {
            if (setting.value() instanceof Node.Text text) {
                settings.put(setting.name(), settingValue(text));
            }
        });
        return settings;
    }

    private static Object settingValue(Node.Text text) {
        if (!text.quoted() && Format.TRUTH.accepts(text.text())) {
            return text.text().equals("true");
        }
        return !text.quoted() && text.text().matches("-?[0-9]{1,18}") ? (Object) Long.parseLong(text.text()) : text.text();
    }

    Organisation.People people(List<RegisterSchema> schemas) {
        var register = Texts.schema(schemas, peopleRegister());
        if (register.isEmpty()) {
            root.text("people")
                    .ifPresent(people -> faults.dangling(people, "register", schemas.stream().map(RegisterSchema::name).toList()));
        }
        var person = root.fields("person");
        register.ifPresent(schema -> person.each().forEach(field -> {
            if (field.value() instanceof Node.Text text && schema.field(text.text()).isEmpty()) {
                faults.dangling(text, "field", schema.name(), schema.fields().keySet());
            }
        }));
        return new Organisation.People(peopleRegister(), person.word("name", ""), person.word("email", ""), person.word("active", ""),
                person.word("manager", ""),
                person.word("language", ""), person.word("zone", ""), root.word("disabled_by", ""));
    }

    Organisation.Policy policy(Wording human) {
        var dialogue = root.fields("dialogue");
        return new Organisation.Policy(duration(dialogue, "expires_after", EXPIRES_AFTER),
                duration(dialogue, "remind_before_expiry", REMIND_BEFORE),
                dialogue.number("refusals_before_human", REFUSALS_BEFORE_HUMAN), human, dialogue.number("ask_again", 0));
    }

    private static Duration duration(Node.Fields node, String key, Duration otherwise) {
        return node.text(key).map(Node.Text::text).filter(Format.DURATION::accepts).map(Duration::parse).orElse(otherwise);
    }

    /** The columns of the files that others pick up, by the name of the file. */
    Map<String, List<String>> pickUpColumns() {
        var columns = new LinkedHashMap<String, List<String>>();
        root.fields("pick_ups").each()
                .forEach(file -> columns.put(file.name(), file.fields().texts("columns").stream().map(Node.Text::text).toList()));
        return columns;
    }

    /** The files that others pick up. */
    Map<String, Organisation.PickUpFile> pickUps(Shared shared) {
        var files = new LinkedHashMap<String, Organisation.PickUpFile>();
        var texts = Texts.of(shared.vocabulary(Map.of()), shared, new Translations(), faults).with("it",
                new ValueType.EntryOf(shared.people()));
        root.fields("pick_ups").each().forEach(file -> {
            var node = file.fields();
            node.text("file").filter(name -> !name.text().matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9]+")).ifPresent(name -> faults.add(
                    Fault.Kind.BAD_NAME, name.place(), "'" + name.text() + "' is no plain name of a file",
                    "Write it like disable_mail.csv"));
            node.text("seen_by").flatMap(texts::condition).ifPresent(seenBy -> files.put(file.name(),
                    new Organisation.PickUpFile(node.word("file", ""), node.word("separator", ",").charAt(0),
                            shared.pickUps().getOrDefault(file.name(), List.of()), seenBy)));
        });
        return files;
    }

    Cart cart(Shared shared, Translations translations) {
        var texts = Texts.of(shared.vocabulary(Map.of()), shared, translations, faults);
        var draft = Draft.of(new Names(Node.Fields.none(root.place()), shared, faults), texts, new Checks());
        var cart = root.fields("cart");
        var rules = new RuleReader(draft).rules(cart.fields("rules"), texts);
        var reminders = new RemindersReader(shared, texts).reminders(cart.fields("reminders"));
        var human = texts.wording(root.fields("dialogue").text("human"), "dialogue.human");
        var reports = root.text("reports").flatMap(texts::condition);
        draft.checks().report(draft.names(), faults);
        translations.reportUnknown(faults);
        return new Cart(rules, reminders, human, reports);
    }
}

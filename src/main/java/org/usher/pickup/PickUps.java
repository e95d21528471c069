package org.usher.pickup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.usher.audit.AuditEntry;
import org.usher.checkout.Fulfilment;
import org.usher.conversation.Organisation;
import org.usher.facts.Definitions;
import org.usher.facts.Judge;
import org.usher.facts.RegisterService;
import org.usher.outbox.Transactions;
import org.usher.request.Person;
import org.usher.request.Requests;
import org.usher.ticket.Exclusive;

/**
 * Keeps files equal to the lines that wait, and lets what was picked up count. What waits is in the database; the file is brought to it, and
 * a file that was moved into {@code picked-up} says what was picked up. So it does not matter where the program was stopped: a line is in the
 * file, in one that was taken away, or will be written.
 */
@Singleton
public class PickUps {

    private static final Logger LOG = LoggerFactory.getLogger(PickUps.class);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm");

    private final PickUpStore store;
    private final Definitions definitions;
    private final RegisterService registers;
    private final Judge judge;
    private final Requests requests;
    private final Fulfilment fulfilment;
    private final Exclusive exclusive;
    private final Transactions transactions;
    private final PickUpSettings settings;
    private final Clock clock;

    PickUps(PickUpStore store, Definitions definitions, RegisterService registers, Judge judge, Requests requests, Fulfilment fulfilment,
            Exclusive exclusive, Transactions transactions, PickUpSettings settings, Clock clock) {
        this.store = store;
        this.definitions = definitions;
        this.registers = registers;
        this.judge = judge;
        this.requests = requests;
        this.fulfilment = fulfilment;
        this.exclusive = exclusive;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** The full hour at which something entered at a moment is picked up: what is entered on the hour waits for the next. */
    static Instant pickUpAfter(Instant entered, Organisation organisation) {
        return entered.atZone(organisation.calendar().zone()).truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant();
    }

    /** What waits in the files that a person may see. */
    public List<PickUpView> of(Person who) {
        var organisation = definitions.organisation(who.organisation());
        var current = registers.current(organisation.id());
        var person = current.entry(organisation.people().register(), who.key());
        var scope = Judge.scope(judge.facts(who, clock.instant()), who.key()).with("it", person);
        var views = new ArrayList<PickUpView>();
        new TreeMap<>(organisation.pickUps()).forEach((name, file) -> {
            if (file.seenBy().holds(scope)) {
                var lines = transactions.in(() -> store.waiting(organisation.id(), name).stream()
                        .map(line -> new PickUpView.Line(Csv.columns(line.text(), file.separator()),
                                requests.item(line.item()).orElseThrow().shownNumber(), line.entered(), line.due()))
                        .toList());
                views.add(new PickUpView(file.file(), file.columns(), lines));
            }
        });
        return List.copyOf(views);
    }

    /** Brings a file to what waits, after what was picked up has been noted. False if somebody else is at it. */
    boolean sync(String organisation, String name) {
        return alone(organisation, name, file -> bring(organisation, name, file));
    }

    /** Picks up what is due, in the place of a production that does it elsewhere. False if somebody else is at it. */
    boolean take(String organisation, String name, Instant now) {
        return alone(organisation, name, file -> {
            bring(organisation, name, file);
            var due = store.waiting(organisation, name).stream().filter(line -> !line.due().isAfter(now)).toList();
            if (!due.isEmpty() && settings.production()) {
                var latest = due.stream().map(PickUpLine::due).max(Instant::compareTo).orElseThrow();
                file.take(texts(due), HOUR.format(latest.atZone(definitions.organisation(organisation).calendar().zone())) + '-'
                        + due.getLast().id());
                bring(organisation, name, file);
            }
        });
    }

    private void bring(String organisation, String name, Folder file) {
        collect(organisation, name, file);
        file.hold(texts(store.waiting(organisation, name)));
    }

    /** Whether lines that were to be picked up by now still wait. */
    boolean isOverdue(String organisation, String name, Instant now) {
        return store.waiting(organisation, name).stream().anyMatch(line -> !line.due().isAfter(now));
    }

    private boolean alone(String organisation, String name, Consumer<Folder> work) {
        var definition = Optional.ofNullable(definitions.organisation(organisation).pickUps().get(name));
        if (definition.isEmpty()) {
            LOG.error("ALARM {}: there is no file '{}' to be picked up any more; its lines stay where they are", organisation, name);
            return true;
        }
        var folder = new Folder(Path.of(settings.folder(), organisation), definition.get().file(), Csv.header(definition.get()));
        return exclusive.alone("pickup." + organisation + '.' + name, () -> {
            work.accept(folder);
            return true;
        }).orElse(false);
    }

    private static List<String> texts(List<PickUpLine> lines) {
        return lines.stream().map(PickUpLine::text).toList();
    }

    /** Notes what stands in files that were taken away: each of its lines is picked up, and what they are for is done. */
    private void collect(String organisation, String name, Folder folder) {
        for (var taken : folder.taken()) {
            if (store.wasRead(organisation, taken)) {
                continue;
            }
            var lines = folder.linesTaken(taken);
            transactions.run(() -> {
                var now = clock.instant();
                if (store.firstReading(organisation, taken, now)) {
                    pickedUp(organisation, name, lines, now);
                }
            });
        }
    }

    private void pickedUp(String organisation, String name, List<String> lines, Instant now) {
        var waiting = new ArrayList<>(store.waiting(organisation, name));
        Set<Long> items = new TreeSet<>();
        for (var text : lines) {
            var found = waiting.stream().filter(line -> line.text().equals(text)).findFirst();
            if (found.isEmpty()) {
                LOG.warn("A line was picked up from {} of {} that was not waiting; it is left alone", name, organisation);
                continue;
            }
            waiting.remove(found.get());
            store.pickedUp(found.get().id(), now);
            items.add(found.get().item());
        }
        for (var item : items) {
            if (store.of(item).stream().allMatch(line -> line.pickedUp().isPresent())) {
                fulfilment.fulfilledHere(item, AuditEntry.USHER, "", false);
            }
        }
    }
}

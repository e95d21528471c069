package org.usher.discord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.usher.outbox.Notice;
import org.usher.request.Person;

/** Messages in memory, for tests of what does not need the database. */
final class MemoryPost implements Post {

    private static final class Kept {
        Letter letter;
        String state = "waiting";
        Instant due = Instant.EPOCH;
        boolean stale;
        boolean mentioned;

        Kept(Letter letter) {
            this.letter = letter;
        }
    }

    private final Map<Long, Kept> letters = new LinkedHashMap<>();
    private long numbers;

    @Override
    public synchronized void add(Notice notice, long channel) {
        letters.put(++numbers, new Kept(new Letter(numbers, notice, channel, Optional.empty(), "", 0)));
    }

    @Override
    public List<Letter> claim(int most, Instant now, Instant until) {
        return claim(kept -> kept.state.equals("waiting"), most, now, until);
    }

    @Override
    public List<Letter> claimStale(int most, Instant now, Instant until) {
        return claim(kept -> kept.stale && kept.state.equals("sent"), most, now, until);
    }

    private synchronized List<Letter> claim(Predicate<Kept> which, int most, Instant now, Instant until) {
        var claimed = new ArrayList<Letter>();
        for (var kept : letters.values()) {
            if (claimed.size() < most && which.test(kept) && !kept.due.isAfter(now)) {
                kept.due = until;
                claimed.add(kept.letter);
            }
        }
        return claimed;
    }

    @Override
    public synchronized void sent(long id, Sent where, String outcome, Instant now) {
        var kept = letters.get(id);
        if (kept != null) {
            kept.letter = new Letter(id, kept.letter.notice(), kept.letter.channel(), Optional.of(where), outcome, kept.letter.marks());
            kept.state = "sent";
            kept.due = now;
        }
    }

    @Override
    public synchronized void failed(long id, Failure why, Instant now) {
        var kept = letters.get(id);
        if (kept != null) {
            kept.state = why.name();
        }
    }

    @Override
    public synchronized void again(long id, Instant due) {
        var kept = letters.get(id);
        if (kept != null) {
            kept.due = due;
        }
    }

    @Override
    public synchronized void fresh(Letter letter, String outcome, Instant now) {
        var kept = letters.get(letter.id());
        if (kept != null) {
            kept.stale = kept.letter.marks() != letter.marks();
            kept.due = now;
            kept.letter = with(kept.letter, outcome, kept.letter.marks());
        }
    }

    @Override
    public synchronized boolean stale(String organisation, Set<Notice.Kind> kinds, String matter) {
        var found = letters.values().stream().filter(kept -> kinds.contains(kept.letter.notice().kind())
                && kept.letter.notice().to().organisation().equals(organisation) && kept.letter.notice().matter().equals(matter)).toList();
        for (var kept : found) {
            kept.stale = true;
            kept.letter = with(kept.letter, kept.letter.outcome(), kept.letter.marks() + 1);
        }
        return !found.isEmpty();
    }

    /** How many are to be shown anew. */
    synchronized long stale() {
        return letters.values().stream().filter(kept -> kept.stale).count();
    }

    private static Letter with(Letter letter, String outcome, long marks) {
        return new Letter(letter.id(), letter.notice(), letter.channel(), letter.sent(), outcome, marks);
    }

    @Override
    public synchronized int missed(Person person) {
        var missed = letters.values().stream()
                .filter(kept -> kept.state.equals(Failure.CLOSED.name()) && !kept.mentioned && kept.letter.notice().to().equals(person))
                .toList();
        missed.forEach(kept -> kept.mentioned = true);
        return missed.size();
    }

    @Override
    public synchronized long waiting() {
        return letters.values().stream().filter(kept -> kept.state.equals("waiting")).count();
    }

    synchronized long sent() {
        return letters.values().stream().filter(kept -> kept.state.equals("sent")).count();
    }
}

package org.usher.discord;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.usher.request.Person;

/** Accounts in memory, for tests of what does not need the database. */
final class MemoryAccounts implements Accounts {

    private final Map<Long, Account> accounts = new HashMap<>();
    private final Map<Long, Code> codes = new HashMap<>();
    private final List<Map.Entry<Instant, Code>> asked = new ArrayList<>();

    @Override
    public synchronized Optional<Account> find(long account) {
        return Optional.ofNullable(accounts.get(account));
    }

    @Override
    public synchronized Optional<Account> of(Person person) {
        return accounts.values().stream().filter(account -> account.person().equals(person)).findFirst();
    }

    @Override
    public synchronized Linked link(long account, Person person, Instant now) {
        var there = accounts.get(account);
        if (there != null) {
            return there.person().equals(person) ? Linked.DONE : Linked.ACCOUNT_TAKEN;
        }
        if (of(person).isPresent()) {
            return Linked.PERSON_TAKEN;
        }
        accounts.put(account, new Account(account, person, false, Optional.empty()));
        return Linked.DONE;
    }

    @Override
    public synchronized boolean unlink(long account) {
        return accounts.remove(account) != null;
    }

    @Override
    public synchronized void place(long account, Optional<Place> place) {
        accounts.computeIfPresent(account, (id, before) -> new Account(id, before.person(), before.closed(), place));
    }

    @Override
    public synchronized void closed(long account, boolean closed) {
        accounts.computeIfPresent(account, (id, before) -> new Account(id, before.person(), closed, before.place()));
    }

    @Override
    public synchronized void keep(Code code, Instant now) {
        codes.put(code.account(), code);
        asked.add(Map.entry(now, code));
    }

    @Override
    public synchronized Optional<Code> code(long account) {
        return Optional.ofNullable(codes.get(account));
    }

    @Override
    public synchronized void missed(long account) {
        codes.computeIfPresent(account,
                (_, before) -> new Code(before.account(), before.person(), before.digest(), before.expires(), before.attempts() + 1));
    }

    @Override
    public synchronized void forgetCode(long account) {
        codes.remove(account);
    }

    @Override
    public synchronized int asked(long account, Person person, Instant since) {
        var recent = asked.stream().filter(each -> each.getKey().isAfter(since)).map(Map.Entry::getValue).toList();
        return (int) Math.max(recent.stream().filter(code -> code.account() == account).count(),
                recent.stream().filter(code -> code.person().equals(person)).count());
    }
}

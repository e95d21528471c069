package org.usher.outbox;

import java.util.Set;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

/** Tells somebody something on every channel there is, and what became of it. */
@Singleton
public final class Notifier {

    private final BeanProvider<Notifications> channels;

    Notifier(BeanProvider<Notifications> channels) {
        this.channels = channels;
    }

    public void tell(Notice notice) {
        channels.stream().forEach(channel -> channel.tell(notice));
    }

    /** What notices of a kind ask for stands otherwise now: see {@link Notifications#settled}. */
    public void settled(String organisation, Set<Notice.Kind> kinds, String matter) {
        channels.stream().forEach(channel -> channel.settled(organisation, kinds, matter));
    }
}

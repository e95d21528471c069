package org.usher.outbox;

import java.util.Collection;

import jakarta.inject.Singleton;

/** Tells somebody something on every channel there is. */
@Singleton
public final class Notifier {

    private final Collection<Notifications> channels;

    Notifier(Collection<Notifications> channels) {
        this.channels = channels;
    }

    public void tell(Notice notice) {
        channels.forEach(channel -> channel.tell(notice));
    }
}

package org.usher.outbox;

import io.micronaut.context.BeanProvider;
import jakarta.inject.Singleton;

/** Tells somebody something on every channel there is. */
@Singleton
public final class Notifier {

    private final BeanProvider<Notifications> channels;

    Notifier(BeanProvider<Notifications> channels) {
        this.channels = channels;
    }

    public void tell(Notice notice) {
        channels.stream().forEach(channel -> channel.tell(notice));
    }
}

package org.usher.technow.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.inject.Singleton;

/** The faults to come, in the order in which they were asked for. */
@Singleton
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    synchronized void add(Fault fault) {
        faults.add(fault);
    }

    synchronized void clear() {
        faults.clear();
    }

    synchronized List<Fault> toCome() {
        return List.copyOf(faults);
    }

    /** The fault that a call meets, which is thereby used up once. */
    synchronized Optional<Fault> take(String method, String path) {
        for (var index = 0; index < faults.size(); index++) {
            var fault = faults.get(index);
            if (fault.meets(method, path)) {
                if (fault.times() > 1) {
                    faults.set(index, fault.onceLess());
                } else {
                    faults.remove(index);
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}

package org.usher.secret;

import java.util.List;
import java.util.Optional;

import org.usher.request.Person;

/** Where it is kept to whom a first password is to be shown. Never has a password. */
public interface CredentialStore {

    void add(Credential credential);

    Optional<Credential> find(String id);

    /** As {@link #find}; nobody else can change it until the transaction ends. */
    Optional<Credential> findForUpdate(String id);

    /** Those of a person that are not saved yet, oldest first. */
    List<Credential> waitingFor(Person person);

    /** Keeps its state. */
    void save(Credential credential);
}

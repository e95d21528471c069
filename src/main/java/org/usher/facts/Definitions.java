package org.usher.facts;

import java.util.Collection;
import java.util.Optional;

import org.usher.conversation.Conversation;
import org.usher.conversation.Organisation;

/** The definitions: those in force, and former versions by their hash as long as dialogues may be pinned to them. */
public interface Definitions {

    Collection<Organisation> organisations();

    /** An organisation as it is defined now; asking for one that does not exist is a defect. */
    Organisation organisation(String id);

    /** The version of a form that new dialogues get. */
    Optional<Conversation> current(String organisation, String conversation);

    /** A certain version of a form; none if it was withdrawn. */
    Optional<Version> version(String organisation, String conversation, String version);

    /** Takes a former version out of use: dialogues that are resumed go on with the version in force. */
    void withdraw(String organisation, String conversation, String version);

    /** A form together with its organisation as it is now. */
    record Version(Organisation organisation, Conversation conversation) {}
}

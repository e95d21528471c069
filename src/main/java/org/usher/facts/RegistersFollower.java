package org.usher.facts;

/** Is told, within the transaction, that registers have changed. */
public interface RegistersFollower {

    void registersChanged(String organisation);
}

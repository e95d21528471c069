package org.usher.file;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where files are kept, and which dialogues refer to them. */
public interface FileStore {

    void add(KeptFile file, byte[] content);

    Optional<KeptFile> find(String id);

    byte[] content(String id);

    /** The dialogues that have, or had, the file among their answers. */
    List<String> dialoguesOf(String id);

    /** Files from before a moment that no dialogue refers to any more: none that is open, and none that was handed in. */
    List<KeptFile> looseBefore(Instant moment, int limit);

    void remove(String id);
}

package org.usher.technow.desk;

/**
 * What surrounds a page.
 *
 * @param title     what the page is called
 * @param area      the entry of the menu that it belongs to
 * @param name      who is signed in; empty if nobody is
 * @param desk      whether they work at the desk
 * @param formToken what forms must carry
 * @param notice    what was just done; empty if nothing
 * @param failed    whether what was sent could not be taken
 */
public record Frame(String title, Area area, String name, boolean desk, String formToken, String notice, boolean failed) {

    /** The entries of the menu. */
    public enum Area {
        QUEUES, MINE, APPROVALS, REQUESTS, NONE
    }

    static Frame of(Sessions.Session session, String title, Area area) {
        return new Frame(title, area, session.actor().name(), session.isOfTheDesk(), session.formToken(), "", false);
    }

    static Frame plain(String title) {
        return new Frame(title, Area.NONE, "", false, "", "", false);
    }

    Frame saying(String said) {
        return new Frame(title, area, name, desk, formToken, said, failed);
    }

    Frame failing() {
        return new Frame(title, area, name, desk, formToken, notice, true);
    }

    public boolean signedIn() {
        return !name.isEmpty();
    }
}

package org.usher.document;

import org.usher.conversation.Layout;

/** Writes a document as a workbook that people open, read and print. */
public interface Workbooks {

    byte[] write(Layout.Filled document);

    /** The ending of its files, with the dot. */
    String ending();

    /** Their media type. */
    String contentType();
}

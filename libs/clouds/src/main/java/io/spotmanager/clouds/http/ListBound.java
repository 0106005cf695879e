package io.spotmanager.clouds.http;

/**
 * Limits the size of a list that is read page by page: each page is limited, but the server decides how many there are.
 * Counts the text of each item plus a fixed size; what items share counts once.
 */
public final class ListBound {

    /** The rest is for what a process needs besides the list, and for items besides their text. */
    private static final int PART_OF_THE_MEMORY = 16;

    /** The bytes of an item in a list and in a table of ids. */
    private static final int PLACE = 48;

    private final long most;
    private long letters;

    /** An item that shares a part of its text with others, which counts once. */
    public interface Sharing {
        /** Returns the letters of its text that no other item has, at least 0. */
        int ownLetters();
    }

    public ListBound() {
        this(Runtime.getRuntime().maxMemory() / PART_OF_THE_MEMORY);
    }

    ListBound(long most) {
        this.most = most;
    }

    /**
     * Counts another item.
     *
     * @return true if the list is within its limit
     */
    public boolean takes(Object item) {
        letters += PLACE
                + (item instanceof Sharing sharing
                        ? sharing.ownLetters()
                        : String.valueOf(item).length());
        return letters <= most;
    }

    /** Returns the error message, with what to do. */
    public String told() {
        return "a list larger than " + HttpFailure.megabytes(most)
                + " in all its pages, the most that this process keeps: give it more memory (mem_limit, or -Xmx)";
    }
}

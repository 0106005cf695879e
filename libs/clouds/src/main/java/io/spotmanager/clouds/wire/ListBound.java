package io.spotmanager.clouds.wire;

/**
 * How much a list may hold that is gathered page by page: each page is bounded, their number is the far side's. Its measure is
 * the text of its items, and a place for each.
 */
public final class ListBound {

    /** What a part keeps at once besides the list, and an item beside its text, need the rest. */
    private static final int PART_OF_THE_MEMORY = 16;

    /** What an item takes in a list and a table of its ids. */
    private static final int PLACE = 48;

    private final long most;
    private long letters;

    public ListBound() {
        this(Runtime.getRuntime().maxMemory() / PART_OF_THE_MEMORY);
    }

    ListBound(long most) {
        this.most = most;
    }

    /**
     * Counts another item.
     *
     * @return whether the list may still grow
     */
    public boolean takes(Object item) {
        letters += PLACE + String.valueOf(item).length();
        return letters <= most;
    }

    /** For people: that the list is larger than that, and the way out. */
    public String told() {
        return "a list larger than " + WireFailure.megabytes(most)
                + " in all its pages, the most that this process keeps: give it more memory (mem_limit, or -Xmx)";
    }
}

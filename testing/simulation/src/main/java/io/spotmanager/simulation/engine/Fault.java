package io.spotmanager.simulation.engine;

/** What may go wrong at a point, or what others may do at that moment. */
public enum Fault {
    /** The process ends; what it had sent is carried out. */
    KILL("is killed"),
    /** The process ends; what it had sent is carried out later. */
    KILL_AND_LATE_EFFECT("is killed, and what it had sent is carried out later"),
    /** The process stands still for longer than a lease, then goes on. */
    PAUSE("stands still for longer than its lease"),
    CONNECTION_LOST("loses its database connection and does not learn the outcome"),
    NOT_CONFIRMED("gets no confirmation from the broker"),
    MESSAGE_DUPLICATED("the message is delivered twice"),
    MESSAGE_LOST("the message is lost"),
    MESSAGE_REORDERED("the message is overtaken by later ones"),
    BROKER_WIPED("the broker loses everything"),
    ACK_LOST("loses its connection to the broker before the acknowledgement"),
    REPLY_LOST("gets no reply, though it was done"),
    LATE_EFFECT("gets no reply, and it is done later"),
    NO_EFFECT("gets no reply, and it is never done"),
    SERVER_ERROR("gets a 500"),
    NOT_FOUND_404("gets a 404"),
    CONFLICT_409("gets a 409"),
    TOO_LARGE_413("gets a 413"),
    TOO_MANY_429("gets a 429 and is asked to wait"),
    ROW_LOCKED("a forgotten session locks the operation's row for 40 s"),
    CLOCK_AHEAD("the worker's clock jumps 61 s ahead"),
    CLOCK_BEHIND("the worker's clock jumps 61 s back"),
    OPERATOR_RETRY("an operator asks for a retry"),
    OPERATOR_ROLL_BACK("an operator asks for the roll-back"),
    OPERATOR_SKIP("an operator asks to skip the step"),
    OPERATOR_ADOPT("an operator adopts what the cloud shows"),
    OPERATOR_CANCEL("an operator cancels"),
    TWO_OPERATORS("two operators ask at once, one for a roll-back and one to adopt"),
    OTHER_RELEASE("a worker of another release, which lacks a state, joins");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    /** Returns what happens, for the picture of a history. */
    public String words() {
        return words;
    }

    /** True if others do it, whatever the process at the point does. */
    public boolean ofSurroundings() {
        return ordinal() >= ROW_LOCKED.ordinal();
    }

    /** True if a command or its acknowledgement may have got lost because of it. */
    public boolean maySetBackACommand() {
        return switch (this) {
            case REPLY_LOST,
                    LATE_EFFECT,
                    NO_EFFECT,
                    SERVER_ERROR,
                    NOT_FOUND_404,
                    CONFLICT_409,
                    TOO_LARGE_413,
                    TOO_MANY_429 -> false;
            default -> !name().startsWith("OPERATOR");
        };
    }
}
